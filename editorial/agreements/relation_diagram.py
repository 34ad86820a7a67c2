"""The family of an agreement as an SVG picture, drawn by the server: a line of documents by date, arrows between them.

Each row has a number, and says in words which numbers it is tied to: no colour or line has to be told from another.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from editorial.agreements.relation_graph import Edge, Node, RelationGraph
from editorial.values.date_format import format_partial_date
from editorial.web.templatetags.record import page_locale

WIDTH = 430
LETTER = 9.0  # the width that a letter of a title takes at most, on average
LINE = 19
MAX_LINES = 3
LANE = 13
MAX_LANES = 6
STYLE = (
    ".f{font:13px/1 var(--sans,'Segoe UI',Arial,sans-serif);fill:var(--ink-faint,#62686b)}"
    ".f--t{font:15px/1 var(--serif,Georgia,serif);fill:var(--ink,#1a1d1f)}"
    ".f--n{font-weight:600;text-anchor:middle;fill:var(--ink,#1a1d1f)}"
    ".f--on{fill:var(--paper,#fbfaf6)}"
    ".d{fill:var(--paper,#fbfaf6);stroke:var(--accent,#0a5566);stroke-width:1.5}"
    ".d--here{fill:var(--accent,#0a5566)}"
    ".e{fill:none;stroke:var(--accent,#0a5566);stroke-width:1.5}.h{fill:var(--accent,#0a5566)}"
)


@dataclass(frozen=True, slots=True)
class _Row:
    member: Node
    top: int
    lines: list[str]
    relations: str

    @property
    def height(self) -> int:
        return 26 + LINE * len(self.lines) + (18 if self.relations else 0) + 14

    @property
    def middle(self) -> int:
        return self.top + 16


def family_picture(family: RelationGraph, *, title: str, description: str) -> SafeString:
    """Return the picture, with its title and description for those who do not see it."""
    lanes = assign_lanes(family.edges)
    left = 34 + LANE * min(max(lanes, default=0) + 1, MAX_LANES)
    rows = _rows(family.members, room=WIDTH - left - 22)
    height = rows[-1].top + rows[-1].height
    middles = {row.member.number: row.middle for row in rows}
    arrows = format_html_join(
        "",
        "{}",
        (
            (_arrow(middles[edge.start], middles[edge.end], min(lane, MAX_LANES - 1), left),)
            for edge, lane in zip(family.edges, lanes, strict=True)
        ),
    )
    drawn = format_html_join("", "{}", ((_drawn(row, left),) for row in rows))
    return format_html(
        '<svg class="family" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img"'
        ' aria-labelledby="family-title family-description">'
        '<title id="family-title">{}</title><desc id="family-description">{}</desc>'
        '<style>{}</style><defs><marker id="family-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7"'
        ' markerHeight="7" orient="auto"><path class="h" d="M0,0 8,4 0,8z"/></marker></defs>{}{}</svg>',
        WIDTH, height, title, description, SafeString(STYLE), arrows, drawn,
    )  # fmt: skip


def assign_lanes(edges: Sequence[Edge]) -> list[int]:
    """Return for each arrow how far out it runs, so that those beside each other do not fall together."""
    lanes: list[list[tuple[int, int]]] = []
    found: dict[int, int] = {}
    for place in sorted(range(len(edges)), key=lambda at: abs(edges[at].end - edges[at].start)):
        low, high = sorted((edges[place].start, edges[place].end))
        lane = 0
        while lane < len(lanes) and any(low < end and start < high for start, end in lanes[lane]):
            lane += 1
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((low, high))
        found[place] = lane
    return [found[place] for place in range(len(edges))]


def _rows(members: Sequence[Node], *, room: int) -> list[_Row]:
    rows: list[_Row] = []
    for member in members:
        lines = textwrap.wrap(
            str(member.row), int(room / LETTER), max_lines=MAX_LINES, placeholder="…", break_long_words=True
        )
        relations = "; ".join(f"{edge.label} {edge.end}" for edge in member.edges)
        top = rows[-1].top + rows[-1].height if rows else 0
        rows.append(_Row(member, top, lines, textwrap.shorten(relations, int(room / 6.3), placeholder="…")))
    return rows


def _arrow(start: int, end: int, lane: int, left: int) -> SafeString:
    begin, out = left - 11, left - 22 - LANE * (lane + 1)
    return format_html(
        '<path class="e" d="M{},{} C{},{} {},{} {},{}" marker-end="url(#family-head)"/>',
        begin, start, out, start, out, end, begin - 2, end,
    )  # fmt: skip


def _drawn(row: _Row, left: int) -> SafeString:
    member, text = row.member, left + 20
    here = "--here" if member.is_current else ""
    dated = format_partial_date(member.dated, page_locale()) if member.dated else ""
    head = " · ".join(filter(None, (dated, str(member.label))))
    title = format_html_join(
        "",
        '<text class="f f--t" x="{}" y="{}">{}</text>',
        ((text, row.top + 20 + LINE * turn, line) for turn, line in enumerate(row.lines, start=1)),
    )
    relations = (
        format_html(
            '<text class="f" x="{}" y="{}">→ {}</text>',
            text,
            row.top + 38 + LINE * len(row.lines),
            row.relations,
        )
        if row.relations
        else ""
    )
    return format_html(
        '<circle class="d d{}" cx="{}" cy="{}" r="11"/><text class="f f--n {}" x="{}" y="{}">{}</text>'
        '<text class="f" x="{}" y="{}">{}</text>{}{}',
        here, left, row.middle, "f--on" if here else "", left, row.middle + 5, member.number,
        text, row.top + 20, head, title, relations,
    )  # fmt: skip
