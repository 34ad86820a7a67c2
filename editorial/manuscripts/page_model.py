"""Pages of lines: what every rule about printed matter works on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import Line


@dataclass(slots=True)
class Page:
    """One page; `number` is the printed one, where it was printed or follows from its neighbours."""

    index: int
    lines: list[Line] = field(default_factory=list)
    number: int | None = None
    head: list[Line] = field(default_factory=list)  # what ran above or under the text, taken away

    def filled(self) -> list[Line]:
        """Return the lines with words in them."""
        return [line for line in self.lines if line.text]


@dataclass(slots=True)
class PrintedNote:
    """A note as it stands at the foot of a page."""

    ordinal: int
    number: int
    page: int
    lines: list[Line]
    marked: bool = False


@dataclass(slots=True)
class Paper:
    """A printed text on its way to being understood."""

    pages: list[Page]
    notes: list[PrintedNote] = field(default_factory=list)
    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary(()))

    def flow(self) -> Iterator[Line]:
        """All lines in order."""
        for page in self.pages:
            yield from page.lines

    @property
    def paged(self) -> bool:
        """Return whether page breaks are known."""
        return len(self.pages) > 1
