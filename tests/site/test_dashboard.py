"""The first page of the desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial.articles.models import Article
from editorial.workflow.states import Role, State
from tests import factory

pytestmark = pytest.mark.django_db


def first_page(role: Role) -> dict[str, object]:
    client = Client()
    client.force_login(factory.make_user(role))
    response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    return response.context


def test_what_waits_depends_on_the_role() -> None:
    factory.make_draft(state=State.IN_REVIEW)
    factory.make_draft(state=State.APPROVED)
    factory.make_draft(state=State.APPROVED, publish_at=timezone.now())
    factory.make_draft(state=State.APPROVED, publish_at=timezone.now() + timedelta(days=3))
    assert [waiting.count for waiting in first_page(Role.AUTHOR)["waiting"]] == []
    assert [waiting.count for waiting in first_page(Role.EDITOR)["waiting"]] == [1]
    assert [waiting.count for waiting in first_page(Role.PUBLISHER)["waiting"]] == [1, 1, 1]


def test_the_pipeline_counts_texts_by_state_with_the_age_of_the_oldest() -> None:
    factory.make_draft()
    old = factory.make_draft(state=State.IN_REVIEW)
    Article.objects.filter(pk=old.pk).update(changed_at=timezone.now() - timedelta(days=9))
    stages = first_page(Role.EDITOR)["pipeline"]
    assert [(stage.count, stage.days) for stage in stages] == [
        (1, 0),
        (1, 9),
        (0, None),
        (0, None),
        (0, None),
    ]


def test_each_line_opens_the_list_that_it_counts() -> None:
    article = factory.make_article(notes={"a": ""}, body='<p>Текст<sup data-footnote="a"></sup></p>')
    factory.make_article(
        notes={"a": "Там же"}, body='<p>Текст<sup data-footnote="a"></sup></p>', doi="10.1/x"
    )
    Article.objects.filter(pk=article.pk).update(changed_at=timezone.now() + timedelta(hours=1))
    factory.make_agreement()
    event = factory.make_event()
    event.sources.create(document_title="Газета", aspect="date", statement="24 августа")
    context = first_page(Role.EDITOR)
    client = Client()
    client.force_login(factory.make_user(Role.EDITOR))
    lines = [*context["health"], *(cell for row in context["matrix"] for cell in row.cells)]
    assert len(context["health"]) >= 7
    for line in lines:
        found = client.get(line.url)
        assert found.status_code == 200, line.url
        assert found.context["cl"].result_count == line.count, line.url
    for stage in context["pipeline"]:
        assert client.get(stage.url).context["cl"].result_count == stage.count


def test_the_first_page_asks_as_often_however_much_there_is() -> None:
    client = Client()
    client.force_login(factory.make_user(Role.PUBLISHER))
    client.get(reverse("admin:index"))  # the first visit notes the session
    asked = []
    for number in (2, 10):
        for _ in range(number):
            factory.make_draft(state=State.IN_REVIEW)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:index"))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 40
