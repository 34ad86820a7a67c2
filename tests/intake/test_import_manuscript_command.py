"""`manage.py import_manuscript`."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from editorial.articles.models import Article
from editorial.intake.models import ManuscriptFile
from tests import factory
from tests.manuscripts.books import make_book
from tests.manuscripts.laying_out import Style, lay_out


@pytest.fixture
def book(tmp_path: Path, settings: Any) -> Path:
    storages = {**settings.STORAGES}
    storages["manuscripts"] = {**storages["manuscripts"], "OPTIONS": {"location": str(tmp_path / "kept")}}
    settings.STORAGES = storages
    path = tmp_path / "сборник.txt"
    path.write_text(lay_out(make_book(2), Style()), encoding="utf-8")
    return path


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("import_manuscript", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_json_is_printed_without_a_database(book: Path) -> None:
    data = json.loads(run(str(book), "--json"))
    assert [article["title"] for article in data["articles"]] == [article.title for article in make_book(2)]
    assert set(data["articles"][0]) == {
        "title", "language", "genre", "date", "authors", "abstracts", "keywords", "headings", "paragraphs", "questions",
        "footnotes", "markers", "citations", "tables", "remarks",
    }  # fmt: skip
    assert set(data["collection"]) == {"title", "place", "year", "editors", "reviewers", "publishers"}


@pytest.mark.django_db
def test_a_dry_run_makes_nothing(book: Path) -> None:
    assert "Порты и реки" in run(str(book), "--dry-run")
    assert not Article.objects.exists()
    assert not ManuscriptFile.objects.exists()


@pytest.mark.django_db
def test_drafts_go_into_the_named_collection(book: Path) -> None:
    collection = factory.make_collection(slug="berega", state="draft")
    run(str(book), "--collection", "berega")
    assert [article.order_in_collection for article in collection.articles.order_by("id")] == [1, 2]
    with pytest.raises(CommandError, match="already"):
        run(str(book), "--collection", "berega")
    assert Article.objects.count() == 2


@pytest.mark.django_db
def test_refusals_name_the_file(book: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"нет\.txt"):
        run(str(tmp_path / "нет.txt"))
    broken = tmp_path / "битый.docx"
    broken.write_bytes(b"PK")
    with pytest.raises(CommandError, match=r"битый\.docx"):
        run(str(broken), "--json")
    with pytest.raises(CommandError, match="nowhere"):
        run(str(book), "--collection", "nowhere")
