"""Pages of public lists."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Func, IntegerField, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from editorial.i18n.querysets import without_translation_rewrite
from editorial.web.prepared import Prepared
from editorial.workflow.models import PublishableModel

Row = TypeVar("Row", bound=PublishableModel)

PER_PAGE = 30


class IdPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of the keys of rows: they are put in order by the database, and a page reads its rows whole."""

    def page(self, number: Any) -> "Page[Any]":
        """Return a page. One query for its keys, and one for the number of rows."""
        page: Page[Any] = super().page(number)
        rows = page.object_list
        if isinstance(rows, QuerySet):
            page.object_list = list(without_translation_rewrite(rows).values_list("pk", flat=True))
        return page


class PreparedKeys:
    """The keys of the rows of a list that nothing narrows, as a paginator asks for them: their number, and a window."""

    def __init__(self, rows: "Callable[[], QuerySet[Any]]") -> None:
        self._keys = Prepared(lambda: without_translation_rewrite(rows()).values_list("pk", flat=True))
        number = Func("pk", function="COUNT", output_field=IntegerField())
        self._number = Prepared(
            lambda: without_translation_rewrite(rows().order_by()).values_list(number, flat=True)
        )

    def count(self) -> int:
        """Return the number of rows. One query."""
        return int(self._number()[0])

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, window: slice) -> list[int]:
        return self._keys.window(window.start, window.stop)


def paginate(
    rows: "QuerySet[Row] | list[Row] | PreparedKeys", page_number: str | None, *, per_page: int = PER_PAGE
) -> "Page[Row]":
    """Return a page of rows. Raises BadRequest for a number that is none, Http404 for one past the end."""
    listed: Any = rows
    paginator = IdPaginator(listed, per_page)
    if page_number is None:
        return paginator.page(1)
    if not page_number.isascii() or not page_number.isdigit():
        raise BadRequest(_("Invalid page number “%(page)s”.") % {"page": page_number})
    try:
        return paginator.page(int(page_number))
    except EmptyPage:
        pages = paginator.num_pages
        reason = _("Page %(page)s does not exist: the list has %(pages)s pages.") % {
            "page": page_number,
            "pages": pages,
        }
        raise Http404(reason) from None
