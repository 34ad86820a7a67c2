"""Records as schema.org: one description of each kind, from what the API shows of a row, for its pages and the API alike."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

Row = Mapping[str, Any]
Described = dict[str, Any]
# Given the row of a page and the context of its template, returns the row as the API reads it, and what to add.
FromPage = Callable[[Any, Mapping[str, Any]], tuple[Any, Row]]

CONTEXT = "https://schema.org"
PAGE = re.compile(rf"^(https?://[^/]+)/(?:{'|'.join(code for code, _name in settings.LANGUAGES)})/")
EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True, kw_only=True)
class LinkedData:
    """The description of a record type: `describe` takes the row as the API shows it and leaves out what is not there.

    Of a page's row only `fields` are written, with the relations of `expand` in full.
    """

    describe: Callable[[Row], Described]
    fields: tuple[str, ...] = ()
    expand: tuple[str, ...] = ()
    from_page: FromPage | None = None


_kinds: dict[str, LinkedData] = {}


def register(kind: str, linked_data: LinkedData) -> None:
    """Make the description of a kind known."""
    _kinds[kind] = linked_data


def get(kind: str) -> LinkedData:
    """Return how a kind is described. Raises KeyError."""
    return _kinds[kind]


def describe(kind: str, row: Row) -> Described:
    """Return a row as a thing of schema.org, without what is not known of it."""
    address = {"@id": canonical_id(row["url"]), "url": row["url"]} if row.get("url") else {}
    known = _kinds.get(kind)
    described = known.describe(row) if known else describe_term(row)
    return without_empty({**address, "identifier": row.get("slug"), **described})


def reference(kind: str, value: Any) -> Any:
    """Return a row that another refers to: in full as a thing, or by its slug as a thing of its type."""
    if not value:
        return None
    if isinstance(value, Mapping):
        return describe(kind, value)
    return {"@type": describe(kind, {})["@type"], "identifier": value}


def describe_term(row: Row) -> Described:
    """Describe a topic or a mechanism."""
    return {
        "@type": "DefinedTerm",
        "name": texts(row.get("name")),
        "description": texts(row.get("description")),
    }


def texts(value: Any) -> Any:
    """Return a text in four languages as language-tagged values; a text in one as it is."""
    if isinstance(value, Mapping):
        return [{"@language": language, "@value": text} for language, text in value.items() if text]
    return value


def slugs(values: Any) -> list[str]:
    """Return the slugs of rows, whether they are shown in full or not."""
    return [value["slug"] if isinstance(value, Mapping) else value for value in values or ()]


def without_empty(described: Described) -> Described:
    """Return what has a value."""
    return {name: value for name, value in described.items() if value not in EMPTY}


def canonical_id(url: str) -> str:
    """Name a thing by its page in the first language, so that it is the same thing in every language."""
    return PAGE.sub(rf"\1/{settings.LANGUAGE_CODE}/", url)
