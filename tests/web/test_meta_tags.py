"""Metadata of pages: values, never the inside of a program."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from lxml import html as lxml_html

from tests.pages import LANGUAGES, PAGES, demo_answer

pytestmark = pytest.mark.django_db

# `Link(page='topics:detail', …)`, `<Topic: Энергия>`, `{'ru': …}`, `[…, None]`, `datetime.date(…)`, `Decimal('1')`.
OF_A_PROGRAM = re.compile(
    r"\b[A-Za-z_.]+\([^)]*=|<[\w.]+(?: object)?[ :]|[{\[]\s*['\"]|\bNone\b|\bTrue\b|\bFalse\b"
    r"|\b(?:datetime|Decimal|PartialDate|Promise|QuerySet)\b"
)


def metadata_values(page: lxml_html.HtmlElement) -> list[str]:
    """Return the values of all meta tags and links in the head, the title, and what the linked data says."""
    values = [
        str(value) for value in page.xpath("//meta/@content | //head/link/@title | //head/title/text()")
    ]
    for block in page.xpath("//script[@type='application/ld+json']/text()"):
        values += leaves(json.loads(block))
    return values


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [leaf for inside in value.values() for leaf in leaves(inside)]
    if isinstance(value, list):
        return [leaf for inside in value for leaf in leaves(inside)]
    return [value] if isinstance(value, str) else []


@pytest.mark.usefixtures("demo_record")
def test_no_page_prints_the_inside_of_the_program_for_machines() -> None:
    for name, address in PAGES.items():
        answer = demo_answer("ru", address)
        if answer.status_code == 200:
            values = metadata_values(lxml_html.fromstring(answer.content))
            assert [value for value in values if OF_A_PROGRAM.search(value)] == [], name


@pytest.mark.usefixtures("demo_record")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_names_its_topics_in_the_language_of_the_page(client: Client, language: str) -> None:
    page = lxml_html.fromstring(client.get(f"/{language}/articles/transkaspiyskiy-marshrut/").content)
    named = page.xpath("//meta[@name='DC.subject']/@content")
    shown = [" ".join(link.text_content().split()) for link in page.xpath("//ul[@class='tags']//a")]
    assert named
    assert named == shown
