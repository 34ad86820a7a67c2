"""The record types: each app registers its own in `ready()` of its `apps.py`, and all surfaces read them here.

A record type hands each part down to the tool that needs it: revisions to django-reversion, its source to the search,
dependents to the change log.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import reversion
from django.db.models import Model

from editorial.press.share_card import SharePicture
from editorial.records import linked_data
from editorial.records.changelog import dependents
from editorial.records.changelog.dependents import Lookups, ValuesByRow
from editorial.records.changelog.record_ref import type_name
from editorial.records.linked_data import LinkedData
from editorial.records.surfaces import Citation, Entry, FactType, Label, OrganisationSection, TopicSection
from editorial.search import sources
from editorial.search.facet_labels import TYPE_LABELS
from editorial.search.sources import SearchSource


@dataclass(frozen=True)
class LinkField:
    """A column with addresses of others that readers see; `owner` is the path to the record, empty on the record."""

    model: type[Model]
    column: str
    owner: str = ""


TERM = LinkedData(describe=linked_data.describe_term)


_types: dict[str, "RecordType"] = {}


@dataclass(frozen=True, kw_only=True)
class RecordType:
    """A kind of record: one model that readers have pages of, and what each part of the program knows of it.

    `order`: its place where the types are listed.
    `label`, `plural`: what readers see it called.
    `revisions`: related rows that one revision keeps beside the record, those of rows by a path (`values__sources`).
    `search`: where its search documents come from.
    `before_publish`: raises ValidationError where a record lacks what it must have to be shown to readers.
    `linked_data`: how it is described by schema.org.
    `section`: its name in the addresses of its sitemap and its share cards, empty where it has neither.
    `share_card`: what the picture beside links to a record says; given a slug, it raises Http404 for an unknown one.
    `links`: where readers see addresses of others, for the link check.
    `lists`: URL names of its public lists, the main one first, for the sitemap.
    `navigation`, `tally`: its entries in the main menu and among the counts on the home page.
    `topic_section`: its section of a topic's page.
    `organisation_section`: its section of an organisation's page.
    `citation`: how it appears with the texts that state its facts or name it.
    `facts`: models of it that need a source.
    `translated`: the field by which the translation matrix names a record.
    `embeds`: records that this one shows, by lookups: where one of these changes, this one does.
    `embedded_in`: records of apps below that show this one, by their lookups.
    `references`: lookups of records that this one refers to and that show it in turn.
    `embedded_fields`: fields that others show of it beside its slug; `embedded_values`: what they show of it from
    other tables, by name.
    """

    model: type[Model]
    order: int
    label: Label
    plural: Label
    revisions: tuple[str, ...] = ()
    search: SearchSource | None = None
    before_publish: Callable[[Any], object] | None = None
    linked_data: LinkedData = TERM
    section: str = ""
    share_card: Callable[[str], SharePicture] | None = None
    links: tuple[LinkField, ...] = ()
    lists: tuple[str, ...] = ()
    navigation: Entry | None = None
    tally: Entry | None = None
    topic_section: TopicSection | None = None
    organisation_section: OrganisationSection | None = None
    citation: Citation | None = None
    facts: tuple[FactType, ...] = ()
    translated: str = ""
    embeds: Mapping[type[Model], Lookups] = field(default_factory=dict)
    embedded_in: Mapping[type[Model], Lookups] = field(default_factory=dict)
    references: Mapping[str, type[Model]] = field(default_factory=dict)
    embedded_fields: tuple[str, ...] = ()
    embedded_values: Mapping[str, ValuesByRow] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name of the type in the log, the search and the API."""
        return type_name(self.model)


def register(record_type: RecordType) -> None:
    """Make a record type known to all parts of the program."""
    _types[record_type.name] = record_type
    track_revisions(record_type.model, record_type.revisions)
    if record_type.search is not None:
        sources.register(record_type.name, record_type.search)
        TYPE_LABELS[record_type.name] = record_type.label
    linked_data.register(record_type.name, record_type.linked_data)
    dependents.register(
        record_type.model,
        embeds=record_type.embeds,
        embedded_in=record_type.embedded_in,
        references=record_type.references,
        fields=record_type.embedded_fields,
        values=record_type.embedded_values,
    )


def all() -> tuple[RecordType, ...]:  # noqa: A001
    """Return the record types in the order in which lists have them."""
    return tuple(sorted(_types.values(), key=lambda one: one.order))


def names() -> list[str]:
    """Return the names of the record types."""
    return [one.name for one in all()]


def get(name: str) -> RecordType:
    """Return a record type by its name. Raises KeyError."""
    return _types[name]


def track_revisions(model: type[Model], relations: tuple[str, ...] = ()) -> None:
    """Keep revisions of a model and, in the same revision, of the rows that `relations` lead to."""
    direct = tuple(path for path in relations if "__" not in path)
    reversion.register(model, follow=direct)
    for name in direct:
        below = tuple(path.partition("__")[2] for path in relations if path.startswith(f"{name}__"))
        track_revisions(model._meta.get_field(name).related_model, below)  # type: ignore[arg-type]
