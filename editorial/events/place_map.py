"""A map of the places of the chronicle, drawn by the server: the two countries, the land around, a dot for each place."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from editorial.places.models import Place

WIDTH = 1000
MAX_HEIGHT = 900
# The two countries; the frame grows to every place of the record.
WEST, EAST, SOUTH, NORTH = 42.0, 88.0, 38.0, 55.5
MARGIN = 4.0  # degrees around the outermost places
# Outlines in hundredths of a degree, longitude and latitude in turn, by ring: from the countries of Natural Earth at
# 1:50m, which are in the public domain, simplified to 0.05 degrees. Of the land around no borders are drawn: the map is
# about two countries, and takes no side between others.
LAND: dict[str, list[list[int]]] = json.loads(
    Path(__file__).with_name("land.json").read_text(encoding="utf-8")
)
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


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """A part of the globe in the picture: degrees at its edges, and pixels to a degree."""

    west: float
    east: float
    south: float
    north: float

    @property
    def height(self) -> int:
        """The height of the picture, so that distances in its middle are the same in both directions."""
        narrowing = math.cos(math.radians((self.north + self.south) / 2))
        return min(round((self.north - self.south) / (self.east - self.west) / narrowing * WIDTH), MAX_HEIGHT)

    def x(self, longitude: float) -> float:
        """Return where a longitude is."""
        return round((longitude - self.west) / (self.east - self.west) * WIDTH, 1)

    def y(self, latitude: float) -> float:
        """Return where a latitude is."""
        return round((self.north - latitude) / (self.north - self.south) * self.height, 1)


def frame_of(places: Iterable[Place]) -> PlaceMap:
    """Return the map that has the two countries and every place with a point."""
    points = [_point(place) for place in places if place.latitude is not None]
    longitudes, latitudes = [x for x, _y in points], [y for _x, y in points]
    return PlaceMap(
        west=max(min([WEST, *(x - MARGIN for x in longitudes)]), -180),
        east=min(max([EAST, *(x + MARGIN for x in longitudes)]), 180),
        south=max(min([SOUTH, *(y - MARGIN for y in latitudes)]), -85),
        north=min(max([NORTH, *(y + MARGIN for y in latitudes)]), 85),
    )


def _point(place: Place) -> tuple[float, float]:
    return float(place.longitude or 0), float(place.latitude or 0)


@lru_cache(maxsize=16)
def outlines(frame: PlaceMap) -> dict[str, str]:
    """Return the land in the frame as paths, by the keys of LAND; what is far outside is left out."""
    return {
        name: "".join(filter(None, (_path(ring, frame) for ring in rings))) for name, rings in LAND.items()
    }


def _path(ring: list[int], frame: PlaceMap) -> str:
    west, east, south, north = frame.west - 1, frame.east + 1, frame.south - 1, frame.north + 1
    longitudes, latitudes = [x / 100 for x in ring[::2]], [y / 100 for y in ring[1::2]]
    if max(longitudes) < west or min(longitudes) > east or max(latitudes) < south or min(latitudes) > north:
        return ""
    # Points outside are drawn at the edge, which is out of sight.
    points = [
        (round(frame.x(min(max(x, west), east))), round(frame.y(min(max(y, south), north))))
        for x, y in zip(longitudes, latitudes, strict=True)
    ]
    distinct = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
    return f"M{' '.join(f'{x},{y}' for x, y in distinct)}Z" if len(distinct) > 2 else ""


def dots(places: Iterable[Place], frame: PlaceMap) -> list[Dot]:
    """Return the places with a point, those with most events first, so that small dots are not covered."""
    found = []
    for place in places:
        if place.latitude is None or place.longitude is None:
            continue
        longitude, latitude = _point(place)
        number: int = place.event_count  # type: ignore[attr-defined]
        radius = round(5 + 3.5 * math.sqrt(number), 1)
        found.append(Dot(place, number, frame.x(longitude), frame.y(latitude), radius))
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
