"""Passages of sources: from the lines of a manuscript to the paragraph of an edition."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from editorial.articles.models import Collection, Edition
from editorial.demo.rows import SourceRow, dated, translated_columns

Lines = tuple[int, int]


def parse_lines(text: str) -> list[Lines]:
    """Read `86-88, 91` as [(86, 88), (91, 91)]."""
    spans = []
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        spans.append((int(first), int(last or first)))
    return spans


@dataclass(frozen=True)
class Block:
    """A block of an edition: its anchor and the lines that it tells in our words."""

    anchor: str
    spans: tuple[Lines, ...]

    def overlap(self, span: Lines) -> int:
        """Count the lines shared with a span."""
        return sum(max(0, min(last, span[1]) - max(first, span[0]) + 1) for first, last in self.spans)

    def distance(self, span: Lines) -> int:
        """Count the lines between the block and a span."""
        return min(max(first - span[1], span[0] - last, 0) for first, last in self.spans)

    def size(self) -> int:
        """Count its lines."""
        return sum(last - first + 1 for first, last in self.spans)


@dataclass(frozen=True)
class PassageIndex:
    """The editions that readers see, their blocks, and the collections, by slug.

    The editions of a text are its own and those of its translations, whose blocks have the same anchors.
    """

    editions: dict[str, list[Edition]]
    blocks: dict[str, list[Block]]
    collections: dict[str, Collection]

    def build_columns(self, rows: Iterable[SourceRow]) -> list[dict[str, Any]]:
        """Return the columns of the Source rows: one for each passage and each thing it says."""
        found: dict[tuple[object, ...], dict[str, Any]] = {}
        for row, place in ((one, place) for one in rows for place in self._places(one)):
            statements = translated_columns("statement", row.get("statement"))
            key = (*place.values(), row.get("aspect"), statements["statement_ru"])
            source = found.setdefault(
                key, {**place, "aspect": row.get("aspect", ""), **statements, "pages": ""}
            )
            source["pages"] = joined(source["pages"], row.get("pages", ""))
        disputed = {(s.get("edition"), s.get("anchor")) for s in found.values() if s["aspect"]}
        return [
            source
            for source in found.values()
            if source["aspect"] or (source.get("edition"), source.get("anchor")) not in disputed
        ]

    def _places(self, row: SourceRow) -> list[dict[str, Any]]:
        return self._edition_columns(row) if "text" in row else [self._page_columns(row)]

    def _edition_columns(self, row: SourceRow) -> list[dict[str, Any]]:
        blocks = self.blocks[row["text"]]
        span = parse_lines(row["lines"])[0]
        # A short block about just these lines beats a long one that mentions them among others.
        best = max(blocks, key=lambda block: (block.overlap(span), -block.distance(span), -block.size()))
        return [{"edition": edition, "anchor": best.anchor} for edition in self.editions[row["text"]]]

    def _page_columns(self, row: SourceRow) -> dict[str, Any]:
        collection = self.collections[row["collection"]]
        publishers = (one.organisation.name for one in collection.publishers.filter(role="publisher"))
        return {
            "document_title": collection.title,
            "document_outlet": ", ".join(publishers)[:300],
            **dated("document_date", str(collection.year)),
        }


def joined(pages: str, more: str) -> str:
    """Add pages to pages, each once."""
    parts = [part for part in pages.split(", ") if part]
    return ", ".join(parts if not more or more in parts else [*parts, more])
