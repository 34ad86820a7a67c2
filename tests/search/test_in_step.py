"""The index follows what readers see, and nothing else."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.articles.services import publishing
from editorial.records import services as records
from editorial.search import index, reindex_queue
from editorial.search.models import ReindexRequest, SearchDocument
from editorial.search.sources import all_entries
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests.factory import (
    make_agreement,
    make_article,
    make_draft,
    make_expert,
    make_organisation,
    make_topic,
    make_user,
    with_source,
)

pytestmark = pytest.mark.django_db


def found(text: str, language: str = "ru") -> list[str]:
    return [hit.document.key for hit in index.find(text, language=language).hits]


def test_an_agreement_is_found_from_publishing_to_withdrawal() -> None:
    publisher = make_user(Role.PUBLISHER)
    agreement = with_source(
        make_agreement(slug="cable", title="Соглашение о подводном кабеле", state=State.DRAFT)
    )
    assert found("подводный кабель") == []
    records.publish(agreement, by=publisher)
    assert found("подводный кабель") == ["cable"]
    records.withdraw(agreement, by=publisher, reason="Повтор записи")
    assert found("подводный кабель") == []
    records.restore(agreement, by=publisher, reason="Не повтор")
    assert found("подводный кабель") == ["cable"]


def test_a_draft_is_never_found() -> None:
    make_draft(slug="draft", title="О подводном кабеле", body="<p>Кабель.</p>")
    index.rebuild(all_entries())
    assert found("кабель") == []


def test_an_edit_of_a_published_text_is_found_only_as_a_correction() -> None:
    article = make_article(slug="text", title="О коридоре", body="<p>Первые слова.</p>")
    article.body = "<p>Первые слова.</p><p>Метеорология.</p>"
    article.save()
    assert found("метеорология") == []
    publishing.correct(article, by=make_user(Role.PUBLISHER), correction_note="Добавлен абзац")
    assert found("метеорология") == ["text"]
    snippet = index.find("метеорология", language="ru").hits[0].snippet
    assert snippet.anchor == "p-2"


def test_a_person_is_found_in_the_languages_that_have_the_name() -> None:
    expert = make_expert(
        slug="karimova",
        family_name="Каримова",
        family_name_en="Karimova",
        given_name_en="Aisha",
        state=State.DRAFT,
    )
    records.publish(expert, by=make_user(Role.EDITOR))
    assert found("Karimova", "az") == ["karimova"]
    assert [hit.document.title for hit in index.find("каримовой", language="en").hits] == ["Aisha Karimova"]


def test_the_whole_index_written_again_is_what_publishing_wrote() -> None:
    make_article(slug="text", topics=(make_topic(slug="energy", name="Энергетика"),))
    agreement = with_source(make_agreement(slug="deal", state=State.DRAFT))
    records.publish(agreement, by=make_user(Role.PUBLISHER))

    def documents() -> list[tuple[object, ...]]:
        rows = SearchDocument.objects.exclude(type="topic").order_by("id")
        return list(
            rows.values_list("id", "title_terms", "name_terms", "lead_terms", "body_terms", "facets", "path")
        )

    written = documents()
    index.rebuild(all_entries())
    assert documents() == written


def test_what_names_a_renamed_thing_is_found_by_its_new_name() -> None:
    topic, expert = make_topic(slug="energy", name="Энергетика"), make_expert(slug="karimova")
    body = make_organisation(slug="fund", name="Фонд")
    make_article(slug="text", topics=(topic,), authors=(expert,))
    agreement = with_source(make_agreement(slug="deal", parties=("KZ", body), state=State.DRAFT))
    records.publish(agreement, by=make_user(Role.PUBLISHER))
    index.rebuild(all_entries())
    for row, field, name in (
        (topic, "name_ru", "Гидрология"), (expert, "family_name_ru", "Сулейменова"), (body, "name_ru", "Палата"),
    ):  # fmt: skip
        setattr(row, field, name)
        row.save()
        records.reindex(row)
    assert "text" in found("гидрология")
    assert "text" in found("сулейменова")
    assert "deal" in found("палата")
    assert "deal" not in found("фонд")
    assert not ReindexRequest.objects.exists()
    labels = index.find("гидрология", language="ru").facets["topic"]
    assert [value.label for value in labels] == ["Гидрология"]


def test_what_is_not_renamed_lets_the_rest_be() -> None:
    topic = make_topic(slug="energy", name="Энергетика")
    make_article(slug="text", topics=(topic,))
    index.rebuild(all_entries())
    topic.order = 5
    topic.save()
    records.reindex(topic)
    with CaptureQueriesContext(connection) as captured:
        records.reindex(topic)
    assert not [query for query in captured if "'text'" in query["sql"]]


def test_the_rest_of_many_is_written_by_the_timer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reindex_queue, "AT_ONCE", 2)
    topic = make_topic(slug="energy", name="Энергетика")
    for turn in range(3):
        make_article(slug=f"text-{turn}", topics=(topic,))
    index.rebuild(all_entries())
    topic.name_ru = "Гидрология"
    topic.save()
    records.reindex(topic)
    assert ReindexRequest.objects.count() == 2
    call_command("publish_scheduled")
    assert {"text-0", "text-1", "text-2"} <= set(found("гидрология"))
