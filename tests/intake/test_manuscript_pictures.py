"""Pictures of a manuscript in the drafts that are made of it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from editorial.articles.models import Article, Picture
from editorial.intake import services
from editorial.intake.drafts import make_drafts

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
