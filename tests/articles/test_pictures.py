"""Pictures of texts: uploaded, described, shown in every format, hidden until they are published."""

import io
import re
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from editorial.articles.models import Picture
from editorial.articles.models.picture import file_name, picture_storage
from editorial.articles.services import publishing
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import messages_of, opened, saved, url_of
from tests.factory import drawn

pytestmark = pytest.mark.django_db
TAKE = "/admin/articles/picture/take/"


def taken_in(client: Client, data: bytes, *, name: str = "port.jpg", **given: str) -> dict[str, str]:
    response = client.post(TAKE, {"upload": SimpleUploadedFile(name, data), **given})
    assert response.status_code == 200, response.content.decode()
    answer: dict[str, str] = response.json()
    return answer


def figure(src: str, alt: str | None = "Порт Актау", caption: str = "Порт") -> str:
    alt_attribute = "" if alt is None else f' alt="{alt}"'
    return f'<p>Текст.</p><figure><img src="{src}"{alt_attribute}><figcaption>{caption}</figcaption></figure>'


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(factory.make_user(Role.EDITOR))
    return client


def test_what_the_camera_wrote_is_preserved_in_the_original_only(desk: Client) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"
    data = drawn(exif=exif)
    answer = taken_in(desk, data, credit="Фото: К. Ахметов")
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.kind) == (500, 1000, "jpeg")
    with picture.original.open() as original:
        assert original.read() == data
    served = [desk.get(address).content for address in picture.addresses.values()]
    assert [Image.open(io.BytesIO(content)).size for content in served] == [(480, 960), (500, 1000)]
    assert all(not Image.open(io.BytesIO(content)).getexif() for content in served)
    assert all(b"SecretCamera" not in content for content in served)
    assert answer["src"] == picture.address


def test_the_same_file_is_the_same_picture(desk: Client) -> None:
    first = taken_in(desk, drawn())
    assert taken_in(desk, drawn(), credit="Архив")["src"] == first["src"]
    assert Picture.objects.get().credit == "Архив"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("port.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("port.jpg", b"<html><script>alert(1)</script>"),
        ("port.jpg", drawn()[:900]),
        ("port.gif", drawn("GIF")),
        ("port.png", drawn("PNG", size=(40_001, 1_000))),
        ("port.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 "),
    ],
)
def test_what_is_not_a_whole_picture_of_a_known_kind_is_refused(desk: Client, name: str, data: bytes) -> None:
    response = desk.post(TAKE, {"upload": SimpleUploadedFile(name, data)})
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["upload"]
    assert not Picture.objects.exists()


def test_a_picture_goes_by_its_content_not_by_its_name(desk: Client) -> None:
    taken_in(desk, drawn("WEBP"), name="port.txt")
    assert Picture.objects.get().kind == "webp"


def test_a_stranger_takes_nothing_in(stranger: Client) -> None:
    response = stranger.post(TAKE, {"upload": SimpleUploadedFile("port.jpg", drawn())})
    assert response.status_code == 302
    assert not Picture.objects.exists()


def test_a_picture_is_taken_in_and_credited_without_a_script(desk: Client) -> None:
    upload = SimpleUploadedFile("port.png", drawn("PNG"))
    add = reverse("admin:articles_picture_add")
    saved(desk, add, opened(desk, add) | {"upload": upload, "credit": "Архив"})
    picture = Picture.objects.get()
    assert (picture.credit, picture.full_name) == ("Архив", "full.png")
    saved(desk, url_of(picture), opened(desk, url_of(picture)) | {"credit": "Архив порта"})
    assert picture.address in desk.get(url_of(picture)).content.decode()
    picture.refresh_from_db()
    assert picture.credit == "Архив порта"
    assert desk.post(url_of(picture, "delete"), {"post": "yes"}).status_code == 403


