"""Fields and lines drawn by compiled templates."""

import pytest
from django import forms
from django.contrib.auth.models import User
from django.test import Client
from lxml import html as lxml_html

from editorial.articles.models import Article
from editorial.desk.style_classes import SHORT_NAMES, short_classes
from tests import factory
from tests.desk_client import list_url, opened, saved, shown, url_of

SHARP = """"><script>alert('x')</script> & {{ "x" }}"""


@pytest.mark.django_db
def test_what_was_typed_is_escaped_in_fields_and_lines(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    article = factory.make_article(title=SHARP, state="draft")
    article.footnotes.create(key="a", order=1, text="Примечание", url="https://example.org/?a=1&b=%22")
    place = factory.make_place(name_ru=SHARP)
    data = opened(client, url_of(article))
    assert data["title"] == SHARP
    assert data["footnotes-0-url"] == "https://example.org/?a=1&b=%22"
    for row in (article, place):
        assert "<script>alert" not in client.get(url_of(row)).content.decode()


@pytest.mark.django_db
def test_a_field_is_described_by_its_help_text(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    article = factory.make_article(state="draft")
    page = lxml_html.fromstring(client.get(url_of(article)).content.decode())
    described = [
        element.get("aria-describedby")
        for element in page.xpath("//form[@id = 'article_form']//*[@aria-describedby]")
    ]
    known = set(page.xpath("//@id"))
    assert described
    assert not [name for names in described for name in names.split() if name not in known]


def test_a_text_keeps_its_first_line_break() -> None:
    class Form(forms.Form):
        text = forms.CharField(widget=forms.Textarea, initial="\nfirst")

    (area,) = lxml_html.fromstring(str(Form())).xpath("//textarea")
    assert area.text.removeprefix("\n") == "\nfirst"


@pytest.mark.parametrize("name", SHORT_NAMES)
def test_classes_of_the_theme_have_a_short_name(name: str) -> None:
    assert short_classes(f"vTextField {' '.join(SHORT_NAMES[name])} extra") == f"vTextField {name} extra"


@pytest.mark.django_db
def test_a_list_shows_each_row_with_its_badge_and_a_link_that_leads_back_to_the_list(
    client: Client, publisher: User
) -> None:
    client.force_login(publisher)
    article = factory.make_article(title=SHARP, state="draft")
    response = client.get(f"{list_url(Article)}?o=1")
    page = lxml_html.fromstring(response.content.decode())
    (row,) = page.xpath("//table[@id = 'result_list']/tbody/tr")
    (link,) = row.xpath("./th/a")
    assert link.text_content() == SHARP
    assert link.get("href").startswith(f"{url_of(article)}?_changelist_filters=")
    assert row.xpath("./td/input/@value") == [str(article.pk)]
    assert article.get_state_display() in [cell.text_content().strip() for cell in row.xpath("./td")]


@pytest.mark.django_db
def test_the_options_of_notes_are_on_the_page_once_and_no_choice_is_lost(
    client: Client, publisher: User
) -> None:
    client.force_login(publisher)
    article = factory.make_article(state="draft")
    first, second, third = (
        article.footnotes.create(key=key, order=order, text=key) for order, key in enumerate("abc", start=1)
    )
    second.repeats = first
    second.save()
    response = client.get(url_of(article))
    page = lxml_html.fromstring(response.content.decode())
    offered = {
        number: page.xpath(f"//select[@id = 'id_footnotes-{number}-repeats']/option/@value")
        for number in ("1", "__prefix__")
    }
    keys = [str(note.pk) for note in (first, second, third)]
    assert offered == {"1": ["", keys[0]], "__prefix__": ["", *keys]}
    saved(client, url_of(article), shown(response))
    second.refresh_from_db()
    assert second.repeats == first
