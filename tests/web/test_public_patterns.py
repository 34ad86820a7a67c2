"""Every public address is answered from memory the second time, or is named here with the reason why not."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from editorial.articles.models import Article
from editorial.articles.services import publishing
from tests import factory

pytestmark = pytest.mark.django_db(transaction=True)
NOT_CACHED = {
    "i18n/setlang/": "a form: stores the language of the reader",
    "api/": "redirects to the first page of the API; no query",
    "api/ (anything else)": "404",
    "api/docs/": "has a token against forged requests in its script",
    "api/dumps/record.zip": "a file of any size, sent as a stream and in ranges",
    "files/<path:name>": "files of any size, sent as a stream; the desk sees those of drafts",
    "media/<path:name>": "redirects to the address of today",
    "": "redirects to the language of the reader; no query",
    "ru/reading/": "a form: stores how the reader sees pages",
    "ru/articles/preview/<str:token>/": "a draft, for whoever has the link",
}
# An address of the demo record for each pattern that has a variable part.
ADDRESSES = {
    "api/v1/search/": "api/v1/search/?q=порт",
    "api/v1/search.<str:format>": "api/v1/search.json?q=порт",
    "api/oai/": "api/oai/?verb=Identify",
    "sitemap-<section>.xml": "sitemap-articles.xml",
    "ru/articles/<slug:slug>/record/": "ru/articles/transkaspiyskiy-marshrut/record/",
    "ru/articles/<slug:slug>/editions/<int:number>/record/": "ru/articles/transkaspiyskiy-marshrut/editions/1/record/",
    "ru/share/<slug:kind>/<slug:slug>.png": "ru/share/articles/transkaspiyskiy-marshrut.png",
    "ru/search/": "ru/search/?q=порт",
    "ru/search/feed/": "ru/search/feed/?q=порт",
    "ru/search/suggest/": "ru/search/suggest/?q=пор",
    "ru/articles/<slug:slug>/passages/<slug:anchor>/": "ru/articles/transkaspiyskiy-marshrut/passages/p-3/",
    "ru/articles/<slug:slug>/editions/<int:number>/passages/<slug:anchor>/": (
        "ru/articles/transkaspiyskiy-marshrut/editions/1/passages/p-3/"
    ),
    "ru/articles/<slug:slug>/": "ru/articles/transkaspiyskiy-marshrut/",
    "ru/articles/<slug:slug>/editions/<int:number>/": "ru/articles/transkaspiyskiy-marshrut/editions/1/",
    "ru/articles/<slug:slug>/editions/<int:number>/changes/": "ru/articles/statya-tyurkskiy-mir/editions/2/changes/",
    "ru/articles/<slug:slug>/download/<slug:form>/": "ru/articles/transkaspiyskiy-marshrut/download/bib/",
    "ru/articles/<slug:slug>/editions/<int:number>/download/<slug:form>/": (
        "ru/articles/transkaspiyskiy-marshrut/editions/1/download/jats/"
    ),
    "ru/collections/<slug:slug>/": "ru/collections/sbornik-2024/",
    "ru/collections/<slug:slug>/download/<slug:form>/": "ru/collections/sbornik-2024/download/docx/",
    "ru/experts/<slug:slug>/": "ru/experts/farid-shafiev/",
    "ru/organisations/<slug:slug>/": "ru/organisations/kisi/",
    "ru/agreements/<slug:slug>/": "ru/agreements/dogovor-2005/",
    "ru/agreements/<slug:slug>/cite.<slug:form>": "ru/agreements/dogovor-2005/cite.bib",
    "ru/agreements/data.<slug:form>": "ru/agreements/data.csv",
    "ru/events/series/<slug:slug>/": "ru/events/series/kaspiyskie-sammity/",
    "ru/events/<slug:slug>/": "ru/events/vizit-tokaeva-v-baku-2024/",
    "ru/pages/<slug:address>/": "ru/pages/about/",
    "ru/indicators/<slug:slug>/": "ru/indicators/tovarooborot/",
    "ru/indicators/<slug:slug>/chart.svg": "ru/indicators/tovarooborot/chart.svg",
    "ru/indicators/<slug:slug>/chart.png": "ru/indicators/tovarooborot/chart.png",
    "ru/indicators/<slug:slug>/embed/": "ru/indicators/tovarooborot/embed/",
    "ru/indicators/<slug:slug>/data.<slug:form>": "ru/indicators/tovarooborot/data.csv",
    "ru/topics/<slug:slug>/": "ru/topics/transport/",
}


def walked(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walked(pattern, route)
        else:
            yield route, pattern


def public_patterns() -> list[str]:
    found = [route for route, _pattern in walked(get_resolver()) if not route.startswith("admin/")]
    found[found.index("api/", found.index("api/") + 1)] = "api/ (anything else)"
    return found


def address(route: str, reader: Client) -> str:
    """Return an address of the demo record that a pattern matches."""
    if route in ADDRESSES:
        return "/" + ADDRESSES[route]
    if not route.startswith("api/v1/^"):
        return "/" + route
    name = route.removeprefix("api/v1/^").split("/")[0].split("\\")[0].rstrip("$")
    path = f"/api/v1/{name}/"
    if "(?P<slug>" in route or "(?P<pk>" in route:
        row = reader.get(path).json()["results"][0]
        path += f"{row['slug' if '(?P<slug>' in route else 'id']}/"
    return f"{path.rstrip('/')}.json" if "(?P<format>" in route else path


def is_from_memory(reader: Client, path: str) -> bool:
    """Return whether a page asks for the number alone; before that it may write pages of a book once."""
    statuses = [reader.get(path).status_code for _turn in range(2)]
    with CaptureQueriesContext(connection) as captured:
        statuses.append(reader.get(path).status_code)
    return len(captured) == 1 and statuses == [200] * 3


@pytest.mark.slow
def test_every_public_address_is_answered_from_memory_or_named(demo_record_live: None, settings: Any) -> None:
    settings.ANSWER_CACHE_MB = 16
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    reader = Client()
    text = Article.objects.get(slug="statya-tyurkskiy-mir")
    text.body += "<p>Уточнены даты.</p>"
    text.save()
    publishing.correct(text, by=factory.make_user("publisher"), correction_note="Уточнены даты.")
    patterns = [route for route in public_patterns() if not route.startswith("pictures/")]
    requested = [address(route, reader) for route in patterns if route not in NOT_CACHED]
    assert [path for path in requested if not is_from_memory(reader, path)] == []


def test_every_exception_and_every_address_is_that_of_a_pattern() -> None:
    patterns = set(public_patterns())
    assert set(NOT_CACHED) <= patterns
    assert set(ADDRESSES) <= patterns


def test_a_picture_is_answered_from_memory_once_its_text_is_published(settings: Any) -> None:
    settings.ANSWER_CACHE_MB = 16
    picture = factory.make_picture()
    draft = factory.make_draft(body=f'<p>Текст.</p><figure><img src="{picture.address}" alt="Порт"></figure>')
    desk, reader = Client(), Client()
    desk.force_login(factory.make_user("editor"))
    assert desk.get(picture.address).status_code == 200
    assert reader.get(picture.address).status_code == 404
    factory.publish(draft)
    answer = reader.get(picture.address)
    assert (answer.status_code, answer["Cache-Control"]) == (
        200,
        "public, max-age=86400, s-maxage=0, proxy-revalidate",
    )
    assert is_from_memory(reader, picture.address)
