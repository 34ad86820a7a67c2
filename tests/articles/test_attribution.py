"""Every export names the same creators and the same kind of work: one table of genres, read back from all."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import bibtexparser
import docx
import pypdfium2
import pytest
import rispy
from django.test import Client
from lxml import etree

from editorial.articles import crossref as deposits
from editorial.articles.models import Article
from tests import factory
from tests.campaigns import mark_campaign

pytestmark = pytest.mark.django_db

COUNCIL = "Азербайджано-Казахстанский экспертный совет"
PEOPLE = {"rosa": ("Роза", "Алиева"), "aidar": ("Айдар", "Курмашев"), "ilgar": ("Ильгар", "Велизаде")}
NAMES = {slug: f"{given} {family}" for slug, (given, family) in PEOPLE.items()}
BODIES = {"report": "Агентство Report", "centre": "Центр анализа"}
DC = {"dc": "http://purl.org/dc/elements/1.1/"}


@dataclass(frozen=True)
class Case:
    """A text: its genre and credits, and what every export has to say of it."""

    genre: str
    credits: tuple[tuple[str, str], ...]
    creators: tuple[str, ...]
    answering: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    outlet: str = ""
    in_book: bool = False
    original: str = ""
    pages: str = ""
    gost: str = ""
    apa: str = ""
    chicago: str = ""


IN_BOOK = {"order_in_collection": 1, "first_page": 9, "last_page": 15, "dated": "2024"}
ELSEWHERE = {"source_url": "https://report.example/1", "dated": "2025-12-29"}
BOOK = "Сборник о коридоре. Баку : Центр анализа, 2024. С. 9–15."
CASES = {
    "a research article of a book": Case(
        "research_article", (("rosa", "author"), ("aidar", "author"), ("ilgar", "quoted")),
        ("Роза Алиева", "Айдар Курмашев"), given=IN_BOOK, in_book=True, pages="9–15",
        gost="Алиева Р., Курмашев А. О пути // Сборник", apa="Алиева, Р., & Курмашев, А. (2024). О пути. In",
        chicago="Алиева, Роза, and Айдар Курмашев. “О пути.” In",
    ),
    "a foreword of a book": Case(
        "foreword", (("rosa", "author"),), ("Роза Алиева",), given=IN_BOOK, in_book=True, pages="9–15",
        gost="Алиева Р. О пути // Сборник", apa="Алиева, Р. (2024). О пути. In", chicago="Алиева, Роза. “О пути.” In",
    ),
    "an analysis": Case(
        "analysis", (("centre", "author"), ("aidar", "translator")), ("Центр анализа",), given={"dated": "2024-05"},
        gost="Центр анализа. О пути [Электронный ресурс] // ", apa="Центр анализа. (2024, May). О пути.",
        chicago="Центр анализа. “О пути.” ",
    ),
    "a commentary with a title by the editors": Case(
        "commentary", (("rosa", "author"),), ("Роза Алиева",), given={"dated": "2024-05-14", "title_is_supplied": True},
        gost="Алиева Р. [О пути] [Электронный ресурс] // ", apa="Алиева, Р. (2024, May 14). [О пути].",
        chicago="Алиева, Роза. [О пути]. ",
    ),
    "news that name nobody": Case(
        "news", (), ("Агентство Report",), given=ELSEWHERE, outlet="report",
        gost="Агентство Report. О пути [Электронный ресурс] // Агентство Report",
        apa="Агентство Report. (2025, December 29). О пути. https://doi.org/10.1234/text",
        chicago="Агентство Report. “О пути.” Агентство Report, December 29, 2025.",
    ),
    "an interview with both persons": Case(
        "interview", (("ilgar", "interviewee"), ("rosa", "interviewer")), ("Роза Алиева",), "Ильгар Велизаде",
        given=ELSEWHERE, outlet="report",
        gost="Алиева Р. О пути : интервью [Электронный ресурс] / интервьюируемый: И. Велизаде // ",
        apa="Алиева, Р. (2025, December 29). О пути [Interview with И. Велизаде]. Агентство Report.",
        chicago="Велизаде, Ильгар. “О пути.” Interview by Роза Алиева. ",
    ),
    "an interview by an agency": Case(
        "interview", (("ilgar", "interviewee"), ("report", "author")), ("Агентство Report",), "Ильгар Велизаде",
        given={"dated": "2025-12-29"},
        gost="Агентство Report. О пути : интервью [Электронный ресурс] / интервьюируемый: И. Велизаде // ",
        apa="Агентство Report. (2025, December 29). О пути [Interview with И. Велизаде].",
        chicago="Велизаде, Ильгар. “О пути.” Interview by Агентство Report. ",
    ),
    "an interview under its outlet": Case(
        "interview", (("ilgar", "interviewee"),), ("Агентство Report",), "Ильгар Велизаде", given=ELSEWHERE,
        outlet="report", gost="Агентство Report. О пути : интервью", apa="Агентство Report. (2025, December 29). О пути [",
        chicago="Велизаде, Ильгар. “О пути.” Interview by Агентство Report. ",
    ),
    "a summary of a chapter": Case(
        "research_article", (("rosa", "author"), ("aidar", "author")), (COUNCIL,),
        given=IN_BOOK | {"is_digest": True}, in_book=True,
        original=f"Изложение публикации: Алиева Р., Курмашев А. О пути // {BOOK}",
        gost=f"{COUNCIL}. О пути : изложение [Электронный ресурс] // {COUNCIL}",
        apa="О пути [Summary of “О пути,” by Р. Алиева & А. Курмашев, in Сборник о коридоре (Баку: Центр анализа, 2024), 9–15]",
        chicago=f"{COUNCIL}. “О пути.” Summary of “О пути,” by Роза Алиева and Айдар Курмашев, in Сборник о коридоре",
    ),
    "a summary of an interview without a title": Case(
        "interview", (("ilgar", "interviewee"), ("report", "author")), (COUNCIL,), outlet="report",
        given=ELSEWHERE | {"is_digest": True, "title_is_supplied": True},
        original=(
            "Изложение публикации: Агентство Report. [О пути] : интервью / интервьюируемый: И. Велизаде // "
            "Агентство Report : [сайт]. 29.12.2025."
        ),
        gost=f"{COUNCIL}. О пути : изложение [Электронный ресурс] // {COUNCIL}",
        apa="О пути [Summary of [О пути], by Агентство Report, interview with Ильгар Велизаде, December 29, 2025]",
        chicago=f"{COUNCIL}. “О пути.” Summary of [О пути], by Агентство Report, interview with Ильгар Велизаде",
    ),
    "a summary of news": Case(
        "news", (), (COUNCIL,), outlet="report", given=ELSEWHERE | {"is_digest": True},
        original="Изложение публикации: Агентство Report. О пути // Агентство Report : [сайт]. 29.12.2025.",
        gost=f"{COUNCIL}. О пути : изложение", apa="[Summary of “О пути,” by Агентство Report",
        chicago="Summary of “О пути,” by Агентство Report",
    ),
}  # fmt: skip
REPRESENTATIVE = ("a research article of a book", "a summary of an interview without a title")


@pytest.fixture
def exported(client: Client, settings: Any) -> Callable[[Case], "Exports"]:
    settings.CROSSREF_DEPOSITOR_EMAIL = "doi@record.example"

    def make(case: Case) -> Exports:
        people = {
            slug: factory.make_expert(slug=slug, given_name=given, family_name=family)
            for slug, (given, family) in PEOPLE.items()
        }
        bodies = {slug: factory.make_organisation(slug=slug, name=name) for slug, name in BODIES.items()}
        given = dict(case.given)
        if case.in_book:
            place = factory.make_place(name="Баку")
            book = factory.make_collection(
                title="Сборник о коридоре", place=place, doi="10.1234/book", printed_elsewhere=True
            )
            book.publishers.create(organisation=bodies["centre"])
            given["collection"] = book
        outlet = bodies[case.outlet] if case.outlet else None
        article = factory.make_draft(
            slug="text", title="О пути", genre=case.genre, outlet=outlet, doi="10.1234/text", **given
        )
        for order, (slug, role) in enumerate(case.credits, start=1):
            who = {"expert": people[slug]} if slug in people else {"organisation": bodies[slug]}
            article.contributions.create(role=role, order=order, **who)
        factory.publish(article)
        return Exports(client, article)

    return make


class Exports:
    """The files, pages and answers that speak of a text."""

    def __init__(self, client: Client, article: Article) -> None:
        self.client, self.article = client, article

    def get(self, address: str) -> bytes:
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.content
        return bytes(answer.content)

    def file(self, form: str) -> bytes:
        return self.get(f"/ru/articles/text/download/{form}/")

    @property
    def page(self) -> str:
        return self.get("/ru/articles/text/").decode()

    def metas(self, name: str) -> list[str]:
        root = etree.fromstring(self.page, etree.HTMLParser())
        return [str(found) for found in root.xpath(f"//meta[@name='{name}']/@content")]

    @property
    def linked(self) -> Any:
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.page, re.DOTALL)
        assert found
        return json.loads(found[1])

    @property
    def bibtex(self) -> dict[str, str]:
        parser = bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False, common_strings=True)
        (entry,) = bibtexparser.loads(self.file("bib").decode(), parser).entries
        return {name: value.replace("{", "").replace("}", "") for name, value in entry.items()}

    @property
    def ris(self) -> dict[str, Any]:
        (record,) = rispy.loads(self.file("ris").decode())
        return dict(record)

    @property
    def csl(self) -> dict[str, Any]:
        (item,) = json.loads(self.file("csl"))
        return dict(item)

    @property
    def jats(self) -> Any:
        return etree.fromstring(self.file("jats"), etree.XMLParser(load_dtd=False))

    @property
    def dublin_core(self) -> Any:
        answer = self.get("/api/oai/?verb=ListRecords&metadataPrefix=oai_dc")
        return etree.fromstring(answer)

    @property
    def crossref(self) -> Any:
        written = deposits.of_articles([self.article], origin="https://record.example")
        return etree.fromstring(written)

    @property
    def epub(self) -> Any:
        with zipfile.ZipFile(io.BytesIO(self.file("epub"))) as archive:
            (path,) = (name for name in archive.namelist() if name.endswith(".opf"))
            return etree.fromstring(archive.read(path))

    @property
    def api(self) -> dict[str, Any]:
        return dict(json.loads(self.get("/api/v1/articles/text/")))

    @property
    def pdf(self) -> Any:
        return pypdfium2.PdfDocument(self.file("pdf"))


def ordered(name: str) -> str:
    """Turn `Family, Given` into reading order."""
    return " ".join(reversed(name.split(", ", 1)))


def csl_names(people: list[dict[str, str]]) -> list[str]:
    return [who.get("literal") or f"{who['given']} {who['family']}" for who in people]


def xml_names(root: Any, path: str) -> list[str]:
    found = root.xpath(path, namespaces=DC | {"c": "http://www.crossref.org/schema/5.3.1"})
    return [" ".join("".join(one.itertext()).split()) for one in found]


def jats_names(people: Any) -> list[str]:
    return [
        one.findtext("collab") or f"{one.findtext('.//given-names')} {one.findtext('.//surname')}"
        for one in people
    ]


def crossref_names(root: Any) -> list[str]:
    prefix = "{http://www.crossref.org/schema/5.3.1}"
    authors = [one for one in root.iter() if one.get("contributor_role") == "author"]
    return [
        one.text.strip() if one.tag.endswith("organization") else
        f"{one.findtext(f'{prefix}given_name')} {one.findtext(f'{prefix}surname')}"
        for one in authors
    ]  # fmt: skip


CREATORS: dict[str, Callable[[Exports], list[str]]] = {
    "highwire": lambda made: made.metas("citation_author"),
    "dc of the page": lambda made: made.metas("DC.creator"),
    "json-ld of the page": lambda made: [one["name"] for one in made.linked["author"]],
    "json-ld of the api": lambda made: [
        one["name"] for one in json.loads(made.get("/api/v1/articles/text.jsonld"))["author"]
    ],
    "api": lambda made: [one["name"] for one in made.api["attribution"]["creators"]],
    "bibtex": lambda made: [ordered(name) for name in made.bibtex["author"].split(" and ")],
    "ris": lambda made: [ordered(name) for name in made.ris["authors"]],
    "csl": lambda made: csl_names(made.csl["author"]),
    "jats": lambda made: jats_names(made.jats.findall(".//contrib[@contrib-type='author']")),
    "oai": lambda made: xml_names(made.dublin_core, "//dc:creator"),
    "crossref": lambda made: crossref_names(made.crossref),
    "epub": lambda made: xml_names(made.epub, "//dc:creator"),
    "pdf": lambda made: made.pdf.get_metadata_dict()["Author"].split(", "),
    "docx": lambda made: docx.Document(io.BytesIO(made.file("docx"))).core_properties.author.split("; "),
}


@pytest.mark.parametrize("name", mark_campaign(CASES, fast=REPRESENTATIVE))
def test_every_export_names_the_same_creators(exported: Any, name: str) -> None:
    made, expected = exported(CASES[name]), list(CASES[name].creators)
    assert {export: read(made) for export, read in CREATORS.items()} == dict.fromkeys(CREATORS, expected)


@pytest.mark.parametrize("name", mark_campaign(CASES, fast=REPRESENTATIVE))
def test_the_styles_open_with_them_as_their_rules_have_it(exported: Any, name: str) -> None:
    case = CASES[name]
    made = exported(case)
    root = etree.fromstring(made.page, etree.HTMLParser())
    cited = ["".join(root.xpath(f"//*[@id='cite-{number}']")[0].itertext()) for number in (1, 2, 3, 4)]
    assert cited[1].startswith(case.gost)
    assert case.apa in cited[2]
    assert case.chicago in cited[3]
    for line in cited[:2]:
        assert (case.original in line) if case.original else ("Изложение" not in line)


NOTES: dict[str, Callable[[Exports], str]] = {
    "dc of the page": lambda made: " ".join(made.metas("DC.source")),
    "the page": lambda made: " ".join(
        etree.fromstring(made.page, etree.HTMLParser()).xpath("string(//header[@class='text__head'])").split()
    ),
    "bibtex": lambda made: made.bibtex.get("note", ""),
    "ris": lambda made: " ".join(made.ris.get("notes", [])),
    "csl": lambda made: made.csl.get("note", ""),
    "oai": lambda made: " ".join(xml_names(made.dublin_core, "//dc:source")),
    "epub": lambda made: " ".join(xml_names(made.epub, "//dc:relation")),
    "pdf": lambda made: " ".join(
        made.pdf[0].get_textpage().get_text_range().replace("\u00ad", "").replace("\ufffe", "").split()
    ),
    "txt": lambda made: " ".join(made.file("txt").decode().split()),
    "md": lambda made: " ".join(made.file("md").decode().replace("\\", "").split()),
}


def squeezed(text: str) -> str:
    """Leave out what hyphenation, spacing and pdf readers change."""
    return re.sub(r"[\s\u00a0\u00ad\u2011-]+", "", text)


SUMMARIES = [name for name, case in CASES.items() if case.original]


@pytest.mark.parametrize("name", mark_campaign(SUMMARIES, fast=REPRESENTATIVE[1:]))
def test_a_summary_is_marked_as_such_and_names_its_original_everywhere(exported: Any, name: str) -> None:
    case = CASES[name]
    made = exported(case)
    texts = {export: squeezed(read(made)) for export, read in NOTES.items()}
    assert {export: squeezed(case.original) in text for export, text in texts.items()} == dict.fromkeys(
        texts, True
    )
    assert made.jats.get("article-type") == "abstract"
    (related,) = made.jats.iter("related-object")
    assert related.get("link-type") == "summary-of"
    assert related.findtext("article-title") == "О пути"
    (relation,) = made.crossref.iter("{http://www.crossref.org/relations.xsd}inter_work_relation")
    assert relation.get("relationship-type") == "isDerivedFrom"
    assert relation.text == case.given.get("source_url", "10.1234/book")
    assert made.api["attribution"]["nature"] == "summary"
    assert made.linked["isBasedOn"]["name"] == "О пути"
    assert made.linked["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (made.bibtex["type"], made.ris["type_of_work"], made.csl["genre"]) == ("изложение",) * 3
    # Nobody of the original is a creator, and its pages and its publisher are not those of the summary.
    assert (made.api["first_page"], made.api["last_page"]) == (None, None)
    assert made.metas("citation_firstpage") == made.metas("citation_inbook_title") == []
    assert made.metas("citation_publisher") == [COUNCIL]
    for record, key in ((made.bibtex, "pages"), (made.csl, "page"), (made.ris, "start_page")):
        assert key not in record
    assert made.jats.find(".//article-meta/fpage") is None
    assert made.jats.findtext(".//publisher-name") == COUNCIL


FULL_TEXTS = [name for name, case in CASES.items() if not case.original]


@pytest.mark.parametrize("name", mark_campaign(FULL_TEXTS, fast=REPRESENTATIVE[:1]))
def test_a_full_text_has_its_own_pages_and_its_interviewee(exported: Any, name: str) -> None:
    case = CASES[name]
    made = exported(case)
    assert made.api["attribution"]["nature"] == "full_text"
    assert made.api["attribution"]["summary_of"] is None
    pages = (made.bibtex.get("pages", ""), made.csl.get("page", ""), made.linked.get("pagination", ""))
    assert pages == (case.pages.replace("–", "--"), case.pages, case.pages)
    assert made.metas("citation_firstpage") == ([case.pages.split("–")[0]] if case.pages else [])
    answering = [case.answering] if case.answering else []
    others = made.api["attribution"]["others"]
    assert [one["name"] for one in others if one["role"] == "interviewee"] == answering
    assert jats_names(made.jats.findall(".//contrib[@contrib-type='interviewee']")) == answering
    named_in = [one["contributor"]["name"] for one in made.linked.get("contributor", [])]
    assert named_in == answering
    for note in (made.bibtex.get("note", ""), made.csl.get("note", ""), "".join(made.ris.get("notes", []))):
        assert note == (f"Интервьюируемый: {case.answering}" if case.answering else "")


def test_a_translated_summary_names_the_title_of_the_original(client: Client) -> None:
    first = factory.make_article(slug="first", title="О пути", is_digest=True, genre="analysis")
    factory.make_article(
        slug="text", title="Жол туралы", language="kk", is_digest=True, genre="analysis", translation_of=first
    )
    made = Exports(client, first)
    assert made.csl["original-title"] == "О пути"
    assert made.csl["note"].startswith("Жарияланымның мазмұндамасы: О пути")
    assert made.api["attribution"]["summary_of"]["title"] == "О пути"


def test_the_file_of_a_book_of_summaries_is_not_the_book_itself(exported: Any, client: Client) -> None:
    made = exported(CASES["a summary of a chapter"])
    slug = made.article.collection.slug
    pdf = pypdfium2.PdfDocument(made.get(f"/ru/collections/{slug}/download/pdf/"))
    assert pdf.get_metadata_dict()["Author"] == COUNCIL
    title_page = pdf[0].get_textpage().get_text_range().replace("\u00ad", "")
    assert "Изложения текстов сборника, сделанные редакцией" in " ".join(title_page.split())
    with zipfile.ZipFile(io.BytesIO(made.get(f"/ru/collections/{slug}/download/epub/"))) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".opf"))
        package = etree.fromstring(archive.read(path))
    assert xml_names(package, "//dc:creator") == [COUNCIL]
    assert xml_names(package, "//dc:publisher") == [COUNCIL]
    cited = client.get(f"/ru/collections/{slug}/").content.decode()
    assert "Текст : непосредственный" in cited
