"""Publication, from the draft to the page and back."""

from typing import Any

import pytest
import reversion
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from editorial.articles.models import Article, Edition
from editorial.articles.rendering import render
from editorial.articles.services import publishing
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests.factory import make_article, make_draft, make_user, publish

pytestmark = pytest.mark.django_db


def test_a_published_text_is_frozen_with_numbered_notes() -> None:
    draft = make_draft(
        body='<h2>Маршрут</h2><p>Грузы<sup data-footnote="b"></sup> и порты<sup data-footnote="a"></sup>.</p>',
        notes={"a": "Отчёт", "b": "Статья"},
        footnotes_from=5,
    )
    edition = publish(draft)
    assert [(note["number"], note["html"]) for note in edition.footnotes] == [(5, "Статья"), (6, "Отчёт")]
    assert 'href="#fn-5" id="fnref-5"' in edition.html
    assert '<p id="p-1">' in edition.html
    assert edition.text == "Маршрут\nГрузы и порты."
    assert edition.headings == [{"level": 2, "anchor": "marshrut", "text": "Маршрут"}]


def test_a_publication_builds_its_edition_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []

    def counted(body: str, **options: Any) -> Any:
        built.append(body)
        return render(body, **options)

    editor, publisher = make_user(Role.EDITOR), make_user(Role.PUBLISHER)
    article = make_draft(body="<p>Груз вырос.</p>")
    publishing.submit(article, by=editor)
    publishing.approve(article, by=publisher)
    monkeypatch.setattr(publishing, "render", counted)
    publishing.publish(article, by=publisher)
    assert built == ["<p>Груз вырос.</p>"]
    Article.objects.filter(pk=article.pk).update(body="<p>Груз упал.</p>")
    publishing.correct(article, by=publisher, correction_note="Упал")
    assert built[1:] == ["<p>Груз упал.</p>"]


def test_an_edit_after_publishing_is_not_public_until_it_is_corrected() -> None:
    article = make_article(body="<p>Первый вариант.</p>")
    article.body = "<p>Второй вариант.</p>"
    article.save()
    assert publishing.has_unpublished_changes(article)
    assert article.editions.current().get().text == "Первый вариант."
    corrected = publishing.correct(article, by=make_user(Role.PUBLISHER), correction_note="Исправлена дата")
    assert (corrected.number, corrected.text) == (2, "Второй вариант.")
    assert [edition.is_current for edition in article.editions.all()] == [False, True]
    assert not publishing.has_unpublished_changes(article)


def test_each_step_is_recorded_with_who_and_why() -> None:
    article = make_article()
    publisher = make_user(Role.PUBLISHER)
    publishing.withdraw(article, by=publisher, reason="Повтор")
    publishing.restore(article, by=publisher, reason="Ошибка разобрана")
    steps = list(article.state_changes.order_by("id").values_list("transition", "source", "target", "reason"))
    assert steps == [
        ("submit", "draft", "in_review", ""),
        ("approve", "in_review", "approved", ""),
        ("publish", "approved", "published", ""),
        ("withdraw", "published", "withdrawn", "Повтор"),
        ("restore", "withdrawn", "published", "Ошибка разобрана"),
    ]
    assert article.state == State.PUBLISHED
    assert article.withdrawn_reason == ""


@pytest.mark.parametrize(
    ("step", "role"),
    [
        ("approve", Role.AUTHOR),
        ("approve", Role.EDITOR),
        ("publish", Role.EDITOR),
        ("return_to_draft", Role.AUTHOR),
    ],
)
def test_a_role_that_may_not_is_refused(step: str, role: Role) -> None:
    draft = make_draft()
    publishing.submit(draft, by=make_user(Role.EDITOR))
    more = {"reason": "x"} if step == "return_to_draft" else {}
    with pytest.raises(PermissionDenied):
        getattr(publishing, step)(draft, by=make_user(role), **more)
    draft.refresh_from_db()
    assert draft.state == State.IN_REVIEW


def test_a_step_from_the_wrong_state_names_step_and_state() -> None:
    with pytest.raises(ValidationError, match=r"«?.*(Publish|Опубликовать|публик).*"):
        publishing.publish(make_draft(), by=make_user(Role.PUBLISHER))


def test_withdrawing_needs_a_reason() -> None:
    article = make_article()
    with pytest.raises(ValidationError) as refused:
        publishing.withdraw(article, by=make_user(Role.PUBLISHER), reason="  ")
    assert "reason" in refused.value.message_dict
    article.refresh_from_db()
    assert article.state == State.PUBLISHED


@pytest.mark.parametrize(
    ("body", "notes", "named"),
    [
        ('<p>Слово<sup data-footnote="nowhere"></sup>.</p>', {}, "nowhere"),
        ("<p>Слово.</p>", {"unused": "Примечание"}, "“Примечание”"),
        ("<p> </p>", {}, ""),
    ],
)
def test_an_unfinished_text_is_not_published(body: str, notes: dict[str, str], named: str) -> None:
    draft = make_draft(body=body, notes=notes)
    with pytest.raises(ValidationError) as refused:
        publish(draft)
    assert named in " ".join(refused.value.message_dict["body"])
    draft.refresh_from_db()
    assert (draft.state, draft.editions.count()) == (State.APPROVED, 0)


def test_a_correction_without_a_change_is_refused() -> None:
    article = make_article()
    with pytest.raises(ValidationError):
        publishing.correct(article, by=make_user(Role.PUBLISHER), correction_note="Ничего")
    assert article.editions.count() == 1


def test_an_edition_is_never_changed_and_only_one_is_current() -> None:
    edition = make_article().editions.get()
    edition.title = "Другое"
    with pytest.raises(ValidationError):
        edition.save()
    copy = Edition.objects.get(pk=edition.pk)
    copy.pk, copy.number, copy.correction_note = None, 2, "Ещё одна"
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_a_publisher_does_not_approve_what_only_they_edited() -> None:
    publisher, other = make_user(Role.PUBLISHER), make_user(Role.PUBLISHER)
    draft = make_draft()
    save_as(draft, publisher)
    publishing.submit(draft, by=publisher)
    with pytest.raises(PermissionDenied):
        publishing.approve(draft, by=publisher)
    assert publishing.approve(draft, by=other).state == State.APPROVED


def test_a_text_edited_after_its_approval_is_not_published() -> None:
    editor, publisher = make_user(Role.EDITOR), make_user(Role.PUBLISHER)
    draft = make_draft()
    publishing.submit(draft, by=editor)
    publishing.approve(draft, by=publisher)
    draft.body = "<p>Другой текст, которого никто не видел.</p>"
    draft.save()
    with pytest.raises(ValidationError, match="approved"):
        publishing.publish(draft, by=publisher)
    draft.refresh_from_db()
    assert (draft.state, draft.editions.count()) == (State.APPROVED, 0)
    publishing.return_to_draft(draft, by=publisher, reason="Правка после одобрения")
    publishing.submit(draft, by=editor)
    publishing.approve(draft, by=publisher)
    assert publishing.publish(draft, by=publisher).text == "Другой текст, которого никто не видел."


def save_as(article: Article, user: User) -> None:
    """Save an article as the desk does: one revision with its user."""
    with reversion.create_revision():
        article.save()
        reversion.set_user(user)
