"""Pages of public lists."""

from typing import Any, TypeVar

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from editorial.workflow.models import PublishableModel

Row = TypeVar("Row", bound=PublishableModel)

PER_PAGE = 30


class IdPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of which the rows are put in order by their keys alone, and only those of one page read whole."""

    def page(self, number: Any) -> "Page[Any]":
        """Return a page. One query, when its rows are read."""
        page: Page[Any] = super().page(number)
        rows = page.object_list
        if isinstance(rows, QuerySet):
            whole: QuerySet[Any] = self.object_list  # type: ignore[assignment]
            page.object_list = whole.filter(pk__in=rows.values("pk"))
        return page


def paginate(
    rows: "QuerySet[Row] | list[Row]", page_number: str | None, *, per_page: int = PER_PAGE
) -> "Page[Row]":
    """Return a page of rows. Raises BadRequest for a number that is none, Http404 for one past the end."""
    paginator = IdPaginator(rows, per_page)
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
