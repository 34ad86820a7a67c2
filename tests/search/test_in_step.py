"""The index follows what readers see, and nothing else."""

import pytest

from editorial.agreements import services as agreements
from editorial.articles.services import articles
from editorial.experts import services as experts
from editorial.search import index
from editorial.search.models import SearchDocument
from editorial.site.searchable import search_entries
from editorial.workflow.states import Role, State
from tests.factory import make_agreement, make_article, make_draft, make_expert, make_topic, make_user

pytestmark = pytest.mark.django_db


def found(text: str, language: str = "ru") -> list[str]:
    return [hit.document.key for hit in index.find(text, language=language).hits]


def test_an_agreement_is_found_from_publishing_to_withdrawal() -> None:
    publisher = make_user(Role.PUBLISHER)
    agreement = make_agreement(slug="cable", title="Соглашение о подводном кабеле", state=State.DRAFT)
    assert found("подводный кабель") == []
    agreements.publish(agreement, by=publisher)
    assert found("подводный кабель") == ["cable"]
    agreements.withdraw(agreement, by=publisher, reason="Повтор записи")
    assert found("подводный кабель") == []
    agreements.restore(agreement, by=publisher, reason="Не повтор")
    assert found("подводный кабель") == ["cable"]


def test_a_draft_is_never_found() -> None:
    make_draft(slug="draft", title="О подводном кабеле", body="<p>Кабель.</p>")
    index.rebuild(search_entries())
    assert found("кабель") == []


def test_an_edit_of_a_published_text_is_found_only_as_a_correction() -> None:
    article = make_article(slug="text", title="О коридоре", body="<p>Первые слова.</p>")
    article.body = "<p>Первые слова.</p><p>Метеорология.</p>"
    article.save()
    assert found("метеорология") == []
    articles.correct(article, by=make_user(Role.PUBLISHER), correction_note="Добавлен абзац")
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
    experts.publish(expert, by=make_user(Role.EDITOR))
    assert found("Karimova", "az") == ["karimova"]
    assert [hit.document.title for hit in index.find("каримовой", language="en").hits] == ["Aisha Karimova"]


def test_the_whole_index_written_anew_is_what_publishing_wrote() -> None:
    make_article(slug="text", topics=(make_topic(slug="energy", name="Энергетика"),))
    agreements.publish(make_agreement(slug="deal", state=State.DRAFT), by=make_user(Role.PUBLISHER))

    def documents() -> list[tuple[object, ...]]:
        rows = SearchDocument.objects.exclude(type="topic").order_by("id")
        return list(
            rows.values_list("id", "title_terms", "name_terms", "lead_terms", "body_terms", "facets", "path")
        )

    written = documents()
    index.rebuild(search_entries())
    assert documents() == written
