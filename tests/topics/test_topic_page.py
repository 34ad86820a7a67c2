"""The page of a topic: introduction, key figures, records, disagreements."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.desk_client import confirm, opened, saved, url_of
from tests.factory import (
    make_agreement,
    make_article,
    make_event,
    make_indicator,
    make_observation,
    make_topic,
)

pytestmark = pytest.mark.django_db


def page_of(client: Client, language: str = "en") -> str:
    return " ".join(client.get(f"/{language}/topics/energy/").content.decode().split())


def test_a_topic_has_an_introduction_key_figures_records_and_disagreements(client: Client) -> None:
    topic = make_topic(slug="energy", name_en="Energy", introduction_ru="О нефти.", introduction_en="On oil.")
    chosen, other = (
        make_indicator(slug="transit", name_en="Transit"),
        make_indicator(slug="gas", name_en="Gas"),
    )
    for row, value in ((chosen, 7), (other, 9)):
        row.topics.add(topic)
        make_observation(row, slug=f"{row.slug}-1", value=value, started="2023")
    chosen.key_for.add(topic)
    make_agreement(slug="treaty").topics.add(topic)
    visit = make_event(slug="visit", title_en="Visit")
    visit.topics.add(topic)
    for number, words in enumerate(("1 May", "2 May"), start=1):
        edition = make_article(title=f"Text {number}").editions.get()
        visit.sources.create(edition=edition, anchor="p-1", aspect="date", statement_ru=words)
    page = page_of(client)
    assert "On oil." in page
    figures = page[page.index('id="key-figures"') :].split("</section>", maxsplit=1)[0]
    assert "Transit" in figures
    assert "7" in figures
    assert "Gas" not in figures
    assert 'href="/en/agreements/treaty/"' in page
    section = page[page.index('id="disagreements"') :].split("</section>", maxsplit=1)[0]
    assert "1 May" in section
    assert 'href="/en/disagreements/?topic=energy"' in section
    assert "О нефти." in page_of(client, "ru")
    assert client.get("/api/v1/topics/energy/?lang=en").json()["introduction"] == "On oil."


def test_a_topic_without_them_has_no_empty_sections(client: Client) -> None:
    make_topic(slug="energy")
    page = page_of(client)
    for name in ("introduction", "key-figures", "disagreements"):
        assert f'id="{name}"' not in page


def test_editors_write_the_introduction_at_the_desk(client: Client, editor: User) -> None:
    topic = make_topic(slug="energy", name_ru="Энергетика")
    client.force_login(editor)
    confirm(client)
    saved(
        client, url_of(topic), opened(client, url_of(topic)) | {"introduction_ru": "Первый абзац.\n\nВторой."}
    )
    assert "Второй." in page_of(Client(), "ru")
