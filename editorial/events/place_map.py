"""A map of the places of the chronicle, drawn by the server: the two countries, the land around, a dot for each place."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from editorial.places.models import Place

WEST, EAST, SOUTH, NORTH = 38.0, 82.0, 34.5, 55.5
WIDTH, HEIGHT = 1000, 640
# Outlines in the units of the map, from the countries of Natural Earth at 1:110m, which are in the public domain.
# Of the land around no borders are drawn: the map is about two countries, and takes no side between others.
LAND: dict[str, str] = json.loads(Path(__file__).with_name("land.json").read_text(encoding="utf-8"))
LETTER, LINE = 9.5, 22  # room that a name takes on the map


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of the map that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Return whether both take some of the same room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(slots=True)
class Dot:
    """A place on the map: where, how large, the number of its events, and at which side its name has room, if any."""

    place: Place
    number: int
    x: float
    y: float
    radius: float
    name_at: str = ""

    @property
    def box(self) -> Box:
        """The room of the dot itself."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)

    def name_box(self, side: str) -> Box:
        """Return the box of its name at the right or left."""
        width = LETTER * (len(str(self.place)) + 1)
        left = self.x + self.radius if side == "right" else self.x - self.radius - width
        return Box(left, self.y - LINE / 2, left + width, self.y + LINE / 2)


def _x(longitude: float) -> float:
    return round((longitude - WEST) / (EAST - WEST) * WIDTH, 1)


def _y(latitude: float) -> float:
    return round((NORTH - latitude) / (NORTH - SOUTH) * HEIGHT, 1)


def dots(places: Iterable[Place]) -> list[Dot]:
    """Return the places within the frame, those with most events first, so that small dots are not covered."""
    found = []
    for place in places:
        if place.latitude is None or place.longitude is None:
            continue
        longitude, latitude = float(place.longitude), float(place.latitude)
        if WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH:
            number: int = place.event_count  # type: ignore[attr-defined]
            found.append(
                Dot(place, number, _x(longitude), _y(latitude), round(5 + 3.5 * math.sqrt(number), 1))
            )
    found.sort(key=lambda dot: -dot.number)
    _name(found)
    return found


def _name(found: list[Dot]) -> None:
    """Put names beside their dots: never over another name or a larger dot, over a smaller one only at need."""
    names: list[Box] = []
    for turn, dot in enumerate(found):
        larger, others = found[:turn], found[:turn] + found[turn + 1 :]
        for avoided in (others, larger):
            occupied = [*names, *(other.box for other in avoided)]
            dot.name_at = next(
                (side for side in ("right", "left") if _has_room(dot.name_box(side), occupied)), ""
            )
            if dot.name_at:
                names.append(dot.name_box(dot.name_at))
                break


def _has_room(box: Box, occupied: list[Box]) -> bool:
    return box.left >= 0 and box.right <= WIDTH and not any(box.meets(other) for other in occupied)
