"""After each thing done at the desk, what is kept is byte for byte what is built anew.

`make campaign-exact` does 500 things on each database and reads every address in every language after each, with
reading preferences and encodings in turn; the suite does a few and reads some.
"""

import os
import random
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse

from editorial.records import state_reader
from tests.web.desk_actions import Desk
from tests.wsgi_client import WsgiReader

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(36_000)]
ACTIONS = int(os.environ.get("CAMPAIGN_ACTIONS", "12"))
SEED = int(os.environ.get("CAMPAIGN_SEED", "14"))
READ = int(
    os.environ.get("CAMPAIGN_READ", "25")
)  # variants after each action; 0 for every address and language
LANGUAGES = ("ru", "kk", "az", "en")
COOKIES = ("", "reading=size=huge", "reading=scheme=black-on-white&pictures=off")
ENCODINGS = ("", "gzip", "br")
PAGES = (
    "",
    "articles/",
    "articles/?topic=ports",
    "articles/feed/",
    "collections/",
    "experts/",
    "organisations/",
    "agreements/",
    "agreements/?view=table",
    "agreements/data.csv",
    "agreements/feed/",
    "events/",
    "events/calendar.ics",
    "events/places/",
    "indicators/",
    "topics/",
    "search/?q=порт",
    "search/suggest/?q=по",
)
FILES = (
    "/sitemap.xml",
    "/sitemap-articles.xml",
    "/api/v1/changes/",
    "/api/oai/?verb=ListRecords&metadataPrefix=oai_dc",
    "/api/v1/search/?q=порт",
    *(
        f"/api/v1/{name}/"
        for name in ("articles", "agreements", "events", "experts", "topics", "observations", "places")
    ),
    "/api/v1/articles/?format=csv",
    "/api/v1/agreements/?lang=kk",
)
# Where rows are, by the beginning of their slugs.
ROWS = {
    "text": ("/{}/articles/{}/", "/api/v1/articles/{1}/", "/{}/articles/{}/download/bib/"),
    "late": ("/{}/articles/{}/",),
    "agreement": ("/{}/agreements/{}/", "/api/v1/agreements/{1}/"),
    "imported": ("/{}/agreements/{}/",),
    "event": ("/{}/events/{}/",),
    "expert": ("/{}/experts/{}/",),
    "institute": ("/{}/organisations/{}/",),
    "ports": ("/{}/topics/{}/", "/api/v1/topics/{1}/"),
    "bridges": ("/{}/topics/{}/",),
    "topic": ("/{}/topics/{}/",),
    "cargo": ("/{}/indicators/{}/",),
    "book": ("/{}/collections/{}/",),
}
FIRST_SLUGS = (
    "text-0 text-1 text-2 agreement-0 agreement-1 event-0 event-1 expert-0 expert-1 institute ports bridges cargo book "
    "imported-1"
).split()
OF_THE_REQUEST = {"X-Request-ID", "RateLimit", "RateLimit-Policy", "Last-Modified"}
MOMENT = re.compile(rb"<responseDate>[^<]*</responseDate>")  # of the answer


class Comparison:
    """A process that keeps answers beside one that keeps none."""

    def __init__(self, settings: Any) -> None:
        settings.ANSWER_CACHE_MB = 64
        self.cached = WsgiReader()
        settings.ANSWER_CACHE_MB = 0
        self.rebuilt = WsgiReader()
        self.rebuilt.process.application = WSGIHandler()
        self.slugs: dict[str, None] = dict.fromkeys(FIRST_SLUGS)
        self.compared = 0

    def note(self, done: str) -> None:
        """Remember every slug that an action named: rows move, and come and go."""
        for slug in re.findall(r"[a-z]+(?:-[a-z0-9]+)*", done):
            if slug.partition("-")[0] in ROWS:
                self.slugs[slug] = None
        self.slugs = dict.fromkeys(list(self.slugs)[:40] + list(self.slugs)[-20:])

    def addresses(self) -> Iterator[str]:
        for language in LANGUAGES:
            yield from (f"/{language}/{page}" for page in PAGES)
            for slug in self.slugs:
                yield from (form.format(language, slug) for form in ROWS[slug.partition("-")[0]])
        yield from FILES

    def differing(self, chosen: list[str], shift: int = 0) -> list[str]:
        """Return the addresses of which what is kept differs.

        An address is asked for in the same preference and encoding until `shift` changes, so that what was kept before
        an action is what is asked for after it.
        """
        found = []
        for address in chosen:
            variant = zlib.crc32(address.encode()) + shift
            fields = {
                "HTTP_COOKIE": COOKIES[variant % 3],
                "HTTP_ACCEPT_ENCODING": ENCODINGS[variant // 3 % 3],
            }
            fields = {name: value for name, value in fields.items() if value}
            cached, rebuilt = self.cached.get(address, **fields), self.uncached(address, fields)
            self.compared += 1
            if seen(cached) != seen(rebuilt):
                found.append(f"{address} {fields}")
        return found

    def uncached(self, address: str, fields: dict[str, str]) -> HttpResponse:
        """Return the answer of Django alone."""
        return self.rebuilt.get(address, **fields)


def seen(answer: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in answer.items() if name not in OF_THE_REQUEST}
    if b"<responseDate>" in answer.content:
        headers.pop("ETag", None)
    return answer.status_code, MOMENT.sub(b"", answer.content), headers


@pytest.fixture
def comparison(settings: Any) -> Iterator[Comparison]:
    found = Comparison(settings)
    yield found
    found.cached.close()
    found.rebuilt.close()


def test_after_each_action_the_cached_answer_equals_the_rebuilt_one(comparison: Comparison) -> None:
    desk, chance = Desk(SEED), random.Random(SEED)  # noqa: S311
    every = list(dict.fromkeys(comparison.addresses()))
    chosen = chance.sample(every, READ) if READ else every
    for number in range(ACTIONS):
        comparison.differing(chosen, number // 8)
        done = desk.act()
        comparison.note(done)
        if not READ:
            chosen = list(dict.fromkeys(comparison.addresses()))
        assert comparison.differing(chosen, number // 8) == [], f"{number}: {desk.done[-5:]}"
        again = comparison.cached.requests_to_django
        comparison.cached.get("/ru/")
        comparison.cached.get("/ru/")
        assert comparison.cached.requests_to_django - again <= 1, "answers are kept at all"
    kinds = {done.partition(" ")[0] for done in desk.done}
    summary = f"{len(desk.done)} actions of {len(kinds)} kinds, {desk.refused} refused"
    print(f"{summary}, {comparison.compared} compared")  # noqa: T201  (the campaign's result)


def test_the_comparison_sees_what_is_stale_where_the_number_stands_still(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(SEED)
    monkeypatch.setattr(state_reader.StateReader, "number", lambda _reader: 1)
    every = ["/ru/topics/", "/en/topics/", "/api/v1/topics/", "/ru/articles/"]
    comparison.differing(every)
    for _action in range(3):
        desk.add_a_topic()
        desk.number += 1
    assert comparison.differing(every)
