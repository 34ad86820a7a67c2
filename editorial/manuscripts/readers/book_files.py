"""E-books and Markdown: both become a page, which the reader of pages understands."""

import io
import posixpath
import re
import subprocess
import zipfile
from dataclasses import dataclass
from typing import get_args

import pypandoc
from django.utils.translation import gettext as _
from lxml import etree, html

from editorial.manuscripts import limits
from editorial.manuscripts.draft import Genre, Manuscript
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.readers.archives import check_zip

OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
MEMORY = f"-M{limits.WORKER_MEMORY_BYTES // limits.MEGABYTE}M"
MAX_MARK_LENGTH = 3
NOTE_CALL = re.compile(r"^\[\^[^\]\s]+\]:|\[\^([^\]\s]+)\]", re.MULTILINE)
HEAD = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
SKIPPED = re.compile(r"(?:^|/)(?:nav|toc|title_?page|cover)\b[^/]*$", re.IGNORECASE)


@dataclass(slots=True)
class BookPage:
    """The chapters of an e-book as one page, what the book says of itself, and the printed labels of its notes."""

    page: str
    creators: list[str]
    genre: str
    labels: list[str]


def epub_page(data: bytes) -> BookPage:
    """Return the chapters of an e-book as one page; the places in it are named by their files."""
    check_zip(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            container = etree.fromstring(archive.read("META-INF/container.xml"), parser)
            package_name = str(next(each.get("full-path") for each in container.iter("{*}rootfile")))
            package = etree.fromstring(archive.read(package_name), parser)
            folder = posixpath.dirname(package_name)
            files = {each.get("id"): each.get("href") for each in package.iter(f"{OPF}item")}
            spine = [files.get(each.get("idref"), "") for each in package.iter(f"{OPF}itemref")]
            names = [name for name in spine if name and not SKIPPED.search(name)]
            chapters = [_chapter(archive.read(posixpath.join(folder, name)), name) for name in names]
        except (KeyError, StopIteration, etree.XMLSyntaxError) as error:
            raise UnreadableFileError(_("the file is damaged")) from error
    title = (package.findtext(f".//{DC}title") or "").strip()
    head = f"<title>{_escaped(title)}</title>" if title else ""
    page = f"<html><head>{head}</head><body>{''.join(chapters)}</body></html>"
    creators = [(each.text or "").strip() for each in package.iter(f"{DC}creator")]
    kinds = [(each.text or "").strip() for each in package.iter(f"{DC}type")]
    genre = next((kind for kind in kinds if kind in get_args(Genre)), "")
    return BookPage(page, creators, genre, _labels(page))


def _labels(page: str) -> list[str]:
    """Return what the links to notes show, each note once."""
    shown: dict[str, str] = {}
    for each in html.document_fromstring(page).iter("a"):
        if each.get("role") == "doc-noteref" or each.get("epub:type") == "noteref":
            shown.setdefault(each.get("href", ""), "".join(map(str, each.itertext())).strip(" []()"))
    return list(shown.values())


def _chapter(data: bytes, name: str) -> str:
    root = html.document_fromstring(data.replace(b"<?xml", b"<!--?xml", 1).replace(b"?>", b"?-->", 1) if data.startswith(b"<?xml") else data)  # fmt: skip
    body = root.find("body")
    if body is None:
        return ""
    for each in body.iter():
        if each.get("id"):
            each.set("id", f"{posixpath.basename(name)}-{each.get('id')}")
        href = each.get("href") or ""
        file, hash_sign, place = href.partition("#")
        if hash_sign and "://" not in href:
            each.set("href", f"#{posixpath.basename(file or name)}-{place}")
    parts: list[str] = [str(html.tostring(each, encoding="unicode")) for each in body]
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def markdown_page(text: str) -> str:
    """Return a text in Markdown as a page."""
    command = [pypandoc.get_pandoc_path(), "--sandbox", "--from", "markdown-smart-raw_html", "--to", "html5", "--mathml"]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603
            [*command, "+RTS", MEMORY, "-RTS"],
            input=HEAD.sub("", text).encode(),
            capture_output=True,
            timeout=limits.CONVERT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(_("processing took too long")) from error
    if done.returncode:
        raise UnreadableFileError(_("the file is damaged"))
    title = meta_value(text, "title")
    head = f"<h1>{_escaped(title)}</h1>" if title else ""
    return f"<html><body>{head}{done.stdout.decode('utf-8', 'replace')}</body></html>"


def meta_value(text: str, name: str) -> str:
    """Return a value of the head of a Markdown file."""
    head = HEAD.match(text)
    found = re.search(rf"^{name}: *(.+)$", head.group(1), re.MULTILINE) if head else None
    return found.group(1).strip().strip("\"'") if found else ""


def meta_values(text: str, name: str) -> list[str]:
    """Return the values of a list in the head of a Markdown file."""
    head = HEAD.match(text)
    found = re.search(rf"^{name}:\n((?:- .+\n?)+)", head.group(1), re.MULTILINE) if head else None
    return [line[2:].strip().strip("\"'") for line in found.group(1).splitlines()] if found else []


def note_labels(text: str) -> list[str]:
    """Return the labels of the notes of a Markdown file at each of their calls: pandoc makes a note of each."""
    return [found.group(1) for found in NOTE_CALL.finditer(HEAD.sub("", text)) if found.group(1)]


def renumber_notes(manuscript: Manuscript, labels: list[str]) -> None:
    """Give notes that were counted from one the numbers and marks that the file shows; one of them is one note."""
    marks = list(dict.fromkeys(label for label in labels if not label.isdigit()))
    if any(not 0 < len(mark) <= MAX_MARK_LENGTH for mark in marks):
        return
    last = max((int(label) for label in labels if label.isdigit()), default=0)
    numbers = {
        at: int(label) if label.isdigit() else last + 1 + marks.index(label)
        for at, label in enumerate(labels, 1)
    }
    for item in manuscript.items:
        for note in item.footnotes:
            note.number = numbers.get(note.number, note.number)
            note.mark = marks[note.number - last - 1] if 0 < note.number - last <= len(marks) else note.mark
        item.footnotes = list({note.number: note for note in reversed(item.footnotes)}.values())[::-1]
        item.footnotes.sort(key=lambda note: note.number)
        for block in item.blocks:
            for anchor in block.anchors:
                anchor.number = numbers.get(anchor.number, anchor.number)
