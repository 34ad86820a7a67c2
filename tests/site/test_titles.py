"""Titles and descriptions of all public pages."""

import html
import re

import pytest
from django.test import Client

from tests.factory import make_expert
from tests.pages import LANGUAGES, PAGES, demo_answer

pytestmark = pytest.mark.django_db
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta\s+name="description"\s+content="(.*?)"\s*>', re.DOTALL)
# Other ways to show the list or text of another entry: their canonical address, or their robots, is that of it.
SAME_PAGE = {
    "articles-narrowed",
    "disagreements-narrowed",
    "agreements-on-a-day",
    "agreements-table",
    "agreements-cards",
    "edition",
    "search-mistyped",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_a_description_of_its_own(demo_record: None, language: str) -> None:
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for name, address in PAGES.items():
        page = demo_answer(language, address).content.decode()
        title, (description,) = TITLE.findall(page)[0], DESCRIPTION.findall(page)
        title, description = " ".join(title.split()), html.unescape(" ".join(description.split()))
        assert title, name
        assert 15 <= len(description) <= 320, (name, description)
        assert "<" not in description, (name, description)
        if name not in SAME_PAGE:
            assert title not in titles, (name, titles[title], title)
            assert description not in descriptions, (name, descriptions[description], description)
        titles[title] = descriptions[description] = name


def test_records_of_one_kind_differ_in_their_descriptions(client: Client) -> None:
    first, second = (
        DESCRIPTION.findall(client.get(make_expert(family_name=name).get_absolute_url()).content.decode())
        for name in ("Aliyev", "Karimov")
    )
    assert first != second
