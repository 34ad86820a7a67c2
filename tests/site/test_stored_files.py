"""Texts of agreements and covers: only what can be read and not run, and only for those who may see their row."""

import io
import zipfile
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from editorial.agreements.models import Agreement, AgreementText
from editorial.articles.models import Collection
from editorial.workflow.states import State
from tests import factory
from tests.desk_client import opened, saved, url_of

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
PAGE = b"<!doctype html><script>alert(document.domain)</script>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 3)).save(buffer, kind)
    return buffer.getvalue()


def archive(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened_archive:
        for name, content in files.items():
            opened_archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def word_file() -> bytes:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text", content_xml=b"<a/>")
SPREADSHEET = archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_xml=b"<a/>")
ACCEPTED = {
    "pdf": PDF, "docx": word_file(), "odt": ODT,
    "png": picture(), "jpg": picture("JPEG"), "webp": picture("WEBP"), "gif": picture("GIF"), "tiff": picture("TIFF"),
}  # fmt: skip
REFUSED = {
    "page.html": PAGE, "page.pdf": PAGE, "drawing.svg": DRAWING, "drawing.png": DRAWING, "late.pdf": PAGE + PDF,
    "table.odt": SPREADSHEET, "archive.docx": archive(a=b"b"), "half.png": picture()[:30], "short.pdf": b"%PD",
}  # fmt: skip


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def attach(desk: Client, agreement: Agreement, name: str, content: bytes) -> Any:
    url = url_of(agreement)
    data = opened(desk, url)
    data |= {
        "texts-TOTAL_FORMS": "1",
        "texts-0-language": "ru",
        "texts-0-url": "",
        "texts-0-agreement": agreement.pk,
    }
    return desk.post(url, {**data, "texts-0-file": SimpleUploadedFile(name, content, "application/pdf")})


def saved_text(agreement: Agreement, name: str, content: bytes) -> AgreementText:
    """Save a text as its form does, without the page around it. Raises ValidationError."""
    text = AgreementText(agreement=agreement, language="ru")
    text.file = SimpleUploadedFile(name, content, "application/pdf")
    text.full_clean()
    text.save()
    return text


def test_a_text_is_attached_at_the_desk(desk: Client) -> None:
    agreement = factory.make_agreement(slug="treaty")
    assert attach(desk, agreement, "договор.html", PDF).status_code == 302
    text = AgreementText.objects.get()
    assert (text.agreement, content_of(Client().get(text.file.url))) == (agreement, PDF)


@pytest.mark.parametrize("kind", ACCEPTED)
def test_a_text_of_an_agreement_is_known_by_its_bytes_and_sent_so_that_it_cannot_run(
    db: None, kind: str
) -> None:
    agreement = factory.make_agreement(slug="treaty")
    text = saved_text(agreement, "договор.html", ACCEPTED[kind])
    assert text.file.url not in ("/files/agreements/договор.html", "")
    page = Client().get("/en/agreements/treaty/").content.decode()
    assert f'href="{text.file.url}"' in page
    answer = Client().get(text.file.url)
    assert content_of(answer) == ACCEPTED[kind]
    assert answer["Content-Type"].partition("/")[0] in ("application", "image")
    assert "html" not in answer["Content-Type"]
    how = "inline" if answer["Content-Type"].startswith("image/") else "attachment"
    assert answer["Content-Disposition"] == f'{how}; filename="treaty-ru.{kind}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused_whatever_its_name(db: None, name: str) -> None:
    with pytest.raises(ValidationError, match="PDF, DOCX, ODT") as refusal:
        saved_text(factory.make_agreement(), name, REFUSED[name])
    assert list(refusal.value.message_dict) == ["file"]
    assert not AgreementText.objects.exists()


def test_a_refused_text_is_reported_at_the_desk(desk: Client) -> None:
    agreement = factory.make_agreement()
    answer = attach(desk, agreement, "page.pdf", PAGE)
    assert answer.status_code == 200
    assert not AgreementText.objects.exists()
    errors = " ".join(
        str(error) for form in answer.context["inline_admin_formsets"] for error in form.formset.errors
    )
    assert "PDF, DOCX, ODT" in errors


