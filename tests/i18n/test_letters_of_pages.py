"""No page shows a text in other letters, or in Russian, as if it were in the page's own language."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from lxml import html as lxml_html

from tests.campaigns import mark_campaign
from tests.pages import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_record", "catalogues")]

CYRILLIC = re.compile(r"[Ѐ-ӿ]")
KAZAKH = re.compile(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
# Words and endings of Russian that Kazakh does not have.
RUSSIAN = re.compile(
    r"\b(?:и|в|на|для|по|из|не|что|или|как|от|с|к|за|при|это)\b|(?:ого|ских?|ская|ться|ных)\b|[ъё]",
    re.IGNORECASE,
)
# Searches quote what was typed, and give examples in other letters.
QUOTED = {"search", "search-mistyped", "search-empty", "search-blank"}
COUNTRIES = {"Того"}  # which Kazakh writes alike
TRANSLATED = {
    "article-az": "articles/predislovie-az/",
    "article-az-facts": "articles/status-kaspiya-az/record/",
    "article-kk": "articles/intervyu-posla-2025-kk/",
    "article-en": "articles/srednie-derzhavy-en/",
    "mechanism-named-in-two-ways": "events/series/sammity-svmda/",
    "treaty": "agreements/dogovor-2005/",
    "ranking": "indicators/oon-onlayn/",
}
ADDRESSES = {name: address for name, address in {**PAGES, **TRANSLATED}.items() if name not in QUOTED}
FAST = {"home", "article-az", "article-kk", "articles", "expert", "figure", "treaty"}


def visible(element: lxml_html.HtmlElement, language: str | None) -> Iterator[tuple[str | None, str]]:
    """Yield the texts of a page that readers see, each with the language that its element states."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "code", "head"}:
        return
    language = element.get("lang") or language
    for name in ("title", "alt", "aria-label", "placeholder"):
        yield language, element.get(name) or ""
    yield language, element.text or ""
    for child in element:
        yield from visible(child, language)
        yield language, child.tail or ""


def texts_of(language: str, name: str) -> Iterator[str]:
    """Yield the texts of a page that are stated to be in its language."""
    page = lxml_html.fromstring(Client().get(f"/{language}/{ADDRESSES[name]}").content.decode())
    # A word of a Russian document is quoted in the marks of Russian.
    yield from (re.sub("«.*?»", "", text) for code, text in visible(page, None) if code == language)


@pytest.mark.parametrize("name", mark_campaign(ADDRESSES, fast=FAST))
@pytest.mark.parametrize("language", ["az", "en"])
def test_cyrillic_is_marked_as_such(language: str, name: str) -> None:
    assert [text for text in texts_of(language, name) if CYRILLIC.search(text)] == []


@pytest.mark.parametrize("name", mark_campaign(ADDRESSES, fast=FAST))
def test_russian_is_marked_on_kazakh_pages(name: str) -> None:
    found = [
        text
        for text in texts_of("kk", name)
        if RUSSIAN.search(text) and not KAZAKH.search(text) and text not in COUNTRIES
    ]
    assert found == []
