"""Tables that the reader of a PDF found by their place on the page, each in one line."""

import re
from dataclasses import replace

from editorial.manuscripts.draft import Block, Table
from editorial.manuscripts.lines import CELL_END, ROW_END, Line, ends_sentence, starts_lower
from editorial.manuscripts.note_markers import without_marks
from editorial.manuscripts.rules.tables import CAPTION, is_figure_caption

MAX_CAPTION_LENGTH = 240
MIN_LEADER_ROWS, MIN_ITEMS = 3, 2
LEADER = re.compile(r"\.{3}|…|\. \. \. |_{3}|·{3}")
LEADER_ROW = re.compile(
    r"(\S.*?)\s*(?:\.{3,}|…+|(?:\. ){3,}\.?|_{3,}|·{3,})[\s.…_·]*([-+−–]?[\d\s.,]*\d\s?%?)"
)
DASH = re.compile(r"[-–—]\s+(?=\S)")


def split_at_grids(lines: list[Line]) -> list[list[Line] | Block]:
    """Split lines into stretches of text and tables."""
    result: list[list[Line] | Block] = [[]]
    for line in lines:
        last = result[-1]
        if line.picture:
            result.append(
                Block(kind="figure", text="", line=line.number, page=line.page, picture=line.picture)
            )
        elif line.grid:
            result.append(_table(line))
        elif isinstance(last, Block):
            result.append([line])
        else:
            last.append(line)
    return [each for each in result if isinstance(each, Block) or any(line.text for line in each)]


def fold_leaders(lines: list[Line]) -> list[Line]:
    """Make a table of rows whose value stands behind a row of dots, where several follow each other."""
    result: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        rows: list[list[str]] = []
        while end < len(lines):
            text = lines[end].text
            found = LEADER_ROW.fullmatch(text) if LEADER.search(text) else None
            if text and not found:
                break
            rows += [[found.group(1).strip(), found.group(2)]] if found else []
            end += 1
        if len(rows) >= MIN_LEADER_ROWS:
            text = ROW_END.join(CELL_END.join(row) for row in rows)
            result.append(replace(next(line for line in lines[at:end] if line.text), text=text, grid=True))
            at = end
            continue
        result.extend(lines[at : max(end, at + 1)])
        at = max(end, at + 1)
    return result


def list_dashed(blocks: list[Block]) -> list[Block]:
    """Make items of paragraphs that begin with a dash and follow each other, unless they ask and answer."""
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and blocks[end].kind == "paragraph" and DASH.match(blocks[end].text):
            end += 1
        run = blocks[at:end]
        if len(run) >= MIN_ITEMS and not any("?" in block.text for block in run):
            for block in run:
                block.kind, block.label, block.text = "item", "•", DASH.sub("", block.text, count=1)
        at = max(end, at + 1)
    return blocks


def _table(line: Line) -> Block:
    rows = [row.split(CELL_END) for row in line.text.split(ROW_END)]
    return Block(kind="table", text="", line=line.number, page=line.page, table=Table(rows=rows))


def join_grids(blocks: list[Block]) -> list[Block]:
    """Join a table that a page end cut in two, and give each the title that stands beside it."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if block.table and before and before.table and _goes_on(before, block):
            header, rows = before.table.rows[0], block.table.rows
            before.table.rows.extend(rows[1:] if rows[0] == header else rows)
            continue
        joined.append(block)
    return _entitled(joined)


def _goes_on(before: Block, block: Block) -> bool:
    above, below = before.table, block.table
    if above is None or below is None or before.page == block.page or below.title:
        return False
    return len(above.rows[0]) == len(below.rows[0])


def _entitled(blocks: list[Block]) -> list[Block]:
    result: list[Block] = []
    free: Block | None = None  # a table above which no title stands
    for block in blocks:
        above = result[-1] if result else None
        if block.table and not block.table.title:
            if above is not None and _is_caption(above) and free is None:
                _entitle(block, result.pop().text)
            else:
                result.append(block)
                free = block
                continue
        elif free is not None and free is above and _is_caption(block):
            _entitle(free, block.text)
            free = None
            continue
        free = None
        result.append(block)
    return result


def _is_caption(block: Block) -> bool:
    text = without_marks(block.text)
    found = CAPTION.match(text)
    return not block.table and len(text) < MAX_CAPTION_LENGTH and bool(found and found.group().strip())


def _entitle(block: Block, caption: str) -> None:
    block.label = without_marks(caption)
    if block.table:
        block.table.title = CAPTION.sub("", block.label, count=1).strip(" .–—-") or block.label


def name_figures(blocks: list[Block]) -> list[Block]:
    """Give each picture the caption that stands under it, or above it where none stands under it."""
    result: list[Block] = []
    for block in blocks:
        above = result[-1] if result else None
        if above is not None and above.kind == "figure" and not above.text and _names_figure(block):
            above.text = f"{block.label} {block.text}".strip() if block.kind == "item" else block.text
            continue
        result.append(block)
    for at, block in enumerate(result):
        if at and block.kind == "figure" and not block.text and _names_figure(result[at - 1]):
            block.text, result[at - 1].text = result[at - 1].text, ""
    return [block for block in result if block.text or block.table or block.picture]


def _names_figure(block: Block) -> bool:
    return block.kind in ("paragraph", "heading", "item") and is_figure_caption(block.text)


def heal_interrupted(blocks: list[Block]) -> list[Block]:
    """Join a paragraph that a table stands in, and put the table behind it."""
    result: list[Block] = []
    for block in blocks:
        between = 0
        while between < len(result) and result[-1 - between].kind in ("table", "figure"):
            between += 1
        before = result[-1 - between] if 0 < between < len(result) else None
        if (
            before is not None
            and block.kind == before.kind == "paragraph"
            and starts_lower(block.text)
            and not ends_sentence(before.text)
        ):
            before.text = f"{before.text} {block.text}"
            continue
        result.append(block)
    return result
