"""An understood text as the HTML that an article keeps."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from editorial.manuscripts.draft import Anchor, Block, Item

LABELLED = "•"


def footnote_key(number: int, turn: int = 0) -> str:
    """Return the key of a note in the body; a number that is used again gets a suffix."""
    return f"fn-{number}" if not turn else f"fn-{number}-{turn + 1}"


def render_body(item: Item) -> str:
    """Return the body, with a marker wherever a note of the item is called."""
    known = {note.number for note in item.footnotes}
    return "\n".join(_stretches(item.blocks, known))


def _stretches(blocks: list[Block], known: set[int]) -> Iterator[str]:
    for is_list, group in groupby(blocks, key=_list_kind):
        if is_list:
            items = "".join(f"<li>{marked(block.text, block.anchors, known)}</li>" for block in group)
            yield f"<{is_list}>{items}</{is_list}>"
        else:
            for block in group:
                yield _block(block, known)


def _list_kind(block: Block) -> str:
    if block.kind != "item":
        return ""
    return "ul" if block.label in ("", LABELLED) else "ol"


def _block(block: Block, known: set[int]) -> str:
    text = marked(block.text, block.anchors, known)
    match block.kind:
        case "heading":
            level = min(4, max(2, block.level or 2))
            return f"<h{level}>{text}</h{level}>"
        case "quote":
            return f"<blockquote><p>{text}</p></blockquote>"
        case "question" | "answer":
            return f'<p data-role="{block.kind}">{text}</p>'
        case "table":
            return _table(block, known)
        case "figure":
            return f"<figure><figcaption>{text}</figcaption></figure>" if text else ""
        case _:
            return f"<p>{text}</p>"


def _table(block: Block, known: set[int]) -> str:
    if block.table is None:
        return ""
    width = max((len(row) for row in block.table.rows), default=1)
    rows = []
    for at, row in enumerate(block.table.rows):
        cells = []
        for place, cell in enumerate(row):
            anchors = [anchor for anchor in block.anchors if (anchor.row, anchor.cell) == (at, place)]
            span = f' colspan="{width - len(row) + 1}"' if place == len(row) - 1 and len(row) < width else ""
            tag = "th" if at == 0 and block.table.certain else "td"
            cells.append(f"<{tag}{span}>{marked(cell, anchors, known)}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = f"<caption>{escape(block.table.title)}</caption>" if block.table.title else ""
    return f"<table>{caption}<tbody>{''.join(rows)}</tbody></table>"


def marked(text: str, anchors: list[Anchor], known: set[int]) -> str:
    """Return a text with its markers; calls of notes that the item does not have are left out."""
    pieces: list[str] = []
    last = 0
    for anchor in sorted(anchors, key=lambda each: each.offset):
        if anchor.number not in known:
            continue
        pieces.append(escape(text[last : anchor.offset], quote=False))
        pieces.append(f'<sup data-footnote="{footnote_key(anchor.number)}"></sup>')
        last = anchor.offset
    pieces.append(escape(text[last:], quote=False))
    return "".join(pieces)
