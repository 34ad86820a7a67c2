"""A chart as a file of its own: title, what is counted, legend, marks, source and note in one picture (SVG or PNG)."""

import base64
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import typst
from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from PIL import ImageFont

from editorial.indicators.charts.chart import Chart, swatch
from editorial.indicators.charts.glyphs import STYLE
from editorial.press.document_tree import strip_control_chars

WIDTH, MARGIN = 900, 28
ROOM = WIDTH - 2 * MARGIN
FONTS = Path(__file__).with_name("fonts")
PIXELS_PER_INCH = 144.0  # twice as many pixels as the picture has units
TEMPLATE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("chart.svg", width: {}pt)\n'
VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^)]+)\)")
MAX_ENTRY = 100  # letters of an entry of the legend, which has a line at most
TEXTS = ".t--title{font-size:24px;font-weight:600}.t--lead{font-size:16px}"


@dataclass(frozen=True, slots=True)
class Caption:
    """Frame of a chart."""

    title: str
    counted: str
    notes: tuple[str, ...]
    site: str
    address: str


def chart_svg(chart: Chart, caption: Caption, *, with_fonts: bool = True) -> str:
    """Return the chart with all that is said around it as an SVG file, its letters inside."""
    column = _Column()
    column.lines(caption.title, "t t--title", size=24, weight=600, step=30)
    column.lines(caption.counted, "t t--lead", size=16, step=22)
    column.space(6)
    legend = [(series.letter, series.name, swatch(series)) for series in chart.series]
    legend += [("", kind.label, sample) for kind, sample in chart.kinds]
    column.legend(legend)
    top = column.bottom + 10
    column.space(chart.height + 24)
    for note in (chart.source_line, chart.left_out_line, *caption.notes):
        column.lines(note, "t t--quiet", size=14, step=19)
    column.lines(f"{caption.site} · {caption.address}", "t t--quiet", size=14, step=19)
    height = column.bottom + MARGIN
    style = VARIABLE.sub(r"\1", STYLE) + TEXTS + (_font_faces() if with_fonts else "")
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}" role="img" '
        'aria-label="{}"><style>{}</style><rect width="{}" height="{}" fill="#fbfaf6"/>{}'
        '<svg x="{}" y="{}" width="{}" height="{}" overflow="visible">{}</svg></svg>',
        WIDTH, height, WIDTH, height, caption.title, SafeString(style), WIDTH, height, column.content,
        MARGIN, top, ROOM, chart.height, chart.inside(ROOM),
    )  # fmt: skip


def chart_png(chart: Chart, caption: Caption) -> bytes:
    """Return the same as PNG, in the letters of the site."""
    with tempfile.TemporaryDirectory(prefix="chart-") as folder:
        svg = strip_control_chars(chart_svg(chart, caption, with_fonts=False))
        Path(folder, "chart.svg").write_text(svg, encoding="utf-8")
        template = Path(folder, "chart.typ")
        template.write_text(TEMPLATE.format(WIDTH), encoding="utf-8")
        compiler = typst.Compiler(template, root=folder, font_paths=_fonts())
        made: bytes = compiler.compile(format="png", ppi=PIXELS_PER_INCH)  # type: ignore[assignment]
        return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(font_paths=[str(FONTS)])


class _Column:
    """Lines of text under each other."""

    def __init__(self) -> None:
        self.bottom = MARGIN
        self.content = SafeString("")

    def space(self, pixels: int) -> None:
        self.bottom += pixels

    def lines(self, text: str, style: str, *, size: int, step: int, weight: int = 400) -> None:
        """Add a text in as many lines as it needs."""
        for line in wrap(text, size=size, weight=weight, room=ROOM):
            self.bottom += step
            self.content += format_html(
                '<text class="{}" x="{}" y="{}">{}</text>', style, MARGIN, self.bottom - 6, line
            )

    def legend(self, entries: Iterable[tuple[str, str, SafeString]]) -> None:
        """Add the entries of a legend beside each other, as many in a line as have room."""
        font, x = _font(14, 400), 0.0
        for letter, words, sample in entries:
            text = Truncator(f"{letter} – {words}" if letter else words).chars(MAX_ENTRY)
            width = 30 + font.getlength(text) + 24
            if x == 0 or x + width > ROOM:
                x = 0.0
                self.bottom += 26
            self.content += format_html(
                '<svg x="{}" y="{}" overflow="visible">{}</svg><text class="t" x="{}" y="{}">{}</text>',
                round(MARGIN + x + 12), self.bottom - 10, sample, round(MARGIN + x + 30), self.bottom - 5, text,
            )  # fmt: skip
            x += width


def wrap(text: str, *, size: int, weight: int, room: float) -> list[str]:
    """Return a text in lines that have room; a word longer than a line is parted."""
    font = _font(size, weight)
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= room:
            lines[-1] = longer
            continue
        rest = word
        while len(rest) > 1 and font.getlength(rest) > room:
            fitting = next(
                end for end in range(len(rest) - 1, 0, -1) if end == 1 or font.getlength(rest[:end]) <= room
            )
            lines.append(rest[:fitting])
            rest = rest[fitting:]
        lines.append(rest)
    return lines


def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    # Not kept: a font is not to be used by two threads at once.
    return ImageFont.truetype(str(FONTS / f"RelationsSans-{weight}.otf"), size)


@cache
def _font_faces() -> str:
    """Return the letters of the site for the style of a file that stands alone."""
    faces = []
    for weight in (400, 600):
        found = finders.find(f"fonts/source-sans-{weight}.woff2")
        content = base64.b64encode(Path(str(found)).read_bytes()).decode()
        faces.append(
            f"@font-face{{font-family:'Relations Sans';font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{content}) format('woff2')}}"
        )
    return "".join(faces)
