"""Files of the API are read back whole by other programs, whatever characters they contain."""

import json
import warnings
import zipfile
from pathlib import Path
from typing import Any

import bibtexparser
import icalendar
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from django.test import Client
from lxml import etree

from editorial.api.oai_pmh.records import JATS
from editorial.articles.models import Article
from tests.factory import (
    make_article,
    make_collection,
    make_event,
    make_expert,
    make_place,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

pytestmark = pytest.mark.django_db

TITLE = r"""«Ось» & "мост": 100 % {скобки} \коридор $5_000 #1 ~ ^ <b> 'қ' — əğıöşüç ӘІҢҒҮҰҚӨҺ"""
NOTES = {
    "a": "Отчёт «А & Б», <em>журнал</em>, 5 < 6 {1}",
    "b": "Əliyev İ. — Ұлттық баяндама, 50 %",
}
BODY = (
    "<p>Қысқаша: Özbəkistan &amp; Иран<sup data-footnote='a'></sup>.</p><h2>Қорытынды</h2>"
    "<p>Nəticə<sup data-footnote='b'></sup>.</p>"
)
# What the commands of TeX stand for.
TEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciicircum{}": "^",
    r"\textasciitilde{}": "~", r"\#": "#", r"\$": "$", r"\%": "%", r"\&": "&", r"\_": "_",
}  # fmt: skip
PEOPLE = [("Әуезов", "Мұхтар Омарханұлы"), ("Əliyeva-O’Nil", "Şəfəq"), ("Özdəmir & ұлы", "Іңкәр {Ы}")]


@pytest.fixture
def texts() -> tuple[Article, Article]:
    """Return a text of its own and one of a book, both full of what formats stumble over."""
    people = tuple(make_expert(family_name=family, given_name=given) for family, given in PEOPLE)
    given: dict[str, Any] = {"title": TITLE, "body": BODY, "notes": NOTES, "authors": people}
    book = make_collection(
        printed_elsewhere=True,
        title=f"Книга: {TITLE}",
        place=make_place(name="Бакы"),
        isbn="978-0-306-40615-7",
    )
    return (
        make_article(slug="alone", dated="2024-05", doi="10.1234/a_b-(c)", **given),
        make_article(
            slug="in-book", collection=book, doi="10.1234/book.1", first_page=7, last_page=19, **given
        ),
    )


def fetch(client: Client, address: str) -> str:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.content
    return bytes(answer.content).decode()


def plain(tex: str) -> str:
    """Read TeX as a reader of BibTeX does: braces that group are dropped, commands become their letters."""
    marked = tex
    for number, command in enumerate(TEX):
        marked = marked.replace(command, chr(0xE000 + number))
    marked = marked.replace("{", "").replace("}", "")
    for number, letter in enumerate(TEX.values()):
        marked = marked.replace(chr(0xE000 + number), letter)
    return marked


def test_bibtex(client: Client, texts: Any) -> None:
    parser = BibTexParser(ignore_nonstandard_types=False, common_strings=True)
    listed = bibtexparser.loads(fetch(client, "articles.bib?ordering=slug"), parser).entries
    alone, in_book = listed
    assert [plain(entry["title"]) for entry in listed] == [TITLE, TITLE]
    for entry in listed:
        names = [name.split(", ", 1) for name in plain(entry["author"]).split(" and ")]
        assert [tuple(name) for name in names] == PEOPLE
    assert (alone["ENTRYTYPE"], alone["ID"], alone["date"], alone["doi"]) == (
        "misc", "alone", "2024-05", "10.1234/a_b-(c)",
    )  # fmt: skip
    assert plain(in_book["booktitle"]) == f"Книга: {TITLE}"
    assert (in_book["pages"], in_book["year"], in_book["isbn"]) == ("7--19", "2024", "978-0-306-40615-7")


def test_ris(client: Client, texts: Any) -> None:
    alone, in_book = rispy.loads(fetch(client, "articles.ris?ordering=slug"))
    for record in (alone, in_book):
        assert record["title"] == TITLE
        assert [tuple(name.split(", ", 1)) for name in record["authors"]] == PEOPLE
    assert (alone["id"], alone["date"], alone["doi"]) == ("alone", "2024/05/", "10.1234/a_b-(c)")
    assert in_book["secondary_title"] == f"Книга: {TITLE}"
    assert (in_book["start_page"], in_book["end_page"], in_book["issn"]) == ("7", "19", "978-0-306-40615-7")


