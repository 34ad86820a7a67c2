"""Pages of the books that are printed here: those of the file, taken from it whenever it is made, never typed.

Until it is made again after a change of what is printed, nobody knows them, and nothing shows any.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from editorial.articles import file_builder
from editorial.articles.models import Article, Collection, Edition
from editorial.press.format_registry import Format
from editorial.press.remarks import Printed
from editorial.records import changelog
from editorial.workflow.states import State

Pages = tuple[int | None, int | None]


def print_book(collection: Collection, form: Format, *, origin: str) -> Printed:
    """Print a collection in a format; of its own PDF keep the pages of its texts."""
    editions = list(file_builder.book_editions(collection))
    printed = file_builder.print_collection(collection, form, editions=editions, origin=origin)
    if printed.extents and not collection.printed_elsewhere:
        _store_pages(collection, editions, printed)
    return printed


@transaction.atomic
def _store_pages(collection: Collection, editions: Sequence[Edition], printed: Printed) -> None:
    """Write the pages down, unless a text was published, corrected or withdrawn while the book was printed."""
    rows = {row.pk: row for row in collection.articles.select_for_update().filter(state=State.PUBLISHED)}
    current = Edition.objects.current().filter(article__in=rows).values_list("pk", flat=True)
    if set(current) != {edition.pk for edition in editions}:
        return
    for edition, extent in zip(editions, printed.extents, strict=True):
        # A summary has the pages of its original, which is another print.
        if not rows[edition.article_id].is_digest:
            _write(rows[edition.article_id], extent)
    _count(collection, printed.page_count)


@transaction.atomic
def clear_pages(collection: Collection | None) -> None:
    """Show no pages of a book that is printed here until it is printed again. Two queries where there are none."""
    if collection is None or collection.printed_elsewhere:
        return
    for row in collection.articles.filter(is_digest=False, first_page__isnull=False):
        _write(row, (None, None))
    _count(collection, None)


def _write(row: Article, pages: Pages) -> None:
    if (row.first_page, row.last_page) != pages:
        row.first_page, row.last_page = pages
        Article.objects.filter(pk=row.pk).update(
            first_page=pages[0], last_page=pages[1], changed_at=timezone.now()
        )
        changelog.record_save(row)


def _count(collection: Collection, count: int | None) -> None:
    if collection.page_count != count:
        collection.page_count = count
        Collection.objects.filter(pk=collection.pk).update(page_count=count, changed_at=timezone.now())
        changelog.record_save(collection)
