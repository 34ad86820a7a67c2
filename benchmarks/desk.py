"""Time every page of the desk: `python benchmarks/desk.py`, a quarter of an hour on each database.

The bars, at 100,000 texts and 20,000 agreements with all that belongs to them: each page asks the database as often
as in a small record, and takes the server less than 300 ms at the median. A narrowed list may ask as often as the
whole list of the small record, where it had nothing to show. The pages are those of the admin's own addresses: one
that this program does not know how to open stops it. `--slow` shows only what is over the bars.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

os.environ.setdefault("TWO_FACTOR_REQUIRED", "0")

from record_at_size import begin, grow  # isort: skip  (sets the project up)

import reversion
from clocks import Spent, median_of, once
from desk_at_size import grow_desk, lay_desk
from django.contrib import admin
from django.contrib.admin.filters import AllValuesFieldListFilter, ChoicesFieldListFilter, SimpleListFilter
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse
from unfold.contrib.filters.admin import AutocompleteSelectFilter, RangeDateFilter

from editorial.desk.bulk_actions import KEYS
from editorial.records import registry
from editorial.translations.matrix import KIND_LABELS, STATES

SMALL = (200, 80)
BAR = 300.0  # milliseconds
RUNS, RUNS_FAR_FROM_IT = 7, 3
# Lists that do not grow with the record are not put into each order and narrowed by each choice.
OF_FEW_ROWS = ("topic", "place", "organisation", "mechanism", "unit", "area", "user", "group", "apikey", "webhook",
               "delivery", "picture", "manuscriptfile")  # fmt: skip
SAMPLES = {"article": "a30", "agreement": "g12", "event": "v3", "indicator": "i0"}
WORDS = ("связях 77", "ТРАНЗИТ", "каримова", "щщщ")
# What answers a form that is sent, or a file; no page of its own.
SENT = ("restore", "open", "process_import", "comments", "links", "take", "read", "print_status", "print_file",
        "status", "original", "jsi18n", "logout", "view_on_site", "password_change_done")  # fmt: skip


def sample(model: type[Model]) -> Any:
    """Return the row whose pages are opened: one with lines of each kind."""
    rows = model._default_manager.order_by("pk")
    if model is User:
        return rows.last()  # nobody opens all pages of their own account
    slug = SAMPLES.get(model._meta.model_name or "")
    return rows.get(slug=slug) if slug else rows.first()


def filters_of(desk: admin.ModelAdmin[Any], user: User) -> Iterator[str]:
    """Yield a query for each choice of each filter."""
    for spec in desk.get_changelist_instance(request_of(user)).filter_specs:
        if isinstance(spec, AutocompleteSelectFilter):
            row = sample(spec.field.remote_field.model)
            yield f"{spec.lookup_kwarg}={row.pk}"
        elif isinstance(spec, RangeDateFilter):
            yield f"{spec.parameter_name}_from=2001-01-01&{spec.parameter_name}_to=2009-12-31"
        elif isinstance(spec, SimpleListFilter):
            yield from (f"{spec.parameter_name}={value}" for value, _label in spec.lookup_choices)
        elif isinstance(spec, ChoicesFieldListFilter):
            yield from (f"{spec.lookup_kwarg}={value}" for value, _label in spec.field.flatchoices)
        elif isinstance(spec, AllValuesFieldListFilter):
            yield from (f"{spec.lookup_kwarg}={value}" for value in list(spec.lookup_choices)[:2])
        else:
            yield from (f"{name}=1" for name in spec.expected_parameters() if not name.endswith("isnull"))


def lists_of(desk: admin.ModelAdmin[Any], user: User) -> Iterator[str]:
    """Yield the queries of a list: plain, searched, in another order, by date, narrowed, counted, its last page."""
    yield ""
    yield from (f"q={words}" for words in WORDS if desk.search_fields)
    if desk.model._meta.model_name in OF_FEW_ROWS:
        return
    yield from (f"o={column}" for column in range(1, len(desk.list_display) + 1))
    if desk.date_hierarchy:
        yield from (f"{desk.date_hierarchy}__year=2005", f"{desk.date_hierarchy}__year=2005&q=связях")
    yield from filters_of(desk, user)
    yield from ("_facets=True", "_facets=True&q=77")
    pages = desk.get_changelist_instance(request_of(user)).paginator.num_pages
    if pages > 1:
        yield f"p={pages}"


def matrix() -> Iterator[str]:
    """Yield the queries of the translation matrix."""
    for kind in KIND_LABELS:
        yield f"kind={kind}"
        yield from (f"kind={kind}&language={code}&state={state}" for code in ("en", "kk") for state in STATES)


def pages_of(pattern: URLPattern, model: type[Model], user: User) -> list[str]:
    """Return the addresses to open for an address pattern of a model's desk."""
    opts, row = model._meta, sample(model)
    page = str(pattern.name).removeprefix(f"{opts.app_label}_{opts.model_name}_")

    def at(*given: Any) -> str:
        return reverse(f"admin:{pattern.name}", args=given)

    if page in OF_A_ROW:
        return [at(row.pk)]
    if page in WAYS:
        return [
            f"{at(*given)}?{query}".rstrip("?")
            for given, query in WAYS[page](admin.site._registry[model], row, user)
        ]
    raise SystemExit(f"{pattern.name}: this program does not know how to open it")


