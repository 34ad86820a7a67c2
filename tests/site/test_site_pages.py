"""Pages about the site, its name, ISSN and institutes."""

import io
import re

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from editorial.pages import frame
from editorial.pages.models import Institute, Page, SiteDetails
from editorial.values.identifiers import valid_issn
from editorial.web.answer_cache import STATE
from tests.desk_client import list_url, opened
from tests.factory import make_indicator, make_observation, make_organisation, make_page

pytestmark = pytest.mark.django_db
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta\s+name="description"\s+content="(.*?)"\s*>', re.DOTALL)


def body_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode()


def logo() -> ContentFile[bytes]:
    out = io.BytesIO()
    Image.new("RGB", (60, 30), "navy").save(out, "PNG")
    return ContentFile(out.getvalue(), "logo.png")


def test_a_page_is_linked_from_the_foot_of_every_page_in_the_language_of_the_reader(client: Client) -> None:
    make_page(
        address="about-us",
        title_ru="О сайте",
        title_az="Sayt haqqında",
        body_ru="<p>Текст</p>",
        body_az="<p>Mətn</p>",
    )
    foot = body_of(client, "/az/articles/").split("<footer")[1]
    assert '<a href="/az/pages/about-us/"' in " ".join(foot.split()).replace("<a ", "<a ")
    assert "Sayt haqqında" in foot
    page = body_of(client, "/az/pages/about-us/")
    assert "<p>Mətn</p>" in page
    assert "Текст" not in page
    assert "/en/pages/about-us/" in body_of(client, "/sitemap-about.xml")


def test_a_page_that_is_empty_or_switched_off_is_hidden_everywhere(client: Client) -> None:
    make_page(address="policy", title="Политика исправлений", body="")
    make_page(address="draft", title="Контакты", is_shown=False)
    foot = body_of(client, "/ru/").split("<footer")[1]
    assert "Политика исправлений" not in foot
    assert "Контакты" not in foot
    for address in ("policy", "draft"):
        body_of(client, f"/ru/pages/{address}/", 404)
        assert client.get(f"/api/v1/pages/{address}/").status_code == 404
        assert address not in body_of(client, "/sitemap-about.xml")
    assert client.get("/api/v1/pages/").json()["results"] == []


def test_a_page_in_another_language_says_so(client: Client) -> None:
    make_page(address="about-us", title_ru="О сайте", body_ru="<p>Текст</p>")
    page = body_of(client, "/kk/pages/about-us/")
    assert '<div class="prose body" lang="ru">' in page
    assert "Not available in the language of this page" in page


def test_a_page_shows_no_markup_that_an_article_may_not_have(client: Client) -> None:
    make_page(address="about-us", body="<p>Текст<script>alert(1)</script></p>")
    assert "alert" not in body_of(client, "/ru/pages/about-us/")


def test_the_name_that_the_owner_sets_is_on_every_page_file_and_card(client: Client) -> None:
    assert "· Relations" in " ".join(TITLE.findall(body_of(client, "/en/articles/"))[0].split())
    SiteDetails.objects.create(name_ru="Совет", name_en="The Council", tagline_en="Its record")
    page = body_of(client, "/en/articles/")
    assert "The Council" in TITLE.findall(page)[0]
    assert ">The Council</a>" in page
    assert "Its record" in page
    assert ">Совет</a>" in body_of(client, "/kk/articles/")
    trade = make_indicator(slug="trade")
    for year in ("2022", "2023"):
        make_observation(trade, started=year, ended=year)
    assert "The Council · http" in body_of(client, "/en/indicators/trade/chart.svg")
    assert "<title>" in body_of(client, "/en/indicators/trade/embed/")
    assert "The Council" in TITLE.findall(body_of(client, "/en/indicators/trade/embed/"))[0]


def test_issn_mail_and_logos_are_shown_only_where_they_are_set(client: Client) -> None:
    details = SiteDetails.objects.create()
    body = make_organisation(slug="institute", name_en="An institute")
    institute = Institute.objects.create(details=details, organisation=body)
    page = body_of(client, "/en/council/")
    assert "ISSN" not in page
    assert 'class="foot__house"' not in page
    institute.logo.save("logo.png", logo())
    SiteDetails.objects.update(issn="2049-3630", email="desk@example.org")
    page = body_of(client, "/en/council/")
    for shown in ("ISSN 2049-3630", "mailto:desk@example.org", "/files/logos/", "An institute"):
        assert shown in page, shown
    address = re.findall(r'src="(/files/logos/[^"]+)"', page)[0]
    sent = client.get(address)
    assert b"".join(sent.streaming_content)
    assert sent["Content-Type"] == "image/png"
    type(body).objects.update(state="draft", published_at=None)
    assert "/files/logos/" not in body_of(client, "/en/council/")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("issn", ["2049-3631", "20493630", "1234-567", "abcd-efgh"])
def test_an_issn_that_cannot_be_one_is_refused(issn: str) -> None:
    valid_issn("2434-561X")
    with pytest.raises(ValidationError):
        valid_issn(issn)


def test_a_publisher_writes_a_page_at_the_desk_and_an_editor_does_not(
    client: Client, publisher: User, editor: User
) -> None:
    client.force_login(publisher)
    address = list_url(Page, "add")
    text = "<p>Пишите нам.<img src=x onerror=y></p>"
    written = {"title_ru": "Контакты", "address": "contacts", "body_ru": text, "is_shown": "on"}
    answer = client.post(address, {**opened(client, address), **written})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    page = Page.objects.get(address="contacts")
    assert "onerror" not in (page.body_ru or "")
    assert "Пишите нам." in body_of(Client(), "/ru/pages/contacts/")
    client.force_login(editor)
    assert client.get(address).status_code == 403


def test_what_surrounds_a_page_is_read_once_in_a_state_of_the_database(client: Client) -> None:
    make_page(address="about-us", title="О сайте")
    state = {STATE: (object(), "today")}
    assert "О сайте" in client.get("/ru/topics/", **state).content.decode()
    with CaptureQueriesContext(connection) as captured:
        client.get("/ru/topics/", **state)
    assert not [query for query in captured if "pages_" in query["sql"]]
    Page.objects.update(title_ru="О нас")
    changed = {STATE: (object(), "today")}
    assert "О нас" in client.get("/ru/topics/", **changed).content.decode()
    assert frame._known["state"] is changed[STATE]
