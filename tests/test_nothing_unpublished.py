"""A stranger who follows every link of the public site meets nothing that is not published."""

import re

import pytest
from django.db.models import Model
from django.test import Client

from tests.factory import (
    make_agreement,
    make_article,
    make_collection,
    make_draft,
    make_event,
    make_expert,
    make_indicator,
    make_mechanism,
    make_observation,
    make_organisation,
    make_place,
    make_topic,
)

pytestmark = pytest.mark.django_db

SECRET = "Неразглашаемое"
LINK = re.compile(r'href="(/[^"#]*)')
STARTS = (
    "/ru/",
    "/en/",
    "/sitemap.xml",
    "/robots.txt",
    f"/ru/search/?q={SECRET}",
    f"/ru/search/suggest/?q={SECRET[:6]}",
)
MOST = 400


def plant() -> list[Model]:
    """Tie drafts of every kind to published rows of every kind; return the drafts."""
    topic, place, body = make_topic(), make_place(), make_organisation()
    expert, event, agreement = make_expert(), make_event(place=place), make_agreement(parties=("AZ", body))
    article = make_article(
        authors=(expert,), topics=(topic,), collection=make_collection(), order_in_collection=1
    )
    article.body = f"<p>{SECRET} в рабочей копии.</p>"
    article.internal_note = f"{SECRET} в заметке"
    article.save()
    indicator = make_indicator()
    make_observation(indicator, stated_by=body)
    hidden_expert = make_expert(state="draft", family_name=SECRET)
    hidden_body = make_organisation(state="draft", name=SECRET)
    hidden_agreement = make_agreement(state="draft", title=SECRET, parties=(body,))
    hidden_series = make_mechanism(state="draft", name=SECRET, organisation=body)
    hidden_event = make_event(
        state="draft", title=SECRET, place=place, part_of=event, mechanism=hidden_series
    )
    hidden_indicator = make_indicator(state="draft", name=SECRET)
    make_observation(hidden_indicator, stated_by=body, note=SECRET)
    hidden_book = make_collection(state="draft", title=SECRET)
    hidden_book.publishers.create(organisation=body)
    hidden_article = make_draft(
        title=SECRET,
        body=f"<p>{SECRET}</p>",
        authors=(expert,),
        collection=article.collection,
        order_in_collection=2,
    )
    for row in (hidden_article, hidden_agreement, hidden_event, hidden_indicator):
        row.topics.add(topic)
    agreement.relations.create(kind="based_on", other=hidden_agreement)
    event.outcomes.create(kind="adopted", agreement=hidden_agreement)
    event.possibly_same_as.add(hidden_event)
    hidden_event.participants.create(expert=expert)
    hidden_expert.affiliations.create(organisation=body, position=f"{SECRET} советник")
    return [
        hidden_expert, hidden_body, hidden_agreement, hidden_series, hidden_event, hidden_indicator, hidden_book,
        hidden_article,
    ]  # fmt: skip


@pytest.mark.slow
def test_a_stranger_meets_nothing_unpublished(client: Client) -> None:
    hidden = plant()
    waiting, seen = list(STARTS), set(STARTS)
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        answer = client.get(address)
        assert answer.status_code < 500, address
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        text = content.decode("utf-8", "replace")
        if "/search/" not in address:  # these repeat what was asked
            assert SECRET not in text, address
        for row in hidden:
            assert f"/{row.slug}/" not in text, address  # type: ignore[attr-defined]
        if "text/html" in answer.headers.get("Content-Type", ""):
            found = [link.replace("&amp;", "&") for link in LINK.findall(text)]
            new = [
                link
                for link in dict.fromkeys(found)
                if link not in seen and link.startswith(("/ru/", "/api/v1/"))
            ]
            seen.update(new)
            waiting += new
    assert len(seen) > 40


def test_the_address_of_a_draft_is_not_found(client: Client) -> None:
    for row in plant():
        assert client.get(row.get_absolute_url()).status_code == 404  # type: ignore[attr-defined]