@pytest.mark.parametrize(
    ("name", "content"), [("cover.svg", DRAWING), ("cover.png", PDF), ("cover.png", PAGE)]
)
def test_a_cover_is_a_picture(desk: Client, name: str, content: bytes) -> None:
    collection = factory.make_collection()
    url = url_of(collection)
    answer = desk.post(url, {**opened(desk, url), "cover": SimpleUploadedFile(name, content, "image/png")})
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["cover"]


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_what_is_not_published_is_for_the_desk_alone(editor: User, state: State) -> None:
    agreement = factory.make_agreement(state=state)
    text = AgreementText(agreement=agreement, language="ru")
    text.file = SimpleUploadedFile("a.pdf", PDF)
    text.save()
    collection = factory.make_collection(state=state, cover=SimpleUploadedFile("a.png", picture()))
    for url in (text.file.url, collection.cover.url):
        reader = Client()
        assert reader.get(url).status_code == 404
        assert reader.get(url.replace("/files/", "/media/")).status_code == 404
        reader.force_login(User.objects.get_or_create(username="reader")[0])
        assert reader.get(url).status_code == 404
        client = Client()
        client.force_login(editor)
        answer = client.get(url)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert content_of(answer)


def test_no_file_is_found_that_no_row_names(client: Client) -> None:
    storages["attachments"].save("agreements/loose.pdf", io.BytesIO(PDF))
    for name in (
        "agreements/loose.pdf",
        "covers/none.png",
        "../record.sqlite3",
        "other/a.pdf",
        "agreements/",
    ):
        assert client.get(f"/files/{name}").status_code == 404


def test_files_of_earlier_versions_are_moved_and_found_at_their_old_addresses(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"agreements/treaty.pdf": PDF, "agreements/page.html": PAGE, "covers/book.png": picture()}
    for name, content in names.items():
        path = Path(settings.MEDIA_ROOT, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    treaty, draft = factory.make_agreement(slug="treaty"), factory.make_agreement(state="draft")
    AgreementText.objects.create(agreement=treaty, language="ru", file="agreements/treaty.pdf")
    AgreementText.objects.create(agreement=treaty, language="kk", file="agreements/page.html")
    AgreementText.objects.create(agreement=draft, language="ru", file="agreements/gone.pdf")
    Collection.objects.filter(pk=factory.make_collection().pk).update(cover="covers/book.png")
    moving = import_module("editorial.site.migrations.0012_private_files")
    for _again in range(2):
        moving.to_private(apps, SimpleNamespace(connection=connection))
    output = capsys.readouterr().out
    assert "agreements/gone.pdf: the record names this file" in output
    assert "agreements/page.html: moved, but not given away" in output
    for name, content in names.items():
        assert not Path(settings.MEDIA_ROOT, name).exists()
        assert Path(storages["attachments"].path(name)).read_bytes() == content
        answer = client.get(f"/media/{name}", follow=True)
        assert answer.status_code == (404 if "html" in name else 200)
        assert "html" in name or content_of(answer) == content
    answer = client.get("/media/agreements/treaty.pdf")
    assert (answer.status_code, answer["Location"]) == (301, "/files/agreements/treaty.pdf")
    assert client.get("/media/agreements/gone.pdf").status_code == 404
    assert "page.html" not in client.get("/en/agreements/treaty/").content.decode()


def test_a_text_that_was_there_before_does_not_stop_its_form(desk: Client) -> None:
    agreement = factory.make_agreement()
    AgreementText.objects.create(agreement=agreement, language="ru", file="agreements/gone.pdf")
    url = url_of(agreement)
    saved(desk, url, {**opened(desk, url), "note_ru": "Примечание"})
    assert Agreement.objects.get().note_ru == "Примечание"
