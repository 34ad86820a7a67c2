"""A map of the places of the chronicle, drawn by the server: the Caspian Sea and a dot for each place."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from editorial.places.models import Place

# The shore of the Caspian, clockwise from the delta of the Volga: longitude, latitude.
SHORE = (
    (49.0, 46.3), (51.2, 47.0), (53.0, 46.8), (53.2, 45.3), (51.3, 45.2), (51.0, 44.5), (50.3, 44.4), (51.3, 43.2),
    (52.6, 42.6), (52.5, 41.5), (53.9, 42.0), (54.7, 41.3), (53.7, 40.6), (52.8, 40.1), (53.5, 39.3), (53.8, 37.3),
    (53.9, 36.9), (51.0, 36.8), (50.0, 37.4), (48.9, 38.2), (49.3, 39.3), (50.3, 40.3), (49.6, 40.6), (48.6, 41.9),
    (47.6, 42.9), (47.5, 43.8), (46.7, 44.6), (47.5, 45.6),
)  # fmt: skip
WEST, EAST, SOUTH, NORTH = 38.0, 82.0, 34.5, 55.5
WIDTH, HEIGHT = 1000, 640


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map: where, how large, and the number of its events."""

    place: Place
    number: int
    x: float
    y: float
    radius: float


def _x(longitude: float) -> float:
    return round((longitude - WEST) / (EAST - WEST) * WIDTH, 1)


def _y(latitude: float) -> float:
    return round((NORTH - latitude) / (NORTH - SOUTH) * HEIGHT, 1)


SEA = " ".join(f"{_x(longitude)},{_y(latitude)}" for longitude, latitude in SHORE)


def dots(places: Iterable[Place]) -> list[Dot]:
    """Return the places within the frame, those with most events last, so that small dots are not covered."""
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
    return sorted(found, key=lambda dot: -dot.number)
