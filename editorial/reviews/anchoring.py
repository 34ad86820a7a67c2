"""Passages of a text that a review speaks of, and how one is found again when the text has changed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import html as lxml_html

from editorial.articles.models import Edition
from editorial.reviews.models import ReviewComment

NEAR = 0.6  # how like its old self a passage must be to be known again
COMPARED = 400  # letters of a passage
MIN_UNAMBIGUOUS_LETTERS = 30  # letters of quoted words that stand nowhere else by chance
MIN_SAME_LETTERS = 15  # letters of a passage that has grown or shrunk, and is still all there


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or note: its anchor on the page, what it says, and the key of a note."""

    anchor: str
    text: str
    note_key: str = ""
    number: str = ""

    @property
    def token(self) -> str:
        """Name the passage by its words: an anchor alone may be another passage a moment later."""
        return f"{self.anchor}~{hashlib.sha256(self.text.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class AnchorMatch:
    """The present passage of a comment: None if it is gone, not exact if its text has changed."""

    passage: Passage | None
    is_exact: bool


def get_passages(edition: Edition) -> list[Passage]:
    """Return the passages of a rendered text in order, its notes last."""
    blocks = [Passage(block.get("id"), _words(block)) for block in _parsed(edition.html) if block.get("id")]
    notes = [
        Passage(f"fn-{note['number']}", _words(_parsed(note["html"])), note["key"], str(note["number"]))
        for note in edition.footnotes
    ]
    return [*blocks, *notes]


def _parsed(html: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(html, create_parent="div")


def find_by_token(token: str, passages: Sequence[Passage]) -> Passage | None:
    """Find the passage that a page named, wherever it stands now; None when no passage says that any more."""
    exact = next((passage for passage in passages if passage.token == token), None)
    digest = token.rpartition("~")[2]
    return exact or next((passage for passage in passages if passage.token.endswith(f"~{digest}")), None)


def normalize_spaces(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def locate(comment: ReviewComment, passages: Sequence[Passage]) -> AnchorMatch:
    """Find the passage that a comment was made on."""
    if comment.note_key:
        note = next((passage for passage in passages if passage.note_key == comment.note_key), None)
        return AnchorMatch(note, note is not None and _text_matches(comment, note))
    if not comment.passage:
        return AnchorMatch(None, is_exact=True)
    blocks = [passage for passage in passages if not passage.note_key]
    holding = [
        passage for passage in blocks if _text_matches(comment, passage) and _is_unambiguous(comment, passage)
    ]
    if holding:
        return AnchorMatch(max(holding, key=lambda passage: _likeness(comment, passage)), is_exact=True)
    nearest = max(blocks, key=lambda passage: _likeness(comment, passage), default=None)
    if nearest is not None and _likeness(comment, nearest) >= NEAR:
        return AnchorMatch(nearest, is_exact=False)
    return AnchorMatch(None, is_exact=False)


def _text_matches(comment: ReviewComment, passage: Passage) -> bool:
    return comment.quote in passage.text if comment.quote else comment.passage == passage.text


def _is_unambiguous(comment: ReviewComment, passage: Passage) -> bool:
    """Say whether the quoted words are enough to know the passage by: a word or two stand in many."""
    return len(comment.quote) >= MIN_UNAMBIGUOUS_LETTERS or _likeness(comment, passage) >= NEAR


def _likeness(comment: ReviewComment, passage: Passage) -> float:
    if comment.passage == passage.text:
        return 2.0 + (comment.anchor == passage.anchor)
    shorter, longer = sorted((comment.passage, passage.text), key=len)
    if len(shorter) >= MIN_SAME_LETTERS and shorter in longer:
        return NEAR + len(shorter) / len(longer)
    matcher = SequenceMatcher(None, comment.passage[:COMPARED], passage.text[:COMPARED], autojunk=False)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0.0
    return matcher.ratio()


def _words(element: lxml_html.HtmlElement) -> str:
    return normalize_spaces(
        "".join(element.xpath(".//text()[not(ancestor::sup[contains(@class, 'footnote-ref')])]"))
    )
