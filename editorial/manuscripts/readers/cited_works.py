"""Data of reference managers and word processors in a file about the works that it cites."""

import base64
import binascii
import json
import re
from typing import Any

from lxml import etree

from editorial.manuscripts.draft import Reference
from editorial.manuscripts.readers.docx_package import Element, Package, W, parse_xml

LISTS = ("ZOTERO_BIBL", "CSL_BIBLIOGRAPHY", "EN.REFLIST", "MENDELEY_BIBLIOGRAPHY")
MENDELEY = "MENDELEY_CITATION_"
CITED_TAGS = re.compile(r"(?:^|\\m\s+)([^\s\\]+)")
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def is_list(instruction: str) -> bool:
    """Return whether a field, a content control or a section holds a list of works."""
    return instruction.split()[:1] == ["BIBLIOGRAPHY"] or any(name in instruction for name in LISTS)


def csl_works(text: str) -> list[Reference]:
    """Return the works of a citation that Zotero or Mendeley wrote as CSL data."""
    start = text.find("{")
    try:
        data, _end = json.JSONDecoder().raw_decode(text[start:]) if start >= 0 else ({}, 0)
    except (ValueError, RecursionError):
        return []
    items = data.get("citationItems", []) if isinstance(data, dict) else []
    works = [each.get("itemData") for each in items if isinstance(each, dict)]
    return [_csl_work(each) for each in works if isinstance(each, dict)]


def word_works(package: Package, body: Element) -> list[Reference]:
    """Return the works that Mendeley, EndNote and Word itself name; those of CSL fields are read with the text."""
    works: list[Reference] = []
    for control in body.iter(f"{W}tag"):
        value = control.get(f"{W}val", "")
        if value.startswith(MENDELEY):
            works += csl_works(_decoded(value.rpartition("_")[2]))
    instructions = [str(each.text or "") for each in body.iter(f"{W}instrText")]
    instructions += [str(each.get(f"{W}instr", "")) for each in body.iter(f"{W}fldSimple")]
    written = "".join(instructions) + "".join(_decoded(each.text or "") for each in body.iter(f"{W}fldData"))
    works += _endnote_works(written)
    cited = [each for each in instructions if each.split()[:1] == ["CITATION"]]
    return works + (_word_sources(package, cited) if cited else [])


def odt_works(body: Element) -> list[Reference]:
    """Return the works that Zotero and LibreOffice name in an OpenDocument text."""
    works: list[Reference] = []
    for name in ("reference-mark-start", "reference-mark", "bookmark-start"):
        for mark in body.iter(f"{TEXT}{name}"):
            value = mark.get(f"{TEXT}name", "")
            works += csl_works(value) if "CSL_CITATION" in value else []
    for mark in body.iter(f"{TEXT}bibliography-mark"):
        about = {str(key).rpartition("}")[2]: str(value) for key, value in mark.items()}
        outlet = about.get("journal") or about.get("booktitle") or about.get("publisher", "")
        works.append(
            _reference(
                about.get("author", ""),
                about.get("title", ""),
                outlet,
                about.get("year", ""),
                about.get("url", ""),
            )
        )
    return works


def _decoded(text: str) -> str:
    """Return what is written in base64, as UTF-8 or UTF-16; nothing where it is damaged."""
    compact = "".join(text.split())
    try:
        data = base64.b64decode(compact + "=" * (-len(compact) % 4))
    except (binascii.Error, ValueError):
        return ""
    wide = data[1:2] == b"\0" or data[:2] == b"\xff\xfe"
    return data.decode("utf-16-le" if wide else "utf-8", "replace").strip("\ufeff\0")


def _endnote_works(text: str) -> list[Reference]:
    works = []
    for found in re.finditer(r"<EndNote>.*?</EndNote>", text, re.DOTALL):
        try:
            root = parse_xml(found.group().encode())
        except (etree.XMLSyntaxError, ValueError):
            continue
        for record in root.iter("record"):
            people = [
                "".join(map(str, each.itertext())) for each in record.iterfind("contributors/authors/author")
            ]
            parts = [
                _words(record, path)
                for path in ("titles/title", "titles/secondary-title", "dates/year", "urls//url")
            ]
            title, outlet, year, url = parts
            works.append(
                _reference(", ".join(people), title, outlet or _words(record, "publisher"), year, url)
            )
    return works


def _words(node: Element, path: str) -> str:
    found = node.find(path)
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""


def _word_sources(package: Package, cited: list[str]) -> list[Reference]:
    """Return the sources of Word that fields cite, in the order of the fields."""
    sources: dict[str, Reference] = {}
    for name in package.archive.namelist():
        if not re.fullmatch(r"customXml/item\d+\.xml", name):
            continue
        try:
            root = parse_xml(package.archive.read(name))
        except etree.XMLSyntaxError:
            continue
        for source in root.iterfind("{*}Source"):
            sources[source.findtext("{*}Tag", "")] = _word_source(source)
    tags = [tag for each in cited for tag in CITED_TAGS.findall(each.partition("CITATION")[2].strip())]
    return [sources[tag] for tag in dict.fromkeys(tags) if tag in sources]


def _word_source(source: Element) -> Reference:
    people = [
        " ".join(filter(None, (one.findtext("{*}Last", ""), one.findtext("{*}First", ""))))
        for one in source.iterfind("{*}Author/{*}Author/{*}NameList/{*}Person")
    ]
    corporate = source.findtext("{*}Author/{*}Author/{*}Corporate", "")
    outlet = next(
        (
            text
            for name in ("JournalName", "BookTitle", "Publisher")
            if (text := source.findtext(f"{{*}}{name}", ""))
        ),
        "",
    )
    return _reference(
        ", ".join(people) or corporate,
        source.findtext("{*}Title", ""),
        outlet,
        source.findtext("{*}Year", ""),
        source.findtext("{*}URL", ""),
    )


def _csl_work(data: dict[str, Any]) -> Reference:
    names = data.get("author") or data.get("editor") or []
    people = [_csl_name(each) for each in names if isinstance(each, dict)]
    dates = data.get("issued", {}).get("date-parts", []) if isinstance(data.get("issued"), dict) else []
    year = str(dates[0][0]) if dates and dates[0] else ""
    outlet = str(data.get("container-title") or data.get("publisher") or "")
    doi = str(data.get("DOI") or "")
    url = str(data.get("URL") or "") or (f"https://doi.org/{doi}" if doi else "")
    return _reference(", ".join(people), str(data.get("title") or ""), outlet, year, url)


def _csl_name(person: dict[str, Any]) -> str:
    if person.get("literal"):
        return str(person["literal"])
    return " ".join(str(person[part]) for part in ("family", "given") if person.get(part))


def _reference(author: str, title: str, outlet: str, year: str, url: str) -> Reference:
    parts = [author, title, outlet, year, url]
    return Reference(
        text=". ".join(part for part in parts if part),
        author=author,
        title=title,
        outlet=outlet,
        year=int(year) if year.isdigit() and len(year) == 4 else None,
        url=url,
    )
