"""Tables that fell apart into short lines: where one is, what its title is, and which rows are certain."""

import re

from editorial.manuscripts.dehyphenate import HYPHENS, join, join_two
from editorial.manuscripts.draft import Block, Table
from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import Line, ends_sentence, starts_upper, tidy
from editorial.manuscripts.note_markers import without_marks
from editorial.manuscripts.rules.paragraphs import Chunk, measure

CAPTION = re.compile(
    r"(?:таблица|table|кесте|cədvəl)\s*(?:№\s*)?\d*\s?[.:–—-]?\s*|\d+[- ](?:кесте|cədvəl)\s?[.:–—-]?\s*",
    re.IGNORECASE,
)
FIGURE_CAPTION = re.compile(
    r"\s*(?:рис(?:унок|\.)|схема|диаграмма|график|карта|фото|сурет|сызба|şəkil|sxem|qrafik|figure|fig\.|chart|photo)"
    r"\s*(?:№\s*)?\d*(?:\.\d+)?\s*[.:|–—-]|\s*\d+[- ](?:сурет|сызба|şəkil|sxem)\s*[.:–—-]",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"(?:источник\w*|составлено|примечание|source|note|дереккөз|mənbə)\s*(?:[:–-]|автор)", re.IGNORECASE
)
COUNTED = re.compile(r"\(\d{1,2}\)\s")
LISTED = re.compile(r"(?:[-–—•]|\d{1,2}\.)\s")
UPRIGHT = 3
UPRIGHT_PART = re.compile(r"[^\W\d_]{1,3}(?: (?=\()|$)")
MIN_CELLS = 4
MAX_WORDS = 14
VALUE = r"[-+−~≈]?\d[\d .,]*\d|\d"
PAIR = re.compile(
    rf"(?P<label>.*?[^\s\d].*?)\s+(?P<first>(?:{VALUE})\s?(?P<unit>[^\d]*?))\s+(?P<second>(?:{VALUE})\s?(?P=unit))"
)


def find_tables(lines: list[Line], vocabulary: Vocabulary) -> list[list[Line] | Block]:
    """Split the lines into stretches, with a table in place of the lines that form one."""
    groups = _groups(lines)
    width = measure(lines).width
    result: list[list[Line] | Block] = [[]]
    at = 0
    while at < len(groups):
        end = _table_end(groups, at, width)
        if end is None:
            last = result[-1]
            if isinstance(last, Block):
                last = []
                result.append(last)
            last.extend(groups[at].lines)
            last.append(Line(text="", number=groups[at].lines[-1].number, page=groups[at].lines[-1].page))
            at += 1
            continue
        result.append(_table(groups[at:end], vocabulary))
        at = end
    return [each for each in result if each]


def is_figure_caption(text: str) -> bool:
    """Return whether a line names a figure."""
    return bool(FIGURE_CAPTION.match(without_marks(text))) and len(text) < 500


def _groups(lines: list[Line]) -> list[Chunk]:
    """Lines between empty lines and page breaks; under a table's title, each row of cells for itself."""
    groups: list[Chunk] = []
    blank = True
    for line in lines:
        above = groups[-1].lines[-1] if groups else None
        if above is not None and not blank and line.text and _is_row_under(line, above, groups[-1]):
            blank = True
        if not line.text:
            blank = True
        elif groups and UPRIGHT_PART.match(line.words) and UPRIGHT_PART.fullmatch(groups[-1].lines[-1].words):
            groups[-1].lines.append(line)
            blank = False
        elif blank or groups[-1].lines[-1].page != line.page:
            groups.append(Chunk([line]))
            blank = False
        else:
            groups[-1].lines.append(line)
    return groups


def _is_row_under(line: Line, above: Line, group: Chunk) -> bool:
    """Return whether a row of cells begins or ends between two lines that no empty line parts."""
    if len(above.columns) > 1:
        return True
    return len(line.columns) > 1 and bool(CAPTION.match(group.text))


def _table_end(chunks: list[Chunk], at: int, width: int) -> int | None:
    """Return the chunk after the table that begins here with its title, if one does."""
    if not _is_title(chunks[at]):
        return None
    captioned = bool(CAPTION.match(chunks[at].text))
    end = at + 1
    source = None
    while end < len(chunks) and end - at < 400:
        if SOURCE.match(chunks[end].text):
            source = end + 1
            break
        if not _is_cell(chunks[end], width):
            break
        end += 1
    if source is None:
        while end > at + 1 and not _has_figures(chunks[end - 1]):
            end -= 1
    cells = chunks[at + 1 : source or end]
    figured = sum(1 for chunk in cells if _has_figures(chunk))
    upright = any(_is_upright(chunk) for chunk in cells)
    if len(cells) < (2 if captioned else MIN_CELLS) or (
        figured * 2 < len(cells) and not upright and not captioned
    ):
        return None
    return source or end


