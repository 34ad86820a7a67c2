"""Credits of a book, read by one query, as files and citations name them."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import CharField, F, QuerySet, Value

from editorial.articles.models import Collection, CollectionContribution, CollectionPublisher
from editorial.experts.models import Expert, Organisation
from editorial.i18n.fallback_text import languages_to_try
from editorial.i18n.querysets import without_translation_rewrite
from editorial.press.document import Contributor
from editorial.web.prepared import prepared

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
NO_NAMES = ("",) * len(LANGUAGES)
EMPTY = Value("", output_field=CharField())


@dataclass(frozen=True)
class BookCredits:
    """The bodies and people of the publisher's page, in their orders."""

    publishers: tuple[str, ...]
    supporters: tuple[str, ...]
    editors: tuple[Contributor, ...]
    reviewers: tuple[Contributor, ...]


def book_credits(collection: Collection) -> BookCredits:
    """Return the credits of a collection in its own language. One query."""
    return _sorted(_credit_columns(collection.pk), collection.language)


@prepared
def _credit_columns(collection: int) -> "QuerySet[Any, tuple[Any, ...]]":
    publishers = _columns(
        CollectionPublisher.objects.filter(collection=collection), organisation="organisation__name"
    )
    people = _columns(
        CollectionContribution.objects.filter(collection=collection),
        organisation="organisation__name",
        family="expert__family_name",
        given="expert__given_name",
    )
    return publishers.union(people, all=True)


def prefetched_book_credits(collection: Collection) -> BookCredits:
    """Return the same for a collection whose publishers and contributions a page has read already. No query."""
    rows = [
        (row.role, row.order, *_names(row.organisation, "name"), *NO_NAMES, *NO_NAMES)
        for row in collection.publishers.all()
    ]
    for credit in collection.contributions.all():
        person = (*_names(credit.expert, "family_name"), *_names(credit.expert, "given_name"))
        rows.append((credit.role, credit.order, *_names(credit.organisation, "name"), *person))
    return _sorted(rows, collection.language)


def _sorted(rows: list[tuple[Any, ...]], language: str) -> BookCredits:
    roles, bodies = CollectionContribution.Role, CollectionPublisher.Role
    rows = sorted(rows, key=lambda row: row[:2])

    def of(role: str) -> tuple[Contributor, ...]:
        return tuple(_contributor(row, language) for row in rows if row[0] == role)

    return BookCredits(
        publishers=tuple(body.literal for body in of(bodies.PUBLISHER)),
        supporters=tuple(body.literal for body in of(bodies.SUPPORTER)),
        editors=of(roles.EDITOR),
        reviewers=of(roles.REVIEWER),
    )


def _names(row: Expert | Organisation | None, field: str) -> tuple[str, ...]:
    return tuple(getattr(row, f"{field}_{code}", "") or "" for code in LANGUAGES)


def _columns(
    rows: "QuerySet[Any]", *, organisation: str, family: str = "", given: str = ""
) -> "QuerySet[Any, tuple[Any, ...]]":
    """Role, order, then the names by language: of the body, the family, the given ones."""
    names: dict[str, Any] = {}
    for column, path in (("body", organisation), ("family", family), ("given", given)):
        names |= {f"{column}_{code}": F(f"{path}_{code}") if path else EMPTY for code in LANGUAGES}
    found: QuerySet[Any, tuple[Any, ...]] = (
        without_translation_rewrite(rows)
        .order_by()
        .annotate(credit_role=F("role"), credit_order=F("order"), **names)
        .values_list("credit_role", "credit_order", *names)
    )
    return found


def _contributor(row: tuple[Any, ...], language: str) -> Contributor:
    bodies, families, givens = (
        dict(zip(LANGUAGES, row[start : start + len(LANGUAGES)], strict=True))
        for start in range(2, len(row), len(LANGUAGES))
    )
    return Contributor(
        family=_first(families, language),
        given=_first(givens, language),
        literal=_first(bodies, language),
        role=row[0],
    )


def _first(names: dict[str, str | None], language: str) -> str:
    return next((names[code] or "" for code in languages_to_try(language) if names[code]), "")
