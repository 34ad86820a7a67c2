"""A Manuscript as plain data and back, to be kept between the steps of a review."""

from dataclasses import asdict, fields, is_dataclass
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from editorial.manuscripts.draft import Manuscript


def to_plain(manuscript: Manuscript) -> dict[str, Any]:
    """Convert to data that JSON can represent."""
    return asdict(manuscript)


def from_plain(data: dict[str, Any]) -> Manuscript:
    """Build the manuscript from plain data."""
    manuscript: Manuscript = _build(Manuscript, data)
    return manuscript


def _build(kind: Any, data: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    values = {
        each.name: _value(hints[each.name], data[each.name]) for each in fields(kind) if each.name in data
    }
    return kind(**values)


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is list:
        (inner,) = get_args(hint)
        return [_value(inner, each) for each in value]
    if isinstance(hint, UnionType):
        (inner,) = [each for each in get_args(hint) if each is not type(None)]
        return _value(inner, value)
    return _build(hint, value) if is_dataclass(hint) else value