def _is_title(chunk: Chunk) -> bool:
    text = chunk.lines[0].words
    if CAPTION.match(text):
        return True
    whole = " ".join(line.words for line in chunk.lines)
    return (
        starts_upper(text)
        and not ends_sentence(whole)
        and 3 <= len(whole.split()) <= 24
        and not whole.endswith((",", ";", ":"))
        and not text[:1].isdigit()
        and not COUNTED.match(text)
    )


def _is_cell(chunk: Chunk, width: int) -> bool:
    if _is_upright(chunk):
        return True
    if chunk.lines[-1].words.endswith(HYPHENS) or LISTED.match(chunk.text):
        return False
    whole = " ".join(line.words for line in chunk.lines)
    if COUNTED.match(whole):
        return len(whole) < 700 and not re.search(r"[.!?] [А-ЯA-Z]", whole)
    if (ends_sentence(whole) and not re.search(r"\b[а-яa-z]{1,4}\.$", whole)) or whole.endswith((";", ":")):
        return False
    return len(whole.split()) <= MAX_WORDS and all(len(line.words) <= width * 0.8 for line in chunk.lines)


def _has_figures(chunk: Chunk) -> bool:
    return any(re.search(r"\d", line.words) for line in chunk.lines) or _is_upright(chunk)


def _is_upright(chunk: Chunk) -> bool:
    """Tell whether a word is set vertically: it comes out as lines of two or three letters."""
    return _upright_length(chunk.lines) >= UPRIGHT


def _upright_length(lines: list[Line]) -> int:
    length = 0
    for line in lines:
        head = line.words.split(" (", 1)[0]
        if len(head) > 3 or not head.isalpha():
            break
        length += 1
        if " (" in line.words:
            break
    return length


def _table(chunks: list[Chunk], vocabulary: Vocabulary) -> Block:
    first = chunks[0].lines[0]
    title = join([line.text for line in chunks[0].lines], vocabulary)
    rows: list[list[str]] = []
    certain = True
    for chunk in chunks[1:]:
        found = _rows(chunk, vocabulary)
        rows.extend(found)
    columns = max((len(row) for row in rows), default=1)
    header = rows[0] if rows else []
    if columns > 1 and len(header) == 1 and len(header[0].split()) == columns - 1:
        rows[0] = ["", *header[0].split()]
    certain = all(len(row) == columns for row in rows) and columns > 1
    named = CAPTION.sub("", without_marks(title), count=1).strip(" .–—-")
    return Block(
        kind="table",
        text="",
        line=first.number,
        page=first.page,
        label=title if named != title else "",
        table=Table(title=named or title, rows=rows, certain=certain),
    )


def _rows(chunk: Chunk, vocabulary: Vocabulary) -> list[list[str]]:
    lines = chunk.lines
    rows: list[list[str]] = []
    upright = _upright_length(lines)
    if upright >= UPRIGHT:
        word = ""
        for line in lines[:upright]:
            word += line.words.split(" (", 1)[0] + (" " if line.spaced else "")
        rows.append([tidy(word)])
        tail = lines[upright - 1].text
        remainder = [tail[tail.index(" (") + 1 :]] if " (" in tail else []
        texts = remainder + [line.text for line in lines[upright:]]
    else:
        texts = [line.text for line in lines]
    split = [list(line.columns) for line in lines]
    if len(lines) > 1 and len({len(cells) for cells in split}) == 1 and len(split[0]) > 1 and not upright:
        return [[tidy(cell) for cell in cells] for cells in split]
    if len(lines) == 1 and len(lines[0].columns) > 1:
        return [[tidy(cell) for cell in lines[0].columns]]
    gathered: list[str] = []
    for text in texts:
        if gathered and not COUNTED.match(text):
            gathered[-1] = join_two(gathered[-1], text, vocabulary)
        else:
            gathered.append(text)
    for text in gathered:
        found = PAIR.fullmatch(tidy(text))
        rows.append(
            [tidy(found.group(name)) for name in ("label", "first", "second")] if found else [tidy(text)]
        )
    return rows
