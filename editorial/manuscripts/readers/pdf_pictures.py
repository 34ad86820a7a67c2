"""The pictures of a PDF: where they stand among the lines, and how they are painted."""

import io
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PIL import Image

from editorial.manuscripts import limits, programs
from editorial.manuscripts.lines import Line
from editorial.manuscripts.readers.pdf_rows import Row

WORKER = "editorial.manuscripts.readers.pdf_worker"
NAME = re.compile(r"pdf:(\d+):(\d+),(\d+),(\d+),(\d+)")  # page and place, in tenths of a point
PICTURE = "□"
DPI = 200
MAX_WORDS = 30  # on a picture; with more it is the ground of a text
MIN_REPEATED = 3
FEW_COLOURS = 4096


def add_pictures(rows: list[Row], images: list[list[float]], page: int) -> list[Row]:
    """Return the rows of a page with one for each of its pictures."""
    found: list[Row] = []
    for x0, x1, top, bottom in images:
        held = sum(
            x0 < (word[1] + word[2]) / 2 < x1 and top < word[4] < bottom for row in rows for word in row.words
        )
        if held <= MAX_WORDS:
            place = ",".join(str(max(0, round(value * 10))) for value in (x0, x1, top, bottom))
            found.append(Row([], top, bottom, x0, x1, 0.0, bottom, [[PICTURE]], f"pdf:{page}:{place}"))
    return sorted([*rows, *found], key=lambda row: row.bottom) if found else rows


def drop_repeated(lines: list[Line]) -> int:
    """Take pictures out that stand at one place of several pages, such as a logo; return how many."""
    places = Counter(line.picture.split(":")[2] for line in lines if line.picture)
    repeated = [line for line in lines if line.picture and places[line.picture.split(":")[2]] >= MIN_REPEATED]
    for line in repeated:
        line.text, line.picture, line.grid = "", "", False
    return len(repeated)


def paint(data: bytes, wanted: set[str]) -> dict[str, bytes]:
    """Return pictures of a PDF by their names, painted as the page shows them."""
    painted: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "manuscript.pdf", Path(folder) / "picture.ppm"
        source.write_bytes(data)
        for name in sorted(wanted):
            found = NAME.fullmatch(name)
            if not found:
                continue
            page, *place = found.groups()
            command = [
                sys.executable,
                "-m",
                WORKER,
                str(source),
                str(limits.MAX_PAGES),
                page,
                str(DPI),
                *place,
            ]
            drawn = programs.run(command, output=output, seconds=limits.OCR_SECONDS)
            if drawn:
                painted[name] = _packed(drawn)
    return painted


def _packed(picture: bytes) -> bytes:
    """Return a picture as PNG, or as JPEG if it has the colours of a photograph."""
    with Image.open(io.BytesIO(picture), formats=("PPM",)) as image:
        packed = io.BytesIO()
        if image.getcolors(FEW_COLOURS) is not None:
            image.save(packed, "PNG", optimize=True)
        else:
            image.save(packed, "JPEG", quality=88)
        return packed.getvalue()
