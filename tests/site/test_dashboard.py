"""The first page of the desk."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.records import registry
from editorial.reviews import services as review
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.campaigns import mark_campaign
from tests.desk_client import opened, saved, url_of

pytestmark = pytest.mark.django_db


def first_page(role: Role) -> dict[str, object]:
    client = Client()
    client.force_login(factory.make_user(role))
    response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    return response.context


def signed_in(role: Role) -> tuple[User, Client]:
    user, client = factory.make_user(role), Client()
    client.force_login(user)
    return user, client


def count_behind(client: Client, url: str) -> int:
    """Return how many rows the list has that an address opens."""
    found = client.get(url)
    assert found.status_code == 200, url
    rows = found.context["page"].paginator.count if "kinds" in found.context else None
    return found.context["cl"].result_count if rows is None else rows


def test_what_waits_depends_on_the_role() -> None:
    factory.make_draft(state=State.IN_REVIEW)
    factory.make_draft(state=State.APPROVED)
    factory.make_draft(state=State.APPROVED, publish_at=timezone.now())
    factory.make_draft(state=State.APPROVED, publish_at=timezone.now() + timedelta(days=3))
    assert [waiting.count for waiting in first_page(Role.AUTHOR)["waiting"]] == []
    assert [waiting.count for waiting in first_page(Role.EDITOR)["waiting"]] == [1]
    assert [waiting.count for waiting in first_page(Role.PUBLISHER)["waiting"]] == [1, 1, 1]


@pytest.mark.parametrize(
    "role", mark_campaign([Role.AUTHOR, Role.EDITOR, Role.PUBLISHER], fast=[Role.EDITOR])
)
def test_what_waits_opens_the_list_that_it_counts(role: Role) -> None:
    user, client = signed_in(role)
    for state in (State.DRAFT, State.IN_REVIEW, State.APPROVED):
        factory.make_draft(state=state)
        factory.make_draft(state=state, publish_at=timezone.now(), created_by=user)
    factory.make_draft(state=State.APPROVED, publish_at=timezone.now() + timedelta(days=3))
    for article in (factory.make_draft(created_by=user), factory.make_draft(), factory.make_article()):
        review.comment(article, by=factory.make_user(Role.EDITOR), text="Уточните.")
    context = client.get(reverse("admin:index")).context
    assert len(context["waiting"]) == {Role.AUTHOR: 2, Role.EDITOR: 3, Role.PUBLISHER: 5}[role]
    for waiting in context["waiting"]:
        assert count_behind(client, waiting.url) == waiting.count, waiting.label
    for stage in context["pipeline"]:
        assert count_behind(client, stage.url) == stage.count, stage.label


def test_a_correction_waits_for_the_publisher_until_readers_see_it() -> None:
    publisher, client = signed_in(Role.PUBLISHER)
    article = factory.make_article(doi="10.1234/x")

    def corrections() -> list[str]:
        waiting = client.get(reverse("admin:index")).context["waiting"]
        return [row.title for found in waiting if "lacks=edition" in found.url for row in found.rows]

    def save(**changed: str) -> None:
        saved(client, url_of(article), opened(client, url_of(article)) | changed)

    save(doi="10.1234/y", internal_note="Проверить")
    assert corrections() == []  # readers see the catalogue as soon as it is saved
    save(body="<p>Другой текст.</p>")
    assert corrections() == [article.title]
    save(body="<p>Текст статьи.</p>")
    assert corrections() == []
    save(body="<p>Другой текст.</p>")
    publishing.correct(article, by=publisher, correction_note="Другой текст.")
    assert corrections() == []


def test_the_pipeline_counts_texts_by_state_with_the_age_of_the_oldest() -> None:
    factory.make_draft()
    old = factory.make_draft(title="Давний")
    publishing.submit(old, by=factory.make_user(Role.EDITOR))
    Article.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=30))
    old.state_changes.update(at=timezone.now() - timedelta(days=9))
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
    Article.objects.filter(pk=article.pk).update(unpublished_since=timezone.now())
    factory.make_agreement()
    event = factory.make_event()
    event.sources.create(document_title="Газета", aspect="date", statement="24 августа")
    _user, client = signed_in(Role.EDITOR)
    context = client.get(reverse("admin:index")).context
    cells = [line for row in context["matrix"] for _name, lines, _is_done in row.cells for line in lines]
    assert len(context["health"]) >= 7
    assert len(cells) >= 9
    for line in (*context["health"], *cells):
        assert count_behind(client, line.url) == line.count, line.url


def test_an_author_sees_nothing_of_the_drafts_of_others() -> None:
    user, client = signed_in(Role.AUTHOR)
    factory.make_draft(title="Чужой черновик")
    factory.make_draft(title="Свой черновик", created_by=user)
    context = client.get(reverse("admin:index")).context
    assert context["pipeline"][0].count == 1
    _language, lines, _is_done = context["matrix"][0].cells[1]
    assert [line.count for line in lines] == [1]


@pytest.mark.slow
def test_the_first_page_asks_as_often_however_much_there_is() -> None:
    client = Client()
    client.force_login(factory.make_user(Role.PUBLISHER))
    client.get(reverse("admin:index"))  # the first visit notes the session
    query_counts = []
    for number in (2, 10):
        for _ in range(number):
            factory.make_draft(state=State.IN_REVIEW)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:index"))
        query_counts.append(len(queries))
    # The matrix of translations asks once for each type.
    assert query_counts[0] == query_counts[1] <= 30 + len(registry.all())
