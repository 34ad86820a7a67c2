"""Parts of an e-book that pandoc does not write: links inside a file as readers know them, its genre, the page list."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from editorial.press.document_tree import strip_control_chars
from editorial.press.labels import labels_for
from editorial.press.xml import Element

XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
OPF, DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
TYPE = f"{{{OPS}}}type"
MARKER = b"doc-pagebreak"


def with_own_links(content: bytes, *, genre: str = "") -> bytes:
    """Return the book with links inside a file that do not name it, as readers know notes, and with its genre.

    Pandoc writes `ch001.xhtml#note-85` in `ch001.xhtml`; where a reader takes that for another file, notes are lost.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as target:
        for entry in archive.infolist():
            data = archive.read(entry)
            name = entry.filename.rpartition("/")[2]
            if name.endswith(".xhtml"):
                data = data.replace(f'href="{name}#'.encode(), b'href="#')
            elif name.endswith(".opf") and genre:
                data = data.replace(
                    b"</metadata>", f"  <dc:type>{genre}</dc:type>\n  </metadata>".encode(), 1
                )
            target.writestr(entry, data)
    return made.getvalue()


def with_own_names(content: bytes, *, language: str) -> bytes:
    """Return the book with contents and landmarks named in its language, and each chapter by its heading.

    Pandoc heads the contents with the title of the book, names landmarks in English and chapters by their files.
    """
    labels = labels_for(language)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as target:
        for entry in archive.infolist():
            data = archive.read(entry)
            if entry.filename.endswith("nav.xhtml"):
                data = _named_contents(data, labels)
            elif entry.filename.endswith(".xhtml"):
                data = _named_chapter(data, entry.filename.rpartition("/")[2])
            target.writestr(entry, data)
    return made.getvalue()


def _named_contents(written: bytes, labels: Mapping[str, str]) -> bytes:
    root = etree.fromstring(written)
    names = {"titlepage": "title_page", "cover": "cover", "toc": "contents"}
    for heading in root.iterfind(f".//{{{XHTML}}}h1[@id='toc-title']"):
        heading.text = labels["contents"]
    for link in root.iterfind(f".//{{{XHTML}}}nav[@id='landmarks']//{{{XHTML}}}a"):
        if name := names.get(link.get(TYPE, "")):
            link.text = labels[name]
    return _bytes(root)


def _named_chapter(written: bytes, file: str) -> bytes:
    root = etree.fromstring(written)
    title, heading = root.find(f".//{{{XHTML}}}title"), root.find(f".//{{{XHTML}}}h1")
    if title is None or heading is None or title.text != file:
        return written
    title.text = " ".join(
        str(etree.tostring(heading, encoding="unicode", method="text", with_tail=False)).split()
    )
    return _bytes(root)


def with_page_list(content: bytes, *, source: str) -> bytes:
    """Return the book with a list of the pages that are marked in it, and the print whose pages they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {entry: archive.read(entry) for entry in archive.infolist()}
    nav = next(entry for entry in files if entry.filename.endswith("nav.xhtml"))
    package = next(entry for entry in files if entry.filename.endswith(".opf"))
    folder = f"{package.filename.rpartition('/')[0]}/"
    links = [
        (f"{entry.filename.removeprefix(folder)}#{mark.get('id')}", mark.get("aria-label", ""))
        for entry, data in files.items()
        if entry.filename.endswith(".xhtml") and MARKER in data
        for mark in etree.fromstring(data).iterfind(f".//{{{XHTML}}}span[@role='doc-pagebreak']")
    ]
    if not links:
        return content
    files[nav] = _nav(files[nav], links)
    files[package] = _package(files[package], source)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        # The entries keep their order, dates and compression: the first is the type, stored as it is.
        for entry, data in files.items():
            archive.writestr(entry, data)
    return made.getvalue()


def _nav(written: bytes, links: list[tuple[str, str]]) -> bytes:
    root = etree.fromstring(written)
    body = next(root.iter(f"{{{XHTML}}}body"))
    pages = etree.SubElement(body, f"{{{XHTML}}}nav", {TYPE: "page-list"})
    pages.set("role", "doc-pagelist")
    pages.set("hidden", "hidden")
    listed = etree.SubElement(pages, f"{{{XHTML}}}ol")
    for href, number in links:
        item = etree.SubElement(listed, f"{{{XHTML}}}li")
        etree.SubElement(item, f"{{{XHTML}}}a", {"href": href}).text = number
    return _bytes(root)


def _package(written: bytes, source: str) -> bytes:
    root = etree.fromstring(written)
    metadata = next(root.iter(f"{{{OPF}}}metadata"))
    etree.SubElement(metadata, f"{{{DC}}}source", {"id": "print"}).text = strip_control_chars(source)
    refined = {"refines": "#print", "property": "source-of"}
    etree.SubElement(metadata, f"{{{OPF}}}meta", refined).text = "pagination"
    return _bytes(root)


def _bytes(root: Element) -> bytes:
    written: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)
    return written
