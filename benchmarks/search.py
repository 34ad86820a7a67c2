"""Time the search over a made-up record: `python benchmarks/search.py 1000000`.

On SQLite in a temporary file by default; on PostgreSQL with
`python tests/postgres.py python benchmarks/search.py 1000000`, or with `DATABASE_URL` naming an EMPTY database.
The words are spread as in a language (Zipf), a few in half of the documents. 50,000 documents are made one
by one; a larger record repeats them under other keys, which the database does by itself. The bars: a 95th percentile
under 300 ms on SQLite and 150 ms on PostgreSQL for the whole answer: hits, snippets and facets with counts.
"""

import argparse
import datetime as dt
import itertools
import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DEBUG"] = "0"  # else every statement would be remembered
os.environ.setdefault("SECRET_KEY", "only-for-benchmarks, where nobody signs in")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relations.settings")
SCRATCH = tempfile.TemporaryDirectory(prefix="relations-bench-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH.name}/search.sqlite3")

import django

django.setup()

from clocks import Spent, once
from django.core.management import call_command
from django.db import connection

from editorial.search import index, suggest
from editorial.search.entry import LANGUAGES, Facet, Passage, SearchEntry
from editorial.search.models import SearchDocument

SEED = 20240311
MOST_DIFFERENT = 50_000
VOCABULARY = 60_000
LITTLE_WORDS = "и в на с о по для из к от за при".split()
COMMON_WORDS = (
    "казахстан азербайджан сотрудничество страна отношение развитие государство коридор каспийский транспорт "
    "маршрут энергетика экономический соглашение президент нефть порт железная дорога торговля проект встреча "
    "регион партнёрство инвестиция договор визит стратегический грузы культура образование цифровой саммит море "
    "безопасность технология производство программа меморандум совет"
).split()
NAMES = ("Токаев", "Алиев", "Назарбаев", "Тукумов", "Шафиев", "Велизаде", "Мамедов", "Курмашев")
LATIN_NAMES = ("Tokayev", "Aliyev", "Nazarbayev", "Tukumov", "Shafiyev", "Velizade", "Mammadov", "Kurmashev")
TYPES = ("indicator", "event", "agreement", "article", "expert", "organisation")
SYLLABLES = [a + b for a in "бвгдзклмнпрстф" for b in "аеиоуы"]


def vocabulary(rng: random.Random) -> list[str]:
    words = dict.fromkeys([*LITTLE_WORDS, *COMMON_WORDS, *(name.lower() for name in NAMES)])
    while len(words) < VOCABULARY:
        words["".join(rng.choices(SYLLABLES, k=rng.randint(2, 5))) + rng.choice(("", "", "н", "к", "т"))] = (
            None
        )
    return list(words)


class Record:
    """A record of any size, the same for the same seed."""

    def __init__(self) -> None:
        self.rng = random.Random(SEED)
        self.words = vocabulary(self.rng)
        self.weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(len(self.words))))

    def text(self, length: int) -> str:
        return " ".join(self.rng.choices(self.words, cum_weights=self.weights, k=length))

    def entries(self, size: int) -> Iterator[SearchEntry]:
        for number in range(size):
            yield self.entry(number)

    def entry(self, number: int) -> SearchEntry:
        rng = self.rng
        kind = rng.choices(TYPES, weights=(50, 20, 15, 10, 3, 2))[0]
        long = 4 if kind == "article" else 1
        facets = [Facet("topic", f"topic{rng.randint(1, 14)}") for _ in range(2)]
        facets += [Facet("person", f"person-{int(rng.paretovariate(0.7)) % 5000}") for _ in range(2)]
        facets += [Facet("organisation", f"organisation-{int(rng.paretovariate(0.7)) % 2000}")]
        return SearchEntry(
            type=kind,
            key=f"{kind}-{number}",
            language=rng.choices(LANGUAGES, weights=(85, 5, 5, 5))[0],
            title=self.text(rng.randint(4, 10)).capitalize(),
            path=f"/{kind}/{number}/",
            available_in=LANGUAGES,
            passages=[Passage(self.text(35).capitalize(), f"p-{place}") for place in range(1, long + 1)],
            facets=facets,
            date=dt.date(1992, 1, 1) + dt.timedelta(days=rng.randint(0, 12_500)),
            weight=rng.choices((3, 4, 5), weights=(80, 15, 5))[0],
        )


