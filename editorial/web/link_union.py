"""Links to rows of several kinds, read by one query: a union that each kind joins with the same columns."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Concat, Trim

from editorial.i18n.querysets import without_translation_rewrite
from editorial.values.page_urls import page_address
from editorial.values.partial_dates import PartialDate, Precision


class RecordLink(NamedTuple):
    """A row to link to: the name of its page, its slug, its titles, its date, and the passage that speaks of it.

    `edition` is the number of the edition that the passage is of, 0 where none is named.
    """

    page: str
    slug: str
    anchor: str
    day: Any
    precision: str
    title_ru: str
    title_kk: str
    title_az: str
    title_en: str
    edition: int = 0

    @property
    def url(self) -> str:
        """The address of the row's page."""
        return page_address(self.page, self.slug)

    @property
    def dated(self) -> PartialDate | None:
        """The date of the row, if it has one."""
        return PartialDate(self.day, Precision(self.precision)) if self.day else None

    @property
    def paragraph(self) -> int:
        """The number of the passage, 0 where none is named."""
        number = self.anchor.removeprefix("p-")
        return int(number) if number.isdigit() else 0


ORDER = itemgetter(0, 1, 2, 9)  # page, slug, anchor, edition


def link_query(
    rows: "QuerySet[Any]",
    page: str,
    *,
    path: str = "",
    title: str | tuple[str, ...] = "title",
    date: str = "",
    anchor: str = "",
) -> "QuerySet[Any, tuple[Any, ...]]":
    """Return the columns of a Link for the rows that `path` leads to from each of `rows`.

    `anchor` is the column of the passage, where the rows have a key to its edition.
    """
    prefix = f"{path}__" if path else ""
    titles = {
        f"link_{language}": _title_in(language, prefix, title)
        for language in settings.MODELTRANSLATION_LANGUAGES
    }
    columns: QuerySet[Any, tuple[Any, ...]] = (
        without_translation_rewrite(rows)
        .order_by()
        .annotate(
            link_page=Value(page, output_field=CharField()),
            link_slug=F(f"{prefix}slug"),
            link_anchor=F(anchor) if anchor else Value("", output_field=CharField()),
            link_day=F(f"{prefix}{date}") if date else Cast(Value(None), DateField()),
            link_precision=F(f"{prefix}{date}_precision") if date else Value("", output_field=CharField()),
            link_edition=F("edition__number") if anchor else Value(0, output_field=IntegerField()),
            **titles,
        )
        .values_list(
            "link_page", "link_slug", "link_anchor", "link_day", "link_precision", *titles, "link_edition"
        )
    )
    return columns


def _title_in(language: str, prefix: str, title: str | tuple[str, ...]) -> F | Trim:
    """Return the column of a title; of a name in parts the parts with spaces between."""
    if isinstance(title, str):
        return F(f"{prefix}{title}_{language}")
    parts: list[F | Value] = []
    for name in title:
        parts += [Value(" "), F(f"{prefix}{name}_{language}")] if parts else [F(f"{prefix}{name}_{language}")]
    return Trim(Concat(*parts, output_field=CharField()))


def union_links(*parts: "QuerySet[Any, tuple[Any, ...]]") -> list[RecordLink]:
    """Read the parts by one query, without repetitions."""
    first, *rest = parts
    return as_links(first.union(*rest))


def as_links(rows: Iterable[tuple[Any, ...]]) -> list[RecordLink]:
    """Return the rows of a union of link queries, in the same order on every database."""
    # PostgreSQL gives a union in the order of its hashes, which changes with a restored backup.
    return [RecordLink(*columns) for columns in sorted(rows, key=ORDER)]


def group_by_page(found: Iterable[RecordLink]) -> dict[str, list[RecordLink]]:
    """Return links by the URL name of their pages."""
    groups: dict[str, list[RecordLink]] = {}
    for link in found:
        groups.setdefault(link.page, []).append(link)
    return groups
