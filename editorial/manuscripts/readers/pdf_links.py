"""Links of a PDF: which words of a page carry them, and where these words are in what was understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from editorial.manuscripts.conservation import Thing, missing_things
from editorial.manuscripts.draft import Block, Footnote, Item, Manuscript, Remark, Span
from editorial.manuscripts.page_model import Page
from editorial.manuscripts.readers.pdf_layout import PageOfWords


@dataclass(slots=True)
class Linked:
    """The words of a link, and the page on which they stand, from 0."""

    page: int
    words: str
    address: str


@dataclass(slots=True)
class _Text:
    """A text that can hold links, as its letters and figures only, with their places."""

    line: int
    text: str
    spans: list[Span]
    known: list[str] = field(default_factory=list)  # addresses that are read out of its words
    packed: str = ""
    places: list[int] = field(default_factory=list)
    done: int = 0

    def set(self, words: str, address: str) -> bool:
        """Set a link on words, if they stand here."""
        if not self.packed:
            self.places = [at for at, letter in enumerate(self.text) if letter.isalnum()]
            self.packed = "".join(self.text[at] for at in self.places)
        at = self.packed.find(words, self.done)
        at = self.packed.find(words) if at < 0 else at
        if at < 0:
            return False
        self.done = at + len(words)
        if not any(_same(address, each) for each in self.known):
            self.spans.append(Span(self.places[at], self.places[self.done - 1] + 1, "link", address))
        return True


def linked(page: PageOfWords, index: int) -> Iterator[Linked]:
    """Yield the links of a page with their words; pieces that follow each other with one address are one link."""
    before: Linked | None = None
    for boxes, address in page.links:
        words = "".join(
            word[0]
            for x0, x1, top, bottom in boxes
            for word in page.words
            if x0 - 1 < (word[1] + word[2]) / 2 < x1 + 1 and top - 1 < (word[3] + word[4]) / 2 < bottom + 1
        )
        letters = "".join(letter for letter in words if letter.isalnum())
        if before is not None and before.address == address:
            before.words += letters
            continue
        if before is not None:
            yield before
        before = Linked(index, letters, address)
    if before is not None:
        yield before


def set_links(manuscript: Manuscript, links: list[Linked], pages: list[Page]) -> None:
    """Set each link on its words; remark on those whose words are not found."""
    texts = [text for item in manuscript.items for text in _texts(item)]
    missing: list[Thing] = []
    for link in links:
        lines = pages[link.page].lines if link.page < len(pages) else []
        first, last = (lines[0].number, lines[-1].number) if lines else (0, 0)
        head = "".join(letter for line in pages[link.page].head for letter in line.text if letter.isalnum()) if lines else ""  # fmt: skip
        if not _set(manuscript, texts, link, first, last) and not (link.words and link.words in head):
            place = _("page %(number)s") % {"number": link.page + 1}
            missing.append(Thing("links", place, link.address, first))
    for text in texts:
        text.spans.sort(key=lambda span: span.start)
    if manuscript.conservation:
        manuscript.conservation.source.links = len(links)
        manuscript.conservation.draft.links = len(links) - len(missing)
        manuscript.conservation.lost.links = len(missing)
    if missing:
        manuscript.remarks.append(Remark(missing[0].line, missing_things("links", missing)))


def _set(manuscript: Manuscript, texts: list[_Text], link: Linked, first: int, last: int) -> bool:
    near = [text for at, text in enumerate(texts) if text.line <= last and (at + 1 == len(texts) or text.line >= first or texts[at + 1].line >= first)]  # fmt: skip
    if link.words and any(text.set(link.words, link.address) for text in near):
        return True
    for reference in (each for item in manuscript.items for each in item.references):
        if link.words and link.words in "".join(letter for letter in reference.text if letter.isalnum()):
            reference.url = reference.url or link.address
            return True
    return any(text.set(link.words, link.address) for text in texts) if len(link.words) > 5 else False


def _texts(item: Item) -> Iterator[_Text]:
    for block in item.blocks:
        if block.text and block.kind != "table":
            yield _of_block(block)
    for note in item.footnotes:
        yield _of_note(note)


def _of_block(block: Block) -> _Text:
    return _Text(block.line, block.text, block.spans)


def _of_note(note: Footnote) -> _Text:
    return _Text(note.line, note.text, note.spans, note.urls)


def _same(address: str, other: str) -> bool:
    return address.rstrip("/") == other.rstrip("/")