def request_of(user: User) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


Ways = Iterator[tuple[tuple[Any, ...], str]]


def lists(desk: Any, _row: Any, user: User) -> Ways:
    queries = matrix() if desk.opts.model_name == "translation" else lists_of(desk, user)
    yield from (((), query) for query in queries)


def additions(desk: Any, _row: Any, user: User) -> Ways:
    if desk.has_add_permission(request_of(user)):
        yield (), ""


def deletions(desk: Any, row: Any, user: User) -> Ways:
    if desk.has_delete_permission(request_of(user), row):
        yield (row.pk,), ""


def steps(desk: Any, row: Any, user: User) -> Ways:
    yield from (((row.pk, step.name), "") for step in desk.transitions_for(request_of(user), row))


def bulks(desk: Any, _row: Any, _user: User) -> Ways:
    first = desk.model._base_manager.order_by("pk").values_list("pk", flat=True)[:100]
    kinds = ("topics", "state", "languages") if hasattr(desk.model, "topics") else ("state", "languages")
    yield from (((kind,), f"{KEYS}={','.join(map(str, first))}") for kind in kinds)


def sides(_desk: Any, _row: Any, _user: User) -> Ways:
    yield from (((kind, sample(registry.get(kind).model).pk, "en"), "") for kind in KIND_LABELS)


OF_A_ROW = ("change", "history", "print", "facts", "drafts", "reset_two_factor", "password_change")
WAYS: dict[str, Callable[[Any, Any, User], Ways]] = {
    "changelist": lists,
    "add": additions,
    "delete": deletions,
    "step": steps,
    "bulk": bulks,
    "side": sides,
    "import": lambda _desk, _row, _user: iter([((), "")]),
    "export": lambda _desk, _row, _user: iter([((), "")]),
    "review": lambda _desk, row, _user: iter([((row.pk, 0), "")]),
    "article": lambda _desk, row, _user: iter([((row.article_id,), "")]),
}


def pages(user: User) -> Iterator[str]:
    """Yield the address of every page of the desk."""
    models = {f"{model._meta.app_label}_{model._meta.model_name}_": model for model in admin.site._registry}
    yield from (reverse("admin:index"), f"{reverse('admin:search')}?s=ста")
    yield from (reverse(name) for name in ("mfa_index", "usersessions_list", "account_change_password"))
    yield from (
        reverse("admin:app_list", args=[app]) for app in sorted({m._meta.app_label for m in models.values()})
    )
    for pattern in patterns(admin.site.get_urls()):
        model = next((models[prefix] for prefix in models if str(pattern.name).startswith(prefix)), None)
        if model and not str(pattern.name).endswith(SENT):
            yield from pages_of(pattern, model, user)
    yield from autocompletes()


def patterns(found: list[Any]) -> Iterator[URLPattern]:
    """Yield each named address pattern."""
    for one in found:
        if hasattr(one, "url_patterns"):
            yield from patterns(one.url_patterns)
        elif one.name:
            yield one


def autocompletes() -> Iterator[str]:
    """Yield what each kind of field with suggestions asks for."""
    queries_by_model: dict[type[Model], str] = {}
    for model, desk in admin.site._registry.items():
        for name in (
            *desk.autocomplete_fields,
            *(n for line in desk.inlines for n in line.autocomplete_fields),
        ):
            for owner in (model, *(line.model for line in desk.inlines)):
                if name in {field.name for field in owner._meta.get_fields()}:
                    target = owner._meta.get_field(name).related_model
                    query = f"app_label={owner._meta.app_label}&model_name={owner._meta.model_name}"
                    queries_by_model.setdefault(target, f"{query}&field_name={name}")
                    break
    for query in queries_by_model.values():
        yield from (f"{reverse('admin:autocomplete')}?{query}&term={term}" for term in ("", "каспи", "77"))


