"""Every type of public page, each by one address of the demo data below the language prefix."""

from functools import cache
from typing import Any

from django.test import Client

PAGES = {
    "home": "",
    "article": "articles/transkaspiyskiy-marshrut/",
    "article-notes": "articles/srednie-derzhavy/",
    "articles": "articles/",
    "articles-narrowed": "articles/?topic=transport",
    "edition": "articles/transkaspiyskiy-marshrut/editions/1/",
    "collections": "collections/",
    "collection": "collections/sbornik-2024/",
    "council": "council/",
    "experts": "experts/",
    "expert": "experts/farid-shafiev/",
    "organisations": "organisations/",
    "organisation": "organisations/kisi/",
    "agreements": "agreements/",
    "agreements-on-a-day": "agreements/?on=2019-06-01",
    "agreements-table": "agreements/?view=table",
    "agreements-cards": "agreements/?view=cards&kind=agreement",
    "agreement-family": "agreements/dogovor-2005/",
    "agreement": "agreements/konvenciya-kaspiy-2018/",
    "events": "events/",
    "event": "events/vizit-tokaeva-v-baku-2024/",
    "series": "events/series/",
    "one-series": "events/series/kaspiyskie-sammity/",
    "places": "events/places/",
    "figures": "indicators/",
    "figure": "indicators/tovarooborot/",
    "figure-disputed": "indicators/koridor-gruzy/",
    "disagreements": "disagreements/",
    "disagreements-narrowed": "disagreements/?kind=date&topic=politika",
    "topics": "topics/",
    "topic": "topics/transport/",
    "search": "search/?q=каспийский+саммит",
    "search-mistyped": "search/?q=каспиский+самит&type=event",
    "search-empty": "search/?q=щщщщщщ",
    "search-blank": "search/",
    "about": "pages/about/",
    "privacy": "pages/privacy/",
    "reading": "reading/",
    "not-found": "articles/nothing-here/",
    "impossible": "events/?year=impossible",
}
# What the demo record lacks: the record that `tests/serving.py` serves has them.
MADE_PAGES = {
    "changes": "articles/statya-tyurkskiy-mir/editions/2/changes/",
    "edition-before": "articles/statya-tyurkskiy-mir/editions/1/",
    "gone": "articles/novost-zhampetova-2025/",
}
LANGUAGES = ("ru", "kk", "az", "en")
SCHEMES = ("light", "dark")
SIZES = {"phone": (360, 740), "desktop": (1440, 900)}


@cache
def demo_answer(language: str, address: str) -> Any:
    """Return a page of the demo record, built once for the tests of a worker that only read it."""
    return Client().get(f"/{language}/{address}")
