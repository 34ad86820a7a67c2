"""A Manuscript as plain data and back, to be kept between the steps of a review."""

from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from functools import cache, partial
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from editorial.manuscripts.draft import Manuscript

Convert = Callable[[Any], Any]


def to_plain(manuscript: Manuscript) -> dict[str, Any]:
    """Convert to data that JSON can represent."""
    return asdict(manuscript)


def from_plain(data: dict[str, Any]) -> Manuscript:
    """Build the manuscript from plain data."""
    manuscript: Manuscript = _build(Manuscript, data)
    return manuscript


def _build(kind: Any, data: dict[str, Any] | None) -> Any:
    if data is None:
        return None
    return kind(**{name: convert(data[name]) for name, convert in _converters(kind) if name in data})


@cache
def _converters(kind: Any) -> tuple[tuple[str, Convert], ...]:
    """Return how each field of a dataclass is read; to resolve its annotations takes longer than to read a book."""
    hints = get_type_hints(kind)
    return tuple((each.name, _converter(hints[each.name])) for each in fields(kind))


def _converter(hint: Any) -> Convert:
    if isinstance(hint, UnionType):
        (hint,) = [each for each in get_args(hint) if each is not type(None)]
    if get_origin(hint) is list:
        (inner,) = get_args(hint)
        return partial(_each, _converter(inner))
    return partial(_build, hint) if is_dataclass(hint) else _same


def _each(convert: Convert, values: list[Any] | None) -> list[Any] | None:
    return None if values is None else [convert(value) for value in values]


def _same(value: Any) -> Any:
    return value
