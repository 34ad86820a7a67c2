"""Time every page of the admin: `python benchmarks/desk.py --articles 100000 --agreements 20000`.

On SQLite in a temporary file by default; on PostgreSQL with `python tests/postgres.py python benchmarks/desk.py`.
The pages are those of the site's own addresses, with a row of the record where an address names one; lists are
also searched, turned over and narrowed by each filter, and each choice with suggestions is asked. The bars: as
many queries as with a hundredth of the record, and a median under 300 ms of the server's time for each page.
"""

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("TWO_FACTOR_REQUIRED", "0")
os.environ.setdefault("ALLOWED_HOSTS", "testserver")

from record_at_size import begin, grow, timed  # isort: skip  (sets the project up)

from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from editorial.workflow.states import RECORD, TEXT

BAR = 300  # ms at the median
SHARE = 100  # what part of the record the first count of queries is made with
OF_A_ROW = ("change", "history", "delete", "print", "mentions", "comments", "links", "side")
OF_A_LIST = ("changelist", "add", "import", "export")
ALONE = ("", "account/", "account/two-factor/", "password_change/", "search/?s=99", "jsi18n/")


@dataclass
class Page:
    """An address of the desk, the queries it takes in each record, and its milliseconds in the large one."""

    url: str
    queries: int = 0
    times: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        return statistics.median(self.times)


def address(model: type[Model], page: str, *given: Any) -> str | None:
    opts = model._meta
    try:
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=given)
    except NoReverseMatch:
        return None


def addresses(client: Client) -> Iterator[str]:
    """Give every address of the desk that is opened by itself."""
    yield from (f"{reverse('admin:index')}{page}" for page in ALONE)
    for model, desk in admin.site._registry.items():
        for page in OF_A_LIST:
            if url := address(model, page):
                yield url
        listed = address(model, "changelist")
        yield from (f"{listed}{query}" for query in queries_of(client.get(listed)))
        row = model._base_manager.order_by("pk").first()
        if row is not None:
            for page in OF_A_ROW:
                if url := address(model, page, row.pk):
                    yield url
            for step in {**TEXT, **RECORD}:
                if url := address(model, "step", row.pk, step):
                    yield url
        for field in desk.autocomplete_fields:
            opts = model._meta
            asked = f"app_label={opts.app_label}&model_name={opts.model_name}&field_name={field}"
            yield f"{reverse('admin:autocomplete')}?{asked}&term=1"


def queries_of(response: Any) -> Iterator[str]:
    """Give the searches, the last page and the first choice of each filter of a list."""
    shown = (response.context or {}).get("cl")
    if shown is None:
        return
    if shown.search_fields:
        yield "?q=99"
    if shown.paginator.num_pages > 1:
        yield f"?p={shown.paginator.num_pages}"
    for spec in shown.filter_specs:
        choices = [choice["query_string"] for choice in spec.choices(shown) if "query_string" in choice]
        yield from choices[1:2]


def counted(client: Client, url: str) -> tuple[int, int]:
    """Return the status and the number of queries of a page that was opened before."""
    client.get(url)
    connection.force_debug_cursor = True
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        b"".join(response) if response.streaming else response.content
    connection.force_debug_cursor = False
    return response.status_code, len(captured)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--agreements", type=int, default=20_000)
    parser.add_argument("--only", default="", help="pages whose address has this in it")
    given = parser.parse_args()
    few, some = given.articles // SHARE, given.agreements // SHARE
    cast = begin()
    grow(cast, articles=range(few), agreements=range(some))
    client = Client()
    client.force_login(cast.user)
    pages, shut = [], []
    for url in dict.fromkeys(addresses(client)):
        if given.only in url:
            status, queries = counted(client, url)
            pages += [Page(url, queries)] if status == 200 else []
            shut += [f"{url} ({status})"] if status != 200 else []
    start = time.perf_counter()
    grow(cast, articles=range(few, given.articles), agreements=range(some, given.agreements))
    print(f"{connection.vendor}: the record made in {time.perf_counter() - start:.0f} s", flush=True)
    more = []
    for page in pages:
        _status, queries = counted(client, page.url)
        more += [f"{page.url}: {page.queries}, then {queries}"] if queries > page.queries else []
        page.times = tuple(timed(lambda page=page: client.get(page.url)))
    slowest = sorted(pages, key=lambda page: -page.median)
    over = [page for page in pages if page.median > BAR]
    for page in slowest[: max(15, len(over))]:
        print(f"{page.median:7.0f} ms (worst {page.times[-1]:.0f}), {page.queries} queries  {page.url}")
    print(f"{len(pages)} pages, the median of all {statistics.median(page.median for page in pages):.0f} ms,")
    print(f"{len(over)} over {BAR} ms; more queries in the larger record: {len(more)}", *more, sep="\n  ")
    print("not opened by itself:", *shut, sep="\n  ")


if __name__ == "__main__":
    main()
