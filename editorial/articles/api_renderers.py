"""Texts in the field's own formats: what the press writes, by suffix or `Accept`."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.utils.html import escape
from rest_framework.request import Request

from editorial.articles import file_builder
from editorial.articles.models import Article, Edition
from editorial.articles.press_documents import build_footnotes
from editorial.press.format_registry import FORMATS
from editorial.web.api.renderers import FileRenderer

# Of a whole list only these can be made: one file that holds many.
LISTED = ("bib", "ris", "csl")
BATCH = 50  # texts read at once


def _renderer(name: str, media_type: str) -> type[FileRenderer]:
    given = {"format": name, "media_type": media_type, "takes_lists": name in LISTED}
    return type(f"{name.title()}Renderer", (FileRenderer,), given)


RENDERERS = [
    _renderer("bib", "application/x-bibtex"),
    _renderer("ris", "application/x-research-info-systems"),
    _renderer("csl", "application/vnd.citationstyles.csl+json"),
    _renderer("jats", "application/jats+xml"),
    _renderer("md", "text/markdown"),
    _renderer("txt", "text/plain"),
    _renderer("html", "text/html"),
]


def render_articles(request: Request, articles: Iterable[Article]) -> Iterator[bytes]:
    """Write articles in the format that was asked for, one after the other. Seven queries for each `BATCH` of them."""
    name = request.accepted_renderer.format
    origin = request.build_absolute_uri("/").rstrip("/")
    files = (render_edition(edition, name, origin=origin) for edition in _get_editions(articles))
    if name == "csl":
        items = (item for file in files for item in csl_items(file))
        return _joined(
            (json.dumps(one, ensure_ascii=False, indent=1).encode() for one in items), b"[", b",\n", b"]"
        )
    return _joined(files, b"", b"\n", b"")


def _get_editions(articles: Iterable[Article]) -> Iterator[Edition]:
    rest = iter(articles)
    while keys := [article.pk for article in islice(rest, BATCH)]:
        rows = file_builder.printable_editions().current().filter(article__in=keys)
        editions = {edition.article_id: edition for edition in rows}
        yield from (editions[key] for key in keys)


def _joined(parts: Iterable[bytes], start: bytes, between: bytes, end: bytes) -> Iterator[bytes]:
    yield start
    for number, part in enumerate(parts):
        yield between + part if number else part
    yield end


def render_edition(edition: Edition, name: str, *, origin: str) -> bytes:
    """Return an edition in a format."""
    if name == "html":
        title = escape(edition.title)
        notes = "".join(f'<li id="fn-{note.number}">{note.html}</li>' for note in build_footnotes(edition))
        start = edition.footnotes[0]["number"] if edition.footnotes else 1
        listed = f'<ol start="{start}">{notes}</ol>' if notes else ""
        return (
            f'<!doctype html><html lang="{edition.language}"><meta charset="utf-8"><title>{title}</title>'
            f"<h1>{title}</h1>{edition.html}{listed}</html>"
        ).encode()
    return file_builder.article_file(edition, FORMATS[name], origin=origin)


def csl_items(file: bytes) -> list[Any]:
    """Return the items of a CSL file."""
    items = json.loads(file)
    return items if isinstance(items, list) else [items]