def test_nobody_sees_a_picture_before_its_text_is_published(desk: Client, stranger: Client) -> None:
    src = taken_in(desk, drawn())["src"]
    picture = Picture.objects.get()
    addresses = list(picture.addresses.values())
    draft = factory.make_draft(slug="port", body=figure(src))

    def seen(client: Client) -> set[int]:
        return {client.get(address).status_code for address in addresses}

    assert seen(stranger) == {404}
    assert seen(desk) == {200}
    assert "no-store" in desk.get(src)["Cache-Control"]
    page = stranger.get(factory.make_preview_link(draft).get_absolute_url()).content.decode()
    passed = re.findall(r"/pictures/[^\s\"]+", page)
    assert len(passed) == len(addresses) + 1
    assert {stranger.get(address).status_code for address in passed} == {200}
    other = re.sub(r"pictures/[0-9a-f]{20}", "pictures/" + "0" * 20, passed[0])
    assert stranger.get(other).status_code == 404
    assert stranger.get(f"{src}?pass=nonsense").status_code == 404

    factory.publish(draft)
    assert seen(stranger) == {200}
    assert "public" in stranger.get(src)["Cache-Control"]
    draft.refresh_from_db()
    draft.body = "<p>Без рисунка.</p>"
    draft.save()
    publishing.correct(draft, by=factory.make_user(Role.PUBLISHER), correction_note="Рисунок снят")
    assert seen(stranger) == {200}, "an earlier edition keeps its pictures"
    assert src in stranger.get("/ru/articles/port/editions/1/").content.decode()
    publishing.withdraw(draft, by=factory.make_user(Role.PUBLISHER), reason="Повтор")
    assert seen(stranger) == {404}


def test_the_original_is_never_served(desk: Client) -> None:
    src = taken_in(desk, drawn())["src"]
    for name in ("original.jpeg", "original", "../full.jpg", "481.webp", "9999.webp"):
        assert desk.get(src.replace("full.jpg", name)).status_code == 404
    picture = Picture.objects.get()
    assert picture_storage().exists(file_name(picture.key, "original.jpeg"))


def test_the_page_shows_it_without_a_shift_in_the_widths_there_are(desk: Client, stranger: Client) -> None:
    source = "https://example.org/photo"
    src = taken_in(desk, drawn(size=(1200, 600)), credit="Фото: К. Ахметов", source_url=source)["src"]
    factory.make_article(slug="port", body=figure(src, caption="Порт <em>Актау</em>"))
    page = stranger.get("/ru/articles/port/").content.decode()
    folder = src.rpartition("/")[0]
    assert (
        f'<img src="{src}" alt="Порт Актау" width="1200" height="600" '
        f'srcset="{folder}/480.webp 480w, {folder}/960.webp 960w, {src} 1200w"'
    ) in page
    assert 'loading="lazy"' in page
    assert (
        f'<figcaption>Порт <em>Актау</em> <small><a href="{source}">Фото: К. Ахметов</a></small></figcaption>'
    ) in page


def test_every_form_of_a_text_carries_its_pictures(desk: Client, stranger: Client) -> None:
    src = taken_in(desk, drawn(size=(600, 1800)), credit="Архив")["src"]
    decorative = taken_in(desk, drawn("PNG", size=(60, 20)))["src"]
    ornament = f'<figure><img src="{decorative}" alt=""></figure>'
    factory.make_article(slug="port", body=figure(src) + ornament)

    def file(form: str) -> bytes:
        return stranger.get(f"/ru/articles/port/download/{form}/").content

    assert file("pdf")[:5] == b"%PDF-"
    assert len(re.findall(rb"/Subtype\s*/Image", file("pdf"))) >= 2
    assert len(docx.Document(io.BytesIO(file("docx"))).inline_shapes) == 2
    inside = zipfile.ZipFile(io.BytesIO(file("epub"))).namelist()
    assert sorted(name.rpartition(".")[2] for name in inside if "/media/" in name) == ["jpg", "png"]
    whole = f"http://testserver{src}"
    assert f'xlink:href="{whole}"' in file("jats").decode()
    assert "<alt-text>Порт Актау</alt-text>" in file("jats").decode()
    assert f"![Порт Актау]({whole})" in file("md").decode()
    shown = stranger.get("/api/v1/articles/port/").json()["text"]["figures"]
    assert shown == [
        {"url": whole, "width": 600, "height": 1800, "alt": "Порт Актау", "caption": "Порт Архив"},
        {"url": f"http://testserver{decorative}", "width": 60, "height": 20, "alt": "", "caption": ""},
    ]


def test_a_picture_that_nobody_described_is_reported_and_not_published(desk: Client) -> None:
    src = taken_in(desk, drawn())["src"]
    draft = factory.make_draft()
    body = figure(src, alt=None) + figure("https://elsewhere.example/x.png")
    response = saved(desk, url_of(draft), opened(desk, url_of(draft)) | {"body": body})
    alt_attribute = " ".join(messages_of(response))
    assert f"without a description: {src}" in alt_attribute
    assert "Images not found in the library: https://elsewhere.example/x.png" in alt_attribute
    draft.refresh_from_db()
    assert draft.body == body, "nothing is dropped"
    with pytest.raises(publishing.ValidationError, match="without a description"):
        factory.publish(draft)
