"""The white space of pages, which templates laid out over several lines may bring where none belongs."""

import re

import pytest
from lxml import html

from tests.campaigns import mark_campaign
from tests.pages import PAGES, demo_answer

STRAY = re.compile(r".{0,30}(?:\s[,)»]|[(«]\s).{0,30}")
# Scripts are no text, and the style of GOST has spaces before its signs.
NOT_RUNNING_TEXT = "//script | //style | //*[contains(@class, 'cite__styles')]"


@pytest.mark.parametrize("language", mark_campaign(["ru", "en"], fast=["ru"]))
def test_no_space_stands_before_a_comma_or_within_brackets(demo_record: None, language: str) -> None:
    found = {}
    for name, address in PAGES.items():
        page = html.document_fromstring(demo_answer(language, address).content.decode())
        for element in page.xpath(NOT_RUNNING_TEXT):
            element.drop_tree()
        if stray := STRAY.findall(" ".join(page.text_content().split())):
            found[name] = stray
    assert not found


def test_no_space_stands_before_the_comma_that_the_style_sets_between_names(demo_record: None) -> None:
    found = {}
    for name, address in PAGES.items():
        page = html.document_fromstring(demo_answer("ru", address).content.decode())
        items = [item.text_content() for item in page.xpath("//ul[@class = 'inline']/li[not(@aria-hidden)]")]
        if stray := [item for item in items if item != item.rstrip()]:
            found[name] = stray
    assert not found
