"""Time every public list over a small record and over a large one: `python benchmarks/pages.py`.

The bar: with 100,000 texts and 20,000 agreements each list, narrowed or not, takes at most 1.3 times as long as with
100 texts and 800 agreements, which fill a page of each list, in one run. Times are of the processor, that of the
database's server included, and taken in turns with a page that does not grow, whose own time they are divided by:
a busy machine slows both. A narrowed list is compared with the whole list over the small record where it had fewer
rows to show itself.
`first` is the first answer after the kept counts were forgotten, once a minute for one reader, by the clock.
"""

import argparse
import statistics
import sys
import time
from dataclasses import dataclass

from record_at_size import Cast, begin, grow  # isort: skip  (sets the project up)

from clocks import once
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editorial.articles.models import Article, Collection
from editorial.workflow.states import State

SMALL = (100, 800)
BAR = 1.3
MOST_QUERIES = 8
RUNS = 9
STEADY = "/ru/topics/"  # a page of as many rows in a small record and in a large one
LISTS = {
    "": ("",),
    "articles/": ("", "genre=analysis", "topic=t3", "year=2005", "language=ru", "collection=c3", "page=2",
                  "topic=t3&year=2005", "topic=t3&genre=analysis&language=ru"),
    "collections/": ("", "topic=t3", "year=2010"),
    "experts/": ("",),
    "organisations/": ("", "kind=think_tank"),
    "agreements/": ("", "kind=memorandum", "level=intergovernmental", "party=KZ", "party=o10", "topic=t3", "year=2005",
                    "status=unknown", "on=2005-06-01", "on=2005-06-01&status=unknown", "q=транзите", "page=2",
                    "view=table", "view=cards", "view=table&topic=t3", "topic=t3&year=2005", "kind=memorandum&party=KZ"),
    "events/": ("", "kind=visit", "course=held", "place=p3", "series=council", "topic=t3", "year=2005", "q=встреча",
                "page=2", "topic=t3&year=2005", "place=p3&kind=visit"),
    "events/series/": ("",),
    "events/places/": ("",),
    "indicators/": ("", "topic=t3"),
    "topics/": ("",),
    "topics/t3/": ("",),
}  # fmt: skip


def addresses() -> list[str]:
    return [f"/ru/{path}?{query}".rstrip("?") for path, queries in LISTS.items() for query in queries]


def lay_books(cast: Cast) -> None:
    """Make what the record lacks: books, and some texts in them."""
    books = Collection.objects.bulk_create(
        [
            Collection(
                slug=f"c{n}", title_ru=f"Сборник {n}", year=1992 + n, language="ru",
                state=State.PUBLISHED, published_at="2024-01-01T00:00Z",
            )
            for n in range(30)
        ]
    )  # fmt: skip
    topics = Collection.topics.through
    topics.objects.bulk_create([topics(collection=book, topic=cast.topics[book.pk % 20]) for book in books])


def fill_books() -> None:
    """Put one text of a hundred into each book."""
    books = list(Collection.objects.order_by("pk"))
    rows = Article.objects.filter(collection=None, pk__lte=3_000).order_by("pk")
    for row in rows:
        row.collection, row.order_in_collection = books[row.pk % len(books)], row.pk
    Article.objects.bulk_update(rows, ["collection", "order_in_collection"], batch_size=500)


@dataclass(frozen=True)
class Timed:
    """Milliseconds of the processor, the same in times of the steady page, those of the first answer, the queries."""

    processor: float
    steady: float
    first: float
    queries: int


def timed(client: Client, address: str) -> Timed:
    client.get(address)  # what is read once for the process
    cache.clear()
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as captured:
        first = once(lambda: client.get(address))
    query_count = len(captured)
    pairs = [(once(lambda: client.get(address)), once(lambda: client.get(STEADY))) for _ in range(RUNS)]
    processor = statistics.median(one.processor for one, _steady in pairs)
    return Timed(
        processor,
        processor / statistics.median(steady.processor for _one, steady in pairs),
        first.clock,
        query_count,
    )


def measured(client: Client, only: str) -> dict[str, Timed]:
    found = {}
    for address in addresses():
        if only not in address:
            continue
        code = client.get(address).status_code
        if code != 200:
            raise SystemExit(f"{address}: answered {code}")
        found[address] = timed(client, address)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--agreements", type=int, default=20_000)
    parser.add_argument("--only", default="", help="pages whose address has these letters")
    arguments = parser.parse_args()
    client = Client(SERVER_NAME="localhost")
    cast = begin()
    lay_books(cast)
    grow(cast, articles=range(SMALL[0]), agreements=range(SMALL[1]))
    fill_books()
    few = measured(client, arguments.only)
    start = time.perf_counter()
    grow(
        cast,
        articles=range(SMALL[0], arguments.articles),
        agreements=range(SMALL[1], arguments.agreements),
    )
    fill_books()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    print(f"{connection.vendor}: filled in {time.perf_counter() - start:.0f} s", flush=True)
    return report(few, measured(client, arguments.only))


def report(few: dict[str, Timed], many: dict[str, Timed]) -> int:
    """Print the ratios; return whether any is over a bar."""
    over, ratios = 0, []
    print("   small   large  ratio    first  queries")
    for address, large in many.items():
        whole = few.get(address.partition("?")[0], few[address])
        before = max(few[address], whole, key=lambda one: one.steady)
        ratio = large.steady / before.steady
        ratios.append(ratio)
        is_over = ratio > BAR or large.queries > MOST_QUERIES
        over += is_over
        line = f"{before.processor:8.1f}{large.processor:8.1f}{ratio:7.2f}{large.first:9.1f}{large.queries:9}"
        print(f"{line}  {'!' if is_over else ' '} {address}", flush=True)
    print(
        f"{connection.vendor}: {len(many)} lists, over a bar {over};"
        f" ratio median {statistics.median(ratios):.2f}, worst {max(ratios):.2f}"
    )
    return min(over, 1)


if __name__ == "__main__":
    sys.exit(main())
