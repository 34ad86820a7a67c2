"""An understood text as the HTML that an article keeps."""

from collections.abc import Iterator, Mapping
from html import escape

from editorial.manuscripts.draft import Anchor, Block, Cell, Item, Span

TAGS = {"emphasis": "em", "strong": "strong", "superscript": "sup", "subscript": "sub"}
# The outermost first: a link goes around its emphasis.
NESTING = ("link", "strong", "emphasis", "superscript", "subscript")
TYPES = {"a", "A", "i", "I", "а", "А"}
NO_PICTURES: Mapping[str, str] = {}


def footnote_key(number: int, turn: int = 0) -> str:
    """Return the key of a note in the body; a number that is used again gets a suffix."""
    return f"fn-{number}" if not turn else f"fn-{number}-{turn + 1}"


def render_body(item: Item, pictures: Mapping[str, str] = NO_PICTURES) -> str:
    """Return the body, with a marker wherever a note of the item is called; `pictures` are addresses by name."""
    return "\n".join(_Body(item, pictures).blocks(item.blocks))


class _Body:
    def __init__(self, item: Item, pictures: Mapping[str, str]) -> None:
        self.known = {note.number for note in item.footnotes}
        self.pictures = pictures

    def blocks(self, blocks: list[Block], depth: int = 0) -> Iterator[str]:
        """Yield the blocks of a body, an item or a cell; what stands deeper than `depth` is in lists."""
        at = 0
        while at < len(blocks):
            end = at
            while end < len(blocks) and _depth(blocks[end]) > depth:
                end += 1
            if end > at:
                yield from self._lists(blocks[at:end], depth + 1)
                at = end
            else:
                yield self._block(blocks[at])
                at += 1

    def _lists(self, blocks: list[Block], depth: int) -> Iterator[str]:
        """Yield the lists of one depth; a new one begins where the kind of number changes or the count breaks."""
        items: list[tuple[Block, list[Block]]] = []
        for block in blocks:
            if _depth(block) == depth and block.kind == "item":
                items.append((block, []))
            elif items:
                items[-1][1].append(block)
            else:  # deeper from the beginning
                items.append((block, []))
        at = 0
        while at < len(items):
            end = at + 1
            while end < len(items) and _goes_on(items[end - 1][0], items[end][0]):
                end += 1
            yield self._list(items[at:end], depth)
            at = end

    def _list(self, items: list[tuple[Block, list[Block]]], depth: int) -> str:
        first = items[0][0]
        written = []
        for block, inner in items:
            rest = "".join(self.blocks(inner, depth))
            own = self.text(block) if _depth(block) == depth and block.kind == "item" else ""
            own = own if own or not _depth(block) > depth else "".join(self.blocks([block], depth))
            written.append(
                f"<li>{f'<p>{own}</p>' if rest and own and not own.startswith('<') else own}{rest}</li>"
            )
        if not _is_ordered(first):
            return f"<ul>{''.join(written)}</ul>"
        start = f' start="{first.ordinal}"' if first.ordinal not in (0, 1) else ""
        kind = f' type="{first.numbering}"' if first.numbering in TYPES else ""
        return f"<ol{start}{kind}>{''.join(written)}</ol>"

    def _block(self, block: Block) -> str:
        text = self.text(block)
        match block.kind:
            case "heading":
                level = min(4, max(2, block.level or 2))
                return f"<h{level}>{text}</h{level}>"
            case "quote":
                return f"<blockquote><p>{text}</p></blockquote>"
            case "question" | "answer":
                return f'<p data-role="{block.kind}">{text}</p>'
            case "table":
                return self._table(block)
            case "figure":
                return self._figure(block, text)
            case _:
                return f"<p>{text}</p>"

    def _figure(self, block: Block, text: str) -> str:
        source = self.pictures.get(block.picture, "")
        alternative = f' alt="{escape(block.alternative)}"' if block.alternative is not None else ""
        image = f'<img src="{escape(source)}"{alternative}>' if source else ""
        caption = f"<figcaption>{text}</figcaption>" if text else ""
        return f"<figure>{image}{caption}</figure>" if image or caption else ""

    def _table(self, block: Block) -> str:
        table = block.table
        if table is None:
            return ""
        if table.cells:
            rows = [
                "".join(self._cell(cell, "th" if at < table.head and table.certain else "td") for cell in row)
                for at, row in enumerate(table.cells)
            ]
        else:
            rows = [self._plain_row(block, at) for at in range(len(table.rows))]
        caption = f"<caption>{escape(table.title)}</caption>" if table.title else ""
        return f"<table>{caption}<tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"

    def _cell(self, cell: Cell, tag: str) -> str:
        spans = "".join(
            f' {name}="{value}"'
            for name, value in (("colspan", cell.columns), ("rowspan", cell.rows))
            if value > 1
        )
        only = cell.blocks[0] if len(cell.blocks) == 1 else None
        is_line = only is not None and only.kind in ("paragraph", "heading")
        inner = self.text(only) if only is not None and is_line else "".join(self.blocks(cell.blocks))
        return f"<{tag}{spans}>{inner}</{tag}>"

    def _plain_row(self, block: Block, at: int) -> str:
        if block.table is None:
            return ""
        row = block.table.rows[at]
        width = max(len(each) for each in block.table.rows)
        cells = []
        for place, cell in enumerate(row):
            anchors = [anchor for anchor in block.anchors if (anchor.row, anchor.cell) == (at, place)]
            span = f' colspan="{width - len(row) + 1}"' if place == len(row) - 1 and len(row) < width else ""
            tag = "th" if at == 0 and block.table.certain else "td"
            cells.append(f"<{tag}{span}>{marked(cell, anchors, self.known)}</{tag}>")
        return "".join(cells)

    def text(self, block: Block) -> str:
        """Return the words of a block with its markers and spans."""
        return marked(block.text, block.anchors, self.known, block.spans)