def revise(rows: list[Any], user: User) -> None:
    """Keep two revisions of each row that has any, for its history."""
    for row in rows:
        for comment in ("Начато", "Уточнён месяц"):
            if reversion.is_registered(type(row)):
                with reversion.create_revision():
                    reversion.set_user(user)
                    reversion.set_comment(comment)
                    reversion.add_to_revision(row)


def queries_of(client: Client, address: str) -> tuple[int, int]:
    """Return the answer's code and how often the database was asked."""
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    return response.status_code, len(captured)


def timed(work: Callable[[], object]) -> Spent:
    """Return the medians of some runs; of fewer where the first is far from the bar."""
    found: list[Spent] = []
    while len(found) < (RUNS if not found or BAR / 2 < found[0].clock < BAR * 5 else RUNS_FAR_FROM_IT):
        found.append(once(work))
    return median_of(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--agreements", type=int, default=20_000)
    parser.add_argument("--only", default="", help="pages whose address has these letters")
    parser.add_argument("--slow", action="store_true", help="show only what is over the bars")
    parser.add_argument("--reuse", action="store_true", help="time on a database that an earlier run filled")
    arguments = parser.parse_args()
    client = Client(SERVER_NAME="localhost")
    if arguments.reuse:
        user = User.objects.get(username="publisher")
        client.force_login(user)
        few = dict.fromkeys(one for one in pages(user) if arguments.only in one)
    else:
        few = filled(client, arguments)
    return report(client, few, is_short=arguments.slow)


def filled(client: Client, arguments: argparse.Namespace) -> dict[str, int | None]:
    """Fill the database; return the queries of each page while the record was small."""
    cast = begin()
    client.force_login(cast.user)
    lay_desk(cast)
    sizes = {"articles": SMALL[0], "agreements": SMALL[1]}
    small = {name: range(size) for name, size in sizes.items()}
    grow(cast, **small)
    grow_desk(cast, **small)
    revise([sample(model) for model in admin.site._registry], cast.user)
    addresses = [one for one in pages(cast.user) if arguments.only in one]
    few: dict[str, int] = {}
    for address in addresses:
        queries_of(client, address)  # what is read once for the process
        few[address] = queries_of(client, address)[1]
    for address in addresses:
        few[address] = max(few[address], few.get(whole_list(address), 0))
    rest = {name: range(size, getattr(arguments, name)) for name, size in sizes.items()}
    start = time.perf_counter()
    grow(cast, **rest)
    grow_desk(cast, **rest)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"{connection.vendor}: filled in {time.perf_counter() - start:.0f} s", flush=True)
    return dict(few)


def whole_list(address: str) -> str:
    """Return the address of the list that an address narrows, or of the suggestions that one begins with."""
    list_, _, query = address.partition("?")
    return f"{list_}?{query.rpartition('&term=')[0]}&term=" if "&term=" in query else list_


def report(client: Client, few: dict[str, int | None], *, is_short: bool) -> int:
    """Time the pages and print them; return whether any is over a bar."""
    found: list[Spent] = []
    over = 0
    print("   clock processor  queries")
    for address, queries in few.items():
        code, query_count = queries_of(client, address)
        if code != 200:
            over += code >= 400
            if code >= 400:
                print(f"{code:>8}                    !  {address}", flush=True)
            continue
        spent = timed(lambda address=address: client.get(address))  # type: ignore[misc]
        found.append(spent)
        query_count = min(
            query_count, queries_of(client, address)[1]
        )  # a session is written again now and then
        more = queries is not None and query_count > queries
        is_over = spent.clock > BAR or more
        over += is_over
        if is_over or not is_short:
            number = f"{queries} → {query_count}" if more else str(query_count)
            mark = "!" if is_over else " "
            print(
                f"{spent.clock:8.0f} {spent.processor:8.0f} {number:>8}  {mark} {address[:130]}", flush=True
            )
    clocks = [spent.clock for spent in found]
    processors = [spent.processor for spent in found]
    print(
        f"{connection.vendor}: {len(found)} pages, over a bar {over};"
        f" by the clock median {statistics.median(clocks):.0f} ms, worst {max(clocks):.0f} ms;"
        f" of the processor median {statistics.median(processors):.0f} ms, worst {max(processors):.0f} ms"
    )
    return min(over, 1)


if __name__ == "__main__":
    sys.exit(main())
