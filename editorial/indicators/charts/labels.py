"""Numbers beside the marks of a chart: as many as have room, those of the latest periods first."""

from collections.abc import Sequence
from dataclasses import dataclass

from editorial.indicators.charts.marks import Kind, Mark
from editorial.indicators.display import value_of

LETTER, LINE = 8.2, 16  # room of a bold letter and of a line, in pixels
MARK = 11  # half the room of a mark
ARROW = 18  # the arrow of a mark of which only a limit is known


@dataclass(frozen=True, slots=True)
class Label:
    """A number and where it stands: per cent from the left, pixels from the top."""

    x: float
    y: float
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def place_labels(
    marks: Sequence[Mark], points: Sequence[tuple[float, float]], *, room: float, bottom: float
) -> list[Label]:
    """Return the labels that have room at the narrowest width, and so at every wider one.

    What is left out is in the table under the chart and in the words of the mark itself.
    """
    boxes = [_mark_box(mark, x, y) for mark, (x, y) in zip(marks, points, strict=True)]
    occupied = list(boxes)
    placed: list[Label] = []
    for mark, (x, _y), own in sorted(
        zip(marks, points, boxes, strict=True), key=lambda one: one[1], reverse=True
    ):
        text = " ".join(filter(None, (mark.series.letter, value_of(mark.row))))
        found = _place(text, x, own, occupied, room=room, bottom=bottom)
        if found:
            label, box = found
            placed.append(label)
            occupied.append(box)
    return placed


def _mark_box(mark: Mark, x: float, y: float) -> _Box:
    up, down = (ARROW if mark.bound is kind else MARK for kind in (Kind.ABOVE, Kind.BELOW))
    return _Box(x - MARK, y - up, x + MARK, y + down)


def _place(
    text: str, x: float, own: _Box, occupied: list[_Box], *, room: float, bottom: float
) -> tuple[Label, _Box] | None:
    width = LETTER * len(text)
    left = min(max(x - width / 2, 0), room - width)
    is_centred = left == x - width / 2
    anchor = "middle" if is_centred else "start" if left > x - width / 2 else "end"
    at = x if is_centred else left if anchor == "start" else left + width
    for base in (own.top - 5, own.bottom + LINE + 1):
        box = _Box(left, base - LINE, left + width, base + 4)
        if (
            left >= 0
            and box.top >= 0
            and base <= bottom - 2
            and not any(box.meets(other) for other in occupied)
        ):
            return Label(round(at / room * 100, 2), round(base, 1), anchor, text), box
    return None
