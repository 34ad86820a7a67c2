"""Pictures of a manuscript in the drafts that are made of it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from editorial.articles.models import Article, Picture
from editorial.intake import services
from editorial.intake.drafts import make_drafts
from editorial.intake.html import render_body
from editorial.manuscripts.readers.reading import Choices

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parent.parent / "manuscripts" / "cases"


@pytest.fixture(autouse=True)
def _own_storage(settings: Any, tmp_path: Any) -> None:
    storages = {**settings.STORAGES}
    for name in ("manuscripts", "default"):
        storages[name] = {**storages[name], "OPTIONS": {"location": str(tmp_path / name)}}
    settings.STORAGES = storages


def drafts_of(name: str) -> list[Article]:
    path = next(CASES.glob(f"{name}*"))
    row, _is_new = services.receive(ContentFile(path.read_bytes(), name=path.name), by=None)
    return make_drafts(services.parse_manuscript(row), by=None)


def test_a_picture_becomes_a_figure_with_its_caption_and_its_words_for_those_who_do_not_see() -> None:
    (draft,) = drafts_of("11")
    picture = Picture.objects.get()
    caption = "<figcaption>Рисунок 1. Схема коридора</figcaption>"
    assert f'<figure><img src="{picture.address}" alt="Схема коридора">{caption}</figure>' in draft.body


def test_a_note_keeps_its_emphasis_and_its_links() -> None:
    (draft,) = drafts_of("64")
    assert draft.footnotes.first().text == "Первый абзац.<br> Пункт в сноске.<br> Второй абзац."


def read_again(name: str, choices: Choices) -> str:
    path = next(CASES.glob(f"{name}*"))
    row, _is_new = services.receive(ContentFile(path.read_bytes(), name=path.name), by=None)
    services.parse_manuscript(row)
    assert services.restart(row, choices=choices)
    row.refresh_from_db()
    return render_body(services.load_draft(services.parse_manuscript(row)).items[0])


def test_an_editor_chooses_what_becomes_of_tracked_changes_and_hidden_text() -> None:
    assert "Торговля выросла на 10 процентов" in read_again("14", Choices(changes="reject"))
    assert "СКРЫТАЯ ЗАМЕТКА РЕДАКТОРА." in read_again("15", Choices(hidden=True))


def test_an_editor_chooses_the_encoding_of_a_text() -> None:
    assert "Грузооборот" in read_again("47-text-mac", Choices(encoding="mac-cyrillic"))


def test_the_mark_of_a_note_comes_into_the_draft() -> None:
    (article,) = drafts_of("06")
    notes = {note.text: note.mark for note in article.footnotes.all()}
    assert notes == {
        "Статья отражает мнение автора.": "*",
        "Первый источник, 2020.": "",
        "Второй источник, 2021.": "",
    }
    assert article.footnotes_from == 1
