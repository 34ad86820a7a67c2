"""`manage.py print_collection` writes a book to a file."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from editorial.workflow.states import State
from tests import factory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("form", "head"), [("pdf", b"%PDF"), ("epub", b"PK"), ("docx", b"PK")])
def test_a_published_collection_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, head: bytes
) -> None:
    book = factory.make_collection(slug="sbornik")
    factory.make_article(collection=book, order_in_collection=1)
    output = tmp_path / f"book.{form}"
    call_command("print_collection", "sbornik", "--format", form, "--output", str(output))
    assert output.read_bytes().startswith(head)
    assert str(output) in capsys.readouterr().out


def test_a_draft_an_unknown_slug_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    factory.make_collection(slug="draft", state=State.DRAFT)
    factory.make_collection(slug="sbornik")
    for slug in ("draft", "unknown"):
        with pytest.raises(CommandError, match="No published collection"):
            call_command("print_collection", slug, "--output", str(tmp_path / "book.pdf"))
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("print_collection", "sbornik", "--output", str(tmp_path / "missing" / "book.pdf"))