def test_csl_json_is_set_as_a_bibliography(client: Client, texts: Any) -> None:
    items = json.loads(fetch(client, "articles.csl?ordering=slug"))
    alone, in_book = items
    for item in items:
        assert item["title"] == TITLE
        assert [(who["family"], who["given"]) for who in item["author"]] == PEOPLE
    assert (alone["issued"], alone["DOI"]) == ({"date-parts": [[2024, 5]]}, "10.1234/a_b-(c)")
    assert (in_book["container-title"], in_book["page"]) == (f"Книга: {TITLE}", "7–19")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem("alone"), CitationItem("in-book")]))
        lines = [str(line) for line in bibliography.bibliography()]
    assert len(lines) == 2
    assert all(line.startswith("Әуезов, М.") and "əğıöşüç ӘІҢҒҮҰҚӨҺ" in line for line in lines)


@pytest.fixture(scope="module")
def dtd(tmp_path_factory: pytest.TempPathFactory) -> etree.DTD:
    """Return the public DTD of JATS 1.1."""
    folder = tmp_path_factory.mktemp("jats")
    with zipfile.ZipFile(Path(__file__).parents[1] / "press" / "jats-publishing-1.1.zip") as archive:
        archive.extractall(folder)
    return etree.DTD(str(folder / "JATS-journalpublishing1.dtd"))


@pytest.mark.parametrize("slug", ["alone", "in-book"])
def test_jats(client: Client, texts: Any, dtd: etree.DTD, slug: str) -> None:
    root = etree.fromstring(fetch(client, f"articles/{slug}.jats").encode())
    assert dtd.validate(root), dtd.error_log.filter_from_errors()
    assert root.findtext(".//article-title") == TITLE
    people = [(name.findtext("surname"), name.findtext("given-names")) for name in root.iter("name")]
    assert people == PEOPLE
    # Markers and notes find each other, in the order of the text.
    markers = [marker.get("rid") for marker in root.iterfind(".//body//xref")]
    notes = {note.get("id"): "".join(note.find("p").itertext()) for note in root.iter("fn")}
    assert [notes[key] for key in markers] == [
        "Отчёт «А & Б», журнал, 5 < 6 {1}",
        "Əliyev İ. — Ұлттық баяндама, 50 %",
    ]
    assert "Özbəkistan & Иран" in "".join(root.find("body").itertext())
    assert root.findtext(".//article-id[@pub-id-type='doi']") == Article.objects.get(slug=slug).doi
    date = root.find(".//pub-date")
    assert (date.findtext("year"), date.findtext("month")) == ("2024", "05" if slug == "alone" else None)


def test_jats_of_the_harvest_is_the_same(client: Client, texts: Any, dtd: etree.DTD) -> None:
    answer = client.get("/api/oai/?verb=ListRecords&metadataPrefix=jats").content
    listed = [one for one in etree.fromstring(answer).iter() if etree.QName(one).localname == "article"]
    assert len(listed) == 2
    # The protocol wants a namespace of whatever it carries.
    assert {etree.QName(article).namespace for article in listed} == {JATS}
    for article in listed:
        title = next(one for one in article.iter() if etree.QName(one).localname == "article-title")
        assert title.text == TITLE


def test_icalendar(client: Client) -> None:
    place = make_place(name="Баку; порт, «А»")
    make_event(slug="visit", title=TITLE, started="2022-08-24", ended="2022-08-26", place=place)
    for address in ("events.ics", "events/visit.ics"):
        (event,) = icalendar.Calendar.from_ical(fetch(client, address)).walk("VEVENT")
        assert str(event["SUMMARY"]) == TITLE
        assert str(event["LOCATION"]) == "Баку; порт, «А»"
        assert (str(event["DTSTART"].dt), str(event["DTEND"].dt)) == ("2022-08-24", "2022-08-27")
