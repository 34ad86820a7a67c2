"""EPUB 3 opened as readers' programs do."""

import io
import shutil
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from editorial.press.document import Footnote
from editorial.press.formats import epub
from tests.press.sample import COLLECTION, HOSTILE, make_book, make_document, make_picture

NAMES = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
}


class Opened:
    """The package, its metadata and its pages in reading order."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        container = etree.fromstring(self.archive.read("META-INF/container.xml"))
        (path,) = container.xpath("//c:rootfile/@full-path", namespaces=NAMES)
        self.package = etree.fromstring(self.archive.read(path))
        self.folder = path.rpartition("/")[0]
        items = {item.get("id"): item.get("href") for item in self.package.iterfind(".//opf:item", NAMES)}
        spine = [item.get("idref") for item in self.package.iterfind(".//opf:itemref", NAMES)]
        self.pages = [etree.fromstring(self.archive.read(f"{self.folder}/{items[name]}")) for name in spine]
        self.hrefs = list(items.values())

    def meta(self, name: str) -> list[str]:
        return self.package.xpath(f"//dc:{name}/text()", namespaces=NAMES)

    def text(self) -> str:
        return "\n".join("".join(page.itertext()) for page in self.pages)


def test_the_archive_begins_with_its_type_and_holds_all_it_lists() -> None:
    opened = Opened(epub.write_book(make_book()))
    first = opened.archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert opened.archive.read("mimetype") == b"application/epub+zip"
    assert opened.package.get("version") == "3.0"
    assert {f"{opened.folder}/{href}" for href in opened.hrefs} <= set(opened.archive.namelist())


def test_the_metadata_name_the_book() -> None:
    opened = Opened(epub.write_book(make_book()))
    assert opened.meta("title")[0] == "Азербайджан и Казахстан: вопросы сотрудничества"
    assert opened.meta("language") == ["ru"]
    assert opened.meta("creator") == ["Айдар Курмашев", "Алишер Тастенов"]
    assert "978-9952-00-000-1" in opened.meta("identifier")[0]


def test_the_navigation_leads_to_every_article() -> None:
    opened = Opened(epub.write_book(make_book()))
    (nav,) = [page for page in opened.pages if page.xpath("//h:nav[@epub:type='toc']", namespaces=NAMES)]
    entries = [
        "".join(link.itertext()) for link in nav.xpath("//h:nav[@epub:type='toc']//h:a", namespaces=NAMES)
    ]
    assert "Казахстан и Азербайджан: новые средние державы" in entries
    assert "Вторая статья" in entries


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("kk", ["Титул парағы", "Мұқаба", "Мазмұны"]),
        ("az", ["Titul səhifəsi", "Üz qabığı", "Mündəricat"]),
    ],
)
def test_contents_landmarks_and_chapters_are_named_in_the_language_of_the_book(
    language: str, names: list[str]
) -> None:
    opened = Opened(epub.write_book(make_book(collection=replace(COLLECTION, language=language))))
    nav = etree.fromstring(opened.archive.read(f"{opened.folder}/nav.xhtml"))
    assert nav.xpath("//h:nav[@id='landmarks']//h:a/text()", namespaces=NAMES) == names
    assert nav.xpath("string(//h:h1[@id='toc-title'])", namespaces=NAMES) == names[-1]
    titles = [page.findtext(".//h:title", namespaces=NAMES) for page in opened.pages]
    assert not [title for title in titles if title and title.endswith(".xhtml")]


def test_notes_are_pop_ups_in_the_file_of_their_marker() -> None:
    opened = Opened(epub.write_book(make_book()))
    chapters = [page for page in opened.pages if page.xpath("//*[@epub:type='noteref']", namespaces=NAMES)]
    assert len(chapters) == 2
    for chapter in chapters:
        marks = chapter.xpath("//h:a[@epub:type='noteref']/@href", namespaces=NAMES)
        notes = chapter.xpath("//h:aside[@epub:type='footnote']/@id", namespaces=NAMES)
        assert list(dict.fromkeys(mark.partition("#")[2] for mark in marks)) == notes


def test_notes_have_the_numbers_of_the_record_at_both_ends() -> None:
    notes = (Footnote("a", 5, "Отчёт."), Footnote("b", 6, "См. сноску 5."))
    body = "<p>Раз<sup data-footnote='a'></sup><sup data-footnote='b'></sup>, два<sup data-footnote='a'></sup></p>"
    opened = Opened(epub.write(make_document(body=body, footnotes=notes)))
    (page,) = [page for page in opened.pages if page.xpath("//*[@epub:type='noteref']", namespaces=NAMES)]
    assert page.xpath("//*[@epub:type='noteref']/text()", namespaces=NAMES) == ["5", "6", "5"]
    texts = [
        " ".join("".join(note.itertext()).split())
        for note in page.xpath("//*[@epub:type='footnote']", namespaces=NAMES)
    ]
    assert texts == ["5. Отчёт.", "6. См. сноску 5."]
    assert "Раз5,6, два5" in "".join(page.itertext())
    ids = set(page.xpath("//@id"))
    targets = [href.partition("#")[2] for href in page.xpath("//h:a/@href", namespaces=NAMES) if "#" in href]
    assert targets
    assert set(targets) <= ids


def test_each_text_has_its_own_language() -> None:
    book = make_book((make_document(), make_document(slug="kk", language="kk", title="Қазақстан")))
    opened = Opened(epub.write_book(book))
    assert opened.pages[-1].xpath("//h:section[@lang='kk']/h:h1/text()", namespaces=NAMES) == ["Қазақстан"]


def test_pictures_are_inside_with_their_alternative_text() -> None:
    opened = Opened(epub.write(make_document()))
    (image,) = [found for page in opened.pages for found in page.iterfind(".//h:img", NAMES)]
    assert image.get("alt") == "Порт Актау"
    assert opened.archive.read(f"{opened.folder}/{image.get('src').removeprefix('../')}").startswith(
        b"\x89PNG"
    )


def test_a_book_has_a_cover() -> None:
    opened = Opened(epub.write_book(make_book()))
    (href,) = opened.package.xpath("//opf:item[@properties='cover-image']/@href", namespaces=NAMES)
    cover = Image.open(io.BytesIO(opened.archive.read(f"{opened.folder}/{href}")))
    assert (cover.format, cover.width < cover.height) == ("PNG", True)
    # Ink on the ground: the title is there.
    assert len(cover.convert("L").getcolors() or []) > 20


def test_a_cover_of_its_own_is_preserved() -> None:
    own = make_picture()
    opened = Opened(epub.write_book(make_book(cover=own)))
    (href,) = opened.package.xpath("//opf:item[@properties='cover-image']/@href", namespaces=NAMES)
    assert opened.archive.read(f"{opened.folder}/{href}") == own.data


def test_hostile_characters_stay_characters() -> None:
    opened = Opened(epub.write(make_document(title=HOSTILE, abstracts={"ru": HOSTILE + "\x0b"})))
    assert opened.meta("title")[0] == HOSTILE
    assert opened.text().count(HOSTILE) >= 2


def test_no_file_is_fetched_or_opened_for_a_picture() -> None:
    opened = Opened(epub.write(make_document(body="<figure><img src='file:///etc/passwd' alt=''></figure>")))
    assert not [name for name in opened.archive.namelist() if "media" in name or "passwd" in name]


def test_the_tree_needs_no_program_but_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_args, **_kwargs: None)
    assert epub.write(make_document()).startswith(b"PK")
