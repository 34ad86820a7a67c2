"""Public views: a list with its filters, a page of one row, or the reason why there is none."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import BadRequest
from django.db.models import Model, QuerySet
from django.forms import ChoiceField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_filters import FilterSet

from editorial.records.changelog import find_by_former_slug, type_name
from editorial.records.disagreements import disputed_keys
from editorial.records.large_counts import exact_if_large, query_key
from editorial.values.collation import alphabetical
from editorial.values.query import single_value
from editorial.web.exceptions import RenamedError, WithdrawnError
from editorial.web.filters.fields import takes_several
from editorial.web.pagination import PER_PAGE, PreparedKeys, paginate
from editorial.web.prepared import Prepared, read_rows
from editorial.workflow.models import PublishableModel

Row = TypeVar("Row", bound=PublishableModel)


def get_public_or_404(rows: "QuerySet[Row]", slug: str, query: "Prepared[Row] | None" = None) -> Row:
    """Return the row of this slug, read by a prepared query if there is one for its page.

    Raises Withdrawn for one that left a tombstone, Renamed for one that has another slug now, Http404 for any other.
    """
    row = query.first(slug) if query else rows.filter(slug=slug).first()
    if row is None:
        raise_if_renamed(rows, slug)
        raise Http404(_("No published record found at “%(slug)s”.") % {"slug": slug})
    if row.is_withdrawn:
        raise WithdrawnError(row, str(row))
    return row


def raise_if_renamed(rows: "QuerySet[Any]", slug: str) -> None:
    """Raise Renamed for a slug that one of the rows had before. Two queries at most."""
    key = find_by_former_slug(type_name(rows.model), slug)
    now = rows.order_by().filter(pk=key).values_list("slug", flat=True).first() if key else None
    if now and now != slug:
        raise RenamedError(now)


def validated_filterset(filterset: FilterSet) -> FilterSet:
    """Return the filterset if each of its values is possible. Raises BadRequest that names those that are not."""
    for name, one in filterset.filters.items():
        if not takes_several(one):
            single_value(filterset.data, name)
    if filterset.is_valid():
        return filterset
    wrong = []
    for name, errors in filterset.form.errors.items():
        value = ", ".join(filterset.data.getlist(name))
        wrong.append(f"{name} = “{value}”: {' '.join(str(error) for error in errors)}")
    raise BadRequest(" ".join(wrong))


def int_param(request: HttpRequest, name: str, *, default: int) -> int:
    """Return a number of the query. Raises BadRequest for what is none."""
    value = single_value(request.GET, name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit() or len(value) > 4:
        raise BadRequest(
            _("Invalid value for %(name)s: “%(asked)s” is not a number.") % {"name": name, "asked": value}
        )
    return int(value)


def choice_param(request: HttpRequest, name: str, choices: Sequence[str]) -> str:
    """Return one of the choices of the query, the first by default. Raises BadRequest for any other."""
    value = single_value(request.GET, name) or choices[0]
    if value not in choices:
        known = ", ".join(choices)
        reason = _("Invalid value for %(name)s: “%(asked)s”. Available: %(known)s.")
        raise BadRequest(reason % {"name": name, "asked": value, "known": known})
    return value


def list_view(
    request: HttpRequest,
    template: str,
    *,
    filterset: FilterSet,
    listed: "Callable[[list[int]], list[Any]]",
    whole: PreparedKeys | None = None,
    per_page: int = PER_PAGE,
    by_name: Callable[[Any], str] | None = None,
    disputed: type[Model] | None = None,
    **more: object,
) -> HttpResponse:
    """Answer with a page of what the filters leave; `by_name` puts it in the alphabet of the page's language.

    The filters only give the keys of the rows in order; `listed` reads those of a page, with what it shows of them.
    `whole` gives the keys where no filter is in use; `disputed` is the model of rows that are marked where sources
    differ.
    """
    rows = validated_filterset(filterset).qs
    ordered: Any = rows if by_name is None else sorted_ids(rows, by_name)
    if whole is not None and not filterset.form.changed_data:
        ordered = whole
    page = paginate(ordered, single_value(request.GET, "page"), per_page=per_page)
    keys = list(page.object_list)
    found = {row.pk: row for row in listed(keys)}
    page.object_list = [found[key] for key in keys if key in found]
    for field in filterset.form.fields.values():
        if isinstance(field, ChoiceField):
            # Copied fields and their widgets would each read the choices.
            field.widget.choices = field.choices
    page_range = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    context = {
        "filterset": filterset,
        "page_obj": page,
        "page_range": page_range,
        "chosen": active_filters(filterset),
        "disputed": disputed_keys(disputed, keys) if disputed else frozenset(),
    }
    return render(request, template, {**context, **more})


def sorted_ids(rows: "QuerySet[Any]", by_name: Callable[[Any], str]) -> list[Any]:
    """Return the keys of the rows in the alphabet of the page's language. One query, cached where they are many."""

    def keys() -> list[Any]:
        plain = read_rows(rows.order_by().prefetch_related(None))
        return [row.pk for row in sorted(plain, key=lambda row: alphabetical(by_name(row)))]

    name = f"alphabet {get_language()} {query_key(rows.order_by())}"
    return exact_if_large(name, keys, size=len)


def active_filters(filterset: FilterSet) -> list[dict[str, str]]:
    """Return the filters in use, each with what the reader chose in words and the address without it."""
    found = []
    for name in filterset.form.changed_data:
        field = filterset.form.fields[name]
        value = filterset.form.cleaned_data.get(name)
        labels = dict(getattr(field, "choices", ()))
        words = ", ".join(
            str(labels.get(one, one)) for one in (value if isinstance(value, list) else [value])
        )
        rest = filterset.data.copy()
        for part in (name, "page"):
            rest.pop(part, None)
        found.append({"label": str(field.label), "words": str(words), "query": rest.urlencode()})
    return found