def queries(record: Record, count: int) -> dict[str, list[Callable[[], object]]]:
    """Return searches by kind, `count` of each."""
    rng = record.rng
    many, some, few = record.words[12:50], record.words[50:2_000], record.words[2_000:40_000]

    def find(text: str, **chosen: list[str]) -> Callable[[], object]:
        return lambda: index.find(text, language="ru", chosen=chosen)

    def typo(word: str) -> str:
        place = rng.randint(1, len(word) - 2)
        return word[:place] + word[place + 1 :]

    long = [word for word in few if len(word) > 8]
    makers: dict[str, Callable[[], Callable[[], object]]] = {
        "a common word": lambda: find(rng.choice(many)),
        "a word": lambda: find(rng.choice(some)),
        "a rare word": lambda: find(rng.choice(few)),
        "two common words": lambda: find(" ".join(rng.sample(many, 2))),
        "two words": lambda: find(f"{rng.choice(many)} {rng.choice(some)}"),
        "three words": lambda: find(f"{rng.choice(many)} {rng.choice(many)} {rng.choice(some)}"),
        "a name": lambda: find(rng.choice(LATIN_NAMES)),
        "a phrase": lambda: find(f'"{rng.choice(many)} {rng.choice(some)}"'),
        "an exclusion": lambda: find(f"{rng.choice(some)} -{rng.choice(many)}"),
        "a prefix": lambda: find(f"{rng.choice(some)[:4]}*"),
        "a typing error": lambda: find(typo(rng.choice(long))),
        "words not together": lambda: find(f"{rng.choice(few)} {rng.choice(few)}"),
        "within a topic": lambda: find(rng.choice(many), topic=[f"topic{rng.randint(1, 14)}"]),
        "within a year": lambda: find(rng.choice(some), year=[str(rng.randint(1995, 2025))]),
        "by facets only": lambda: find("", type=[rng.choice(TYPES)], topic=[f"topic{rng.randint(1, 14)}"]),
        "suggestions": lambda: lambda: suggest.titles(rng.choice(some)[:3], language="ru"),
    }
    return {name: [make() for _ in range(count)] for name, make in makers.items()}


def percentile(values: list[float], part: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[part - 1]


COLUMNS = (
    "type, language, title, path, date, weight, facets, title_terms, name_terms, lead_terms, body_terms, tags, "
    "written_at"
)
COPY = f"""
INSERT INTO search_searchdocument (id, key, {COLUMNS})
SELECT id + %s, key || %s, {COLUMNS} FROM search_searchdocument WHERE key NOT LIKE '%%-%%-%%'
"""
COPY_PASSAGES = """
INSERT INTO search_searchpassage (document_id, number, anchor, text)
SELECT document_id + %s, number, anchor, text FROM search_searchpassage
WHERE document_id IN (SELECT id FROM search_searchdocument WHERE key NOT LIKE '%%-%%-%%')
"""


def build(record: Record, size: int) -> None:
    """Fill an empty database; PostgreSQL makes its index after the rows, as a restore would."""
    call_command("migrate", verbosity=0)
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgres:
            cursor.execute("DROP INDEX search_words")
        index.rebuild(record.entries(min(size, MOST_DIFFERENT)))
        for copy in range(1, math.ceil(size / MOST_DIFFERENT)):
            cursor.execute(COPY, [copy, f"-{copy}"])
            cursor.execute(COPY_PASSAGES, [copy])
        cursor.execute(
            "UPDATE search_term SET documents = documents * (SELECT count(*) FROM search_searchdocument) / %s",
            [min(size, MOST_DIFFERENT)],
        )
        if is_postgres:
            cursor.execute("SET maintenance_work_mem = '1GB'")
            cursor.execute(
                "CREATE INDEX search_words ON search_searchdocument USING gin (terms) WITH (fastupdate = off)"
            )
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("ANALYZE")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=10_000, help="documents")
    parser.add_argument("--each", type=int, default=20, help="searches of each kind")
    parser.add_argument("--reuse", action="store_true", help="time on a database that an earlier run filled")
    arguments = parser.parse_args()
    record = Record()
    start = time.perf_counter()
    if not arguments.reuse:
        build(record, arguments.size)
    print(
        f"{connection.vendor}: {SearchDocument.objects.count():,} documents in {time.perf_counter() - start:.0f} s"
    )
    for searches in queries(record, arguments.each).values():  # others, as a server that is up has answered
        for search in searches:
            search()
    everything: list[Spent] = []
    print(f"{'':22}{'by the clock':>24}{'of the processor':>27}  ms")
    print(f"{'':22}{'median':>8}{'p95':>8}{'worst':>8}   {'median':>8}{'p95':>8}{'worst':>8}")
    for name, searches in queries(record, arguments.each).items():
        spent = [once(search) for search in searches]
        everything += spent
        print_times(name, spent)
    print_times("all", everything)


def print_times(name: str, spent: list[Spent]) -> None:
    """Print the times of one kind of searches."""
    line = f"{name:22}"
    for times in ([one.clock for one in spent], [one.processor for one in spent]):
        line += f"{statistics.median(times):8.1f}{percentile(times, 95):8.1f}{max(times):8.1f}   "
    print(line)


if __name__ == "__main__":
    main()
