"""Declarations by which a record type appears on surfaces that many types share: menu, home page, topics, texts, desk."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

Label = str | Promise


@dataclass(frozen=True)
class Entry:
    """An entry of the main menu or of the counts on the home page; it leads to the first list of the type."""

    label: Label
    order: int


@dataclass(frozen=True, kw_only=True)
class TopicSection:
    """The section of a topic's page.

    `rows`: the published records of a topic.
    `template`: their list, as `rows`.
    `more`: the words of the link to the list of all, which must have the filter `topic`.
    `key_rows`, `key_template`: records that editors have chosen for the top of the page, as `rows`.
    """

    rows: Callable[[Any], QuerySet[Any]]
    template: str
    more: Label
    heading: Label = ""
    key_rows: Callable[[Any], QuerySet[Any]] | None = None
    key_template: str = ""


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Appearance of a record with the texts that state its facts, or that name it.

    `page`: the URL name of its page.
    `path`: the lookup of the record from a row of `sources`, or from a mention if there are none.
    `title`: the field of its title, or those of which its name consists.
    `sources`: the model of its sources, an `EditionSource`. Each is also shown on the page of the text's statements:
    `template`: one entry there, as `row`, which is the first part of `path`.
    `select_related`: paths from a source that the template reads.
    `prepare`: sets on the sources what the template needs besides; takes them, the key of the text, and the day.
    """

    page: str
    path: str
    title: str | tuple[str, ...] = "title"
    sources: type[Model] | None = None
    template: str = ""
    select_related: tuple[str, ...] = ()
    prepare: Callable[[list[Any], int, dt.date], None] | None = None

    @property
    def subject(self) -> str:
        """The field of a source that names what it states."""
        return self.path.partition("__")[0]


@dataclass(frozen=True, slots=True)
class ContradictingRows:
    """Rows that cannot all hold: the record with its slug, their keys, the day, how many versions, of a count or not."""

    record: int
    slug: str
    facts: tuple[int, ...]
    day: dt.date | None
    versions: int
    is_count: bool


@dataclass(frozen=True, kw_only=True)
class OrganisationSection:
    """The section of an organisation's page, a list of links.

    `rows`: the rows of an organisation that lead to published records.
    `page`: the URL name of a record's page.
    `path`: the lookup of the record from such a row, if it is another.
    `title`, `date`: the fields of the record that its link shows.
    """

    heading: Label
    order: int
    rows: Callable[[Any], QuerySet[Any]]
    page: str
    path: str = ""
    title: str = "title"
    date: str = ""


@dataclass(frozen=True, kw_only=True)
class FactType:
    """A model that readers do not see without a source; its rows are counted on the first page of the desk.

    `has_disputes`: whether sources can state its rows differently; it then has `sources` and `explanations`.
    `disputed_keys`: the keys of rows in dispute for other reasons.
    `record`, `day`: the path from a row to the record on whose page it is, empty if it is the record; its date.
    `select_related`: paths that a list of disagreements reads.
    `contradictions`: the published rows that cannot all hold, of some records or of all.
    """

    model: type[Any]
    label: Label
    has_disputes: bool = False
    disputed_keys: Callable[[], Collection[int]] | None = None
    record: str = ""
    day: str = ""
    select_related: tuple[str, ...] = ()
    contradictions: "Callable[[Collection[int] | None], list[ContradictingRows]] | None" = None
