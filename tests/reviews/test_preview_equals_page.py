"""A preview is what readers will see: the same words, notes, tables and pictures, in each language of the site."""

import re

import pytest
from django.test import Client
from django.utils import translation
from lxml import html

from tests import factory
from tests.campaigns import mark_campaign

pytestmark = pytest.mark.django_db

BODY = (
    '<h2>Порты</h2><p>Рост<sup data-footnote="b"></sup> заметен.</p><h2>Грузы</h2><blockquote><p>Цитата</p></blockquote>'
    "<table><caption>Грузы</caption><tbody><tr><th>Год</th></tr><tr><td>2024</td></tr></tbody></table>"
    '<ul><li>Актау<sup data-footnote="a"></sup></li></ul><figure><img src="%s" alt="Порт"></figure>'
)
# What a text has only once it is published: its files, how to cite it, its edition's day, the same text elsewhere in the record.
ONLY_PUBLISHED = (
    ".//*[@id='cite' or contains(@class, 'cite') or contains(@class, 'text__tools')]"
    " | .//nav[contains(@class, 'crumbs')] | .//p[@role='status']"
)


def main_content(page: bytes) -> str:
    """Return the article's own element as readers' browsers get it, without what only a published text has."""
    (article,) = html.fromstring(page.decode()).xpath("//main//article")
    for part in article.xpath(ONLY_PUBLISHED):
        part.drop_tree()
    written = re.sub(r"\?pass=[^\s\"]+", "", html.tostring(article, encoding="unicode"))
    return re.sub(r"\s+", " ", written)


@pytest.mark.parametrize("language", mark_campaign(["ru", "kk", "az", "en"], fast=["kk"]))
def test_a_preview_shows_what_the_page_will_show(client: Client, language: str) -> None:
    picture = factory.make_picture(credit="Архив")
    draft = factory.make_draft(
        slug="porty",
        title="О портах",
        subtitle="Каспий",
        body=BODY % picture.address,
        notes={"a": "Первая", "b": "Вторая <em>сноска</em>"},
        authors=(factory.make_expert(),),
        collection=factory.make_collection(),
    )
    draft.topics.add(factory.make_topic())
    draft.abstracts.create(language=language, title="Title", text="Аннотация", keywords="порты; Каспий")
    with translation.override(language):
        preview = client.get(factory.make_preview_link(draft).get_absolute_url(), {"bare": "1"})
    factory.publish(draft)
    page = client.get(f"/{language}/articles/porty/")
    assert preview.status_code == page.status_code == 200
    assert main_content(preview.content) == main_content(page.content)
