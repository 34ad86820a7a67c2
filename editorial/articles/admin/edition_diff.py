"""Comparison of an edition with the revisions of its article, under the same field names."""

import re

from editorial.articles.models import Article, Edition, Footnote
from editorial.desk.footnote_markers import marked
from editorial.desk.revisions import Content, as_text, line_name, note_name

# A marker as an edition has it: <sup class="footnote-ref"><a href="#fn-3" …>3</a></sup>
NOTE_LINK = re.compile(r'<sup class="footnote-ref"><a href="#fn-(\d+)"[^>]*>[^<]*</a></sup>')
TEXT_FIELDS = ("title", "subtitle", "body")


def edition_content(edition: Edition) -> Content:
    """Return what an edition says, under the names that the working copy has for it."""
    keys = {note["number"]: note["key"] for note in edition.footnotes}
    numbers = {key: number for number, key in keys.items()}
    body = NOTE_LINK.sub(lambda link: marked(keys.get(int(link[1])) or link[1], numbers), edition.html)
    values = {"title": edition.title, "subtitle": edition.subtitle, "body": as_text(body)}
    content: Content = {("", "", _label(name)): values[name] for name in TEXT_FIELDS if values[name]}
    for note in edition.footnotes:
        text = as_text(note["html"])
        if text:
            content[(*note_name(Footnote, note["key"], numbers), _note_label())] = text
    return content


def text_only(content: Content) -> Content:
    """Keep of a revision what an edition holds too: the text and its notes."""
    labels = {_label(name) for name in TEXT_FIELDS}
    notes = line_name(Footnote, "")[0]
    return {
        (key, name, label): value
        for (key, name, label), value in content.items()
        if (key == "" and label in labels) or (key.startswith(notes) and label == _note_label())
    }


def _label(name: str) -> str:
    return str(Article._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _note_label() -> str:
    return str(Footnote._meta.get_field("text").verbose_name)