def _depth(block: Block) -> int:
    return max(block.depth, 1) if block.kind == "item" else block.depth


def _is_ordered(block: Block) -> bool:
    return bool(block.numbering) or block.label not in ("", "•")


def _goes_on(before: Block, after: Block) -> bool:
    """Return whether an item belongs to the list of the one before it."""
    if _is_ordered(before) != _is_ordered(after) or before.numbering != after.numbering:
        return False
    return not (before.ordinal and after.ordinal) or after.ordinal == before.ordinal + 1


def marked(text: str, anchors: list[Anchor], known: set[int], spans: list[Span] | None = None) -> str:
    """Return a text with its spans and markers; calls of notes that the item does not have are left out."""
    calls: dict[int, list[int]] = {}
    for anchor in anchors:
        if anchor.number in known:
            calls.setdefault(anchor.offset, []).append(anchor.number)
    listed = spans or []
    borders = {0, len(text), *calls, *(each.start for each in listed), *(each.end for each in listed)}
    places = sorted(place for place in borders if 0 <= place <= len(text))
    pieces: list[tuple[tuple[Span, ...], str]] = []
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        pieces += [((), marker(number)) for number in calls.get(start, ())]
        if any(each.kind == "break" and each.start == start for each in listed):
            pieces.append(((), "<br>"))
        if end <= start:
            continue
        around = [each for each in listed if each.start <= start and each.end >= end and each.kind != "break"]
        formula = next((each for each in around if each.kind == "formula"), None)
        if formula is not None:
            pieces.append(((), formula.value if formula.start == start else ""))
            continue
        around.sort(key=lambda each: NESTING.index(each.kind))
        pieces.append((tuple(around), escape(text[start:end], quote=False)))
    return _nested(pieces)


def marker(number: int) -> str:
    """Return the marker of a note."""
    return f'<sup data-footnote="{footnote_key(number)}"></sup>'


def _nested(pieces: list[tuple[tuple[Span, ...], str]]) -> str:
    """Open and close the elements around each piece; one that goes on stays open."""
    written: list[str] = []
    opened: list[Span] = []
    for around, words in pieces:
        if not words:
            continue
        remaining = 0
        while remaining < min(len(opened), len(around)) and opened[remaining] is around[remaining]:
            remaining += 1
        while len(opened) > remaining:
            written.append(_closing(opened.pop()))
        for span in around[remaining:]:
            written.append(_opening(span))
            opened.append(span)
        written.append(words)
    written += [_closing(span) for span in reversed(opened)]
    return "".join(written)


def _opening(span: Span) -> str:
    return f'<a href="{escape(span.value)}">' if span.kind == "link" else f"<{TAGS[span.kind]}>"


def _closing(span: Span) -> str:
    return "</a>" if span.kind == "link" else f"</{TAGS[span.kind]}>"
