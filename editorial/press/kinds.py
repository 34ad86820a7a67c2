"""The kind of work in the terms of each format, by genre; one kind for editorial summaries."""

from dataclasses import dataclass

from editorial.press.document import Document
from editorial.press.labels import labels_for


@dataclass(frozen=True)
class Kind:
    """The type of a text on a site: RIS, CSL, JATS (`article-type`) and schema.org."""

    ris: str = "ELEC"
    csl: str = "webpage"
    jats: str = "other"
    schema_org: str = "Article"


# A summary is a text of its own, whatever the genre of its original.
SUMMARY = Kind(jats="abstract")
KINDS = {
    "research_article": Kind(jats="research-article", schema_org="ScholarlyArticle"),
    "article": Kind(jats="research-article"),
    "analysis": Kind(jats="article-commentary"),
    "commentary": Kind(jats="article-commentary"),
    "foreword": Kind(jats="introduction"),
    "interview": Kind(),
    "news": Kind("NEWS", "article-newspaper", "news", "NewsArticle"),
    "report": Kind("RPRT", "report"),
}


def text_kind(document: Document) -> Kind:
    """Return the kind of a text; a part of a book is a chapter in RIS and CSL."""
    kind = SUMMARY if document.is_summary else KINDS.get(document.genre, Kind())
    if document.collection:
        return Kind("CHAP", "chapter", kind.jats, kind.schema_org)
    return kind


def text_label(document: Document) -> str:
    """Return the word that tells readers of a citation what the text is, in its language; empty where none is needed."""
    terms = labels_for(document.language)
    if document.is_summary:
        return terms["summary"]
    return terms["interview"] if document.genre == "interview" else ""
