"""Citations of agreements between states or bodies: in four styles, and as files for citation managers."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from editorial.press.citations import apa, chicago, gost_7_0_5, gost_7_0_100
from editorial.press.citations.formatting import (
    Citation,
    areas,
    citation,
    dotted,
    dotted_edtf,
    end_with_dot,
    english_date,
    italic,
    sentences,
)
from editorial.press.document_tree import strip_control_chars
from editorial.press.formats import bibtex, csl, ris
from editorial.press.labels import labels_for


@dataclass(frozen=True)
class Treaty:
    """An agreement as a citation names it, in the reader's language; `signed` is an EDTF date, empty if unknown."""

    slug: str
    title: str
    title_language: str = "ru"
    language: str = "ru"
    parties: tuple[str, ...] = ()
    signed: str = ""
    place: str = ""
    registration: str = ""
    site: str = ""
    url: str = ""

    @property
    def between(self) -> str:
        """The parties to a treaty of two; a longer list is left to its page."""
        return "–".join(self.parties) if len(self.parties) == 2 else ""


def citations(treaty: Treaty, *, accessed: date) -> tuple[Citation, ...]:
    """Cite an agreement in every style."""
    return (
        citation(gost_7_0_100.STYLE, gost_7_0_100.NAME, _gost_7_0_100(treaty, accessed)),
        citation(gost_7_0_5.STYLE, gost_7_0_5.NAME, _gost_7_0_5(treaty, accessed)),
        citation(apa.STYLE, apa.NAME, _apa(treaty)),
        citation(chicago.STYLE, chicago.NAME, _chicago(treaty)),
    )


def _signed(treaty: Treaty) -> str:
    """`подписано: Баку, 24.08.2022`, as far as it is known."""
    where_and_when = ", ".join(filter(None, (treaty.place, dotted_edtf(treaty.signed))))
    return f"{labels_for(treaty.language)['signed']}: {where_and_when}" if where_and_when else ""


def _gost_7_0_100(treaty: Treaty, accessed: date) -> str:
    terms = labels_for(treaty.language)
    title = " : ".join(filter(None, (treaty.title, f"[{_signed(treaty)}]" if _signed(treaty) else "")))
    own = areas(" / ".join(filter(None, (title, " ; ".join(treaty.parties)))), terms["electronic"])
    return areas(
        f"{own.rstrip('.')} // {treaty.site} : [{terms['site']}]",
        f"URL: {treaty.url} ({terms['accessed']}: {dotted(accessed)})",
    )


def _gost_7_0_5(treaty: Treaty, accessed: date) -> str:
    terms = labels_for(treaty.language)
    title = " : ".join(filter(None, (f"{treaty.title} [{terms['resource']}]", _signed(treaty))))
    return sentences(
        f"{title} // {treaty.site} : [{terms['site']}]",
        f"URL: {treaty.url} ({terms['accessed']}: {dotted(accessed)})",
    )


def _apa(treaty: Treaty) -> str:
    day = english_date(treaty.signed)
    return f"{sentences(', '.join(filter(None, (italic(treaty.title), day))), treaty.site)} {treaty.url}"


def _chicago(treaty: Treaty) -> str:
    facts = ", ".join(filter(None, (treaty.between, english_date(treaty.signed))))
    title = f"“{treaty.title},”" if facts else f"“{end_with_dot(treaty.title)}”"
    return f"{title} {sentences(facts, treaty.site, treaty.url)}"


def write_bibtex(treaty: Treaty) -> bytes:
    """One entry; BibTeX has no kind for treaties."""
    fields = [
        ("title", f"{{{bibtex.escaped(treaty.title)}}}"),
        ("note", bibtex.escaped("; ".join(filter(None, ("–".join(treaty.parties), treaty.registration))))),
        ("address", bibtex.escaped(treaty.place)),
        ("year", treaty.signed[:4]),
        ("date", treaty.signed if "-" in treaty.signed else ""),
        ("howpublished", bibtex.escaped(treaty.site)),
        ("url", treaty.url),
        ("language", bibtex.LANGUAGES.get(treaty.title_language, treaty.title_language)),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join([f"@misc{{{treaty.slug},", *lines, "}", ""]).encode()


def write_ris(treaty: Treaty) -> bytes:
    """One record."""
    year, month, day = [*treaty.signed.split("-"), "", ""][:3]
    tags = (
        ("TY", "GOVDOC"), ("ID", treaty.slug), ("TI", treaty.title), ("CY", treaty.place), ("PY", year),
        ("DA", f"{year}/{month}/{day}" if year else ""), ("T2", treaty.site), ("N1", "; ".join(treaty.parties)),
        ("M1", treaty.registration), ("UR", treaty.url), ("LA", treaty.title_language),
    )  # fmt: skip
    lines = [f"{tag}  - {' '.join(strip_control_chars(value).split())}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""]).encode()


def write_csl(treaty: Treaty) -> bytes:
    """Write a list of one item."""
    values: dict[str, Any] = {
        "id": treaty.slug,
        "type": "treaty",
        "title": treaty.title,
        "issued": {"date-parts": [[int(part) for part in treaty.signed.split("-")]]}
        if treaty.signed
        else None,
        "event-place": treaty.place,
        "number": treaty.registration,
        "note": "; ".join(treaty.parties),
        "container-title": treaty.site,
        "URL": treaty.url,
        "language": treaty.title_language,
    }
    item = {name: value for name, value in values.items() if value}
    return (json.dumps([item], ensure_ascii=False, indent=2) + "\n").encode()


@dataclass(frozen=True)
class File:
    """A file for citation managers."""

    label: str
    extension: str
    content_type: str
    write: Callable[[Treaty], bytes]


FILES = {
    "bib": File("BibTeX", bibtex.EXTENSION, bibtex.CONTENT_TYPE, write_bibtex),
    "ris": File("RIS", ris.EXTENSION, ris.CONTENT_TYPE, write_ris),
    "csl": File("CSL-JSON", csl.EXTENSION, csl.CONTENT_TYPE, write_csl),
}
