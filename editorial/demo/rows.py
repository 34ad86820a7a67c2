"""The data files of the demo record: where they lie, what a row of each holds, and their checksum.

Texts of a row are given by language code; the files in `translations/` add languages by slug. A passage that
states a fact is named by the lines that it and the blocks of our digest (`texts/`) have in the manuscript.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from django.conf import settings

from editorial.values.partial_dates import PartialDate

ROOT = Path(__file__).parent
Translations = dict[str, str]


class SourceRow(TypedDict):
    """A passage of a text, or a page of a collection outside its texts."""

    text: NotRequired[str]
    lines: NotRequired[str]
    collection: NotRequired[str]
    pages: NotRequired[str]
    aspect: NotRequired[str]
    statement: NotRequired[Translations]


class NameRow(TypedDict):
    """A form of a name beside those that are to be used."""

    language: str
    name: str


class OrganisationRow(TypedDict):
    """A row of organisations.json."""

    slug: str
    kind: str
    name: Translations
    country: NotRequired[str]
    short_name: NotRequired[Translations]
    note: NotRequired[Translations]
    aliases: NotRequired[list[NameRow]]


class AffiliationRow(TypedDict):
    """A position of an expert and when a text names it."""

    organisation: str
    position: str
    attested: str


class ExpertRow(TypedDict):
    """A row of experts.json; the names are in translations/experts.json."""

    slug: str
    kind: str
    country: NotRequired[str]
    degree: NotRequired[Translations]
    note: NotRequired[Translations]
    affiliations: NotRequired[list[AffiliationRow]]
    sources: list[SourceRow]


class ContributorRow(TypedDict):
    """A contributor and the role in a text or a collection."""

    expert: NotRequired[str]
    organisation: NotRequired[str]
    role: str
    order: int
    position: NotRequired[str]


class CollectionRow(TypedDict):
    """A row of collections.json."""

    slug: str
    title: Translations
    subtitle: Translations
    description: Translations
    note: Translations
    language: str
    year: int
    place: str
    publishers: list[str]
    supported_by: list[str]
    mechanism: str
    topics: list[str]
    contributors: list[ContributorRow]


class ArticleRow(TypedDict):
    """A row of articles.json: catalogue data; `summary` and `key_points` stand in for a missing digest."""

    slug: str
    genre: str
    language: str
    title: str
    title_is_supplied: NotRequired[bool]
    dated: str
    outlet: NotRequired[str]
    collection: NotRequired[str]
    order: NotRequired[int]
    first_page: NotRequired[int]
    last_page: NotRequired[int]
    footnotes_from: NotRequired[int]
    contributors: list[ContributorRow]
    topics: list[str]
    note: NotRequired[str]
    lines: str
    summary: str
    key_points: list[str]


class RelationRow(TypedDict):
    """The relation of one agreement to another."""

    kind: str
    other: str
    inferred: NotRequired[bool]


class SignatoryRow(TypedDict):
    """A person who signed an agreement for a state."""

    expert: str
    country: str
    position: Translations


class AgreementRow(TypedDict):
    """A row of agreements.json."""

    slug: str
    title: Translations
    kind: str
    level: NotRequired[str]
    participation: NotRequired[str]
    stage: str
    documents: NotRequired[int]
    countries: NotRequired[list[str]]
    organisations: NotRequired[list[str]]
    acceded: NotRequired[bool]
    signed: NotRequired[str]
    in_force: NotRequired[str]
    place: NotRequired[str]
    signed_at: NotRequired[str]
    topics: list[str]
    relations: NotRequired[list[RelationRow]]
    signatories: NotRequired[list[SignatoryRow]]
    note: NotRequired[Translations]
    sources: list[SourceRow]


class MechanismRow(TypedDict):
    """A row of mechanisms.json."""

    slug: str
    name: Translations
    kind: str
    countries: NotRequired[list[str]]
    since: NotRequired[str]
    organisation: NotRequired[str]
    note: NotRequired[Translations]
    sources: list[SourceRow]


class EventRow(TypedDict):
    """A row of events.json; a participant is the slug of an expert or an organisation."""

    slug: str
    title: Translations
    kind: str
    course: str
    start: NotRequired[str]
    end: NotRequired[str]
    place: NotRequired[str]
    country: NotRequired[str]
    mechanism: NotRequired[str]
    number: NotRequired[int]
    part_of: NotRequired[str]
    possibly_same_as: NotRequired[str]
    participants: NotRequired[list[str]]
    outcomes: NotRequired[list[str]]
    topics: list[str]
    note: NotRequired[Translations]
    sources: list[SourceRow]


class ObservationRow(TypedDict):
    """A value; decimals are strings, so that none is rounded."""

    slug: str
    value: NotRequired[str]
    min: NotRequired[str]
    max: NotRequired[str]
    unit: str
    qualifier: NotRequired[str]
    nature: NotRequired[str]
    start: NotRequired[str]
    end: NotRequired[str]
    area: NotRequired[str]
    stated_by: NotRequired[str]
    note: NotRequired[Translations]
    sources: list[SourceRow]


class PageRow(TypedDict):
    """A row of pages.json: a page without a body is hidden."""

    address: str
    title: Translations
    description: NotRequired[Translations]
    body: NotRequired[Translations]


class IndicatorRow(TypedDict):
    """A row of indicators.json."""

    slug: str
    name: Translations
    description: NotRequired[Translations]
    note: NotRequired[Translations]
    topics: list[str]
    key_for: NotRequired[list[str]]
    observations: list[ObservationRow]


class ExplanationRow(TypedDict):
    """A row of explanations.json: what the editors say about a difference between the sources of a fact."""

    type: str
    slug: str
    aspect: str
    text: Translations


def read(name: str) -> Any:
    """Return the rows of a data file."""
    return json.loads((ROOT / f"{name}.json").read_text(encoding="utf-8"))


def translated_into(slug: str) -> list[str]:
    """Return the languages into which our digest of a text is translated: each has a folder of `texts/`."""
    return sorted(path.parent.name for path in (ROOT / "texts").glob(f"*/{slug}.json"))


def translations(name: str) -> dict[str, dict[str, Any]]:
    """Return {slug: {field_language: text}} of a file in translations/, empty while there is none."""
    path = ROOT / "translations" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def translated_columns(
    field: str, words: Mapping[str, str] | None, named: Mapping[str, Any] | None = None
) -> dict[str, str | None]:
    """Return the columns of a translated field; a language that the row leaves out may be among `named`."""
    columns = {}
    for language in settings.MODELTRANSLATION_LANGUAGES:
        column = f"{field}_{language}"
        columns[column] = (words or {}).get(language) or (named or {}).get(column) or None
    return columns


def dated(field: str, text: str | None) -> dict[str, Any]:
    """Return the pair of columns of a partial date."""
    date = PartialDate.parse(text) if text else None
    return {field: date and date.start, f"{field}_precision": date.precision if date else ""}


def checksum() -> str:
    """SHA-256 over all data files and the code that loads them."""
    digest = hashlib.sha256()
    for path in sorted(path for path in ROOT.rglob("*") if path.suffix in {".json", ".py"}):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
