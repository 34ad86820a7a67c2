"""Words with positions to lines in reading order: baselines, columns, gaps, raised figures, drop capitals."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from editorial.manuscripts.lexicon import is_known
from editorial.manuscripts.lines import CELL_END, ROW_END, Line, clean_characters, make_line
from editorial.manuscripts.readers.pdf_columns import Gutters, split_columns
from editorial.manuscripts.readers.pdf_pictures import PICTURE, add_pictures
from editorial.manuscripts.readers.pdf_rows import Row, to_rows
from editorial.manuscripts.readers.pdf_tables import take_tables
from editorial.manuscripts.rules.footnote_blocks import REFERENCE_LIST
from editorial.manuscripts.rules.printed_styles import body_size

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALLER = 0.82
# Anything but the letters, figures and signs that texts of the region are full of.
UNCLEAN = re.compile("[^ -~«»“”„’№–—…А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіƏəĞğİıÖöŞşÜüÇç⁰¹²³⁴-⁹]")
LINE_GAP = 1.55
SMALL_PRINT = 0.94
MIN_COLUMN_ROWS, SAME_EDGE = 4, 0.85
NOTE = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}[.)]?(?= ?[^\W\d_«“\"]))")
LABEL = re.compile(r"(\d{1,3})\.\s")
MAX_ITEM_LINES = 12
CELL_GAP = 3.0
WHOLE_WORDS = frozenset("ВКОСУЯАИвксоуяаиAIaiOoÖöӨө")


@dataclass(slots=True)
class PageOfWords:
    """A page as the extraction gives it: [text, x0, x1, top, bottom, size, bold, tight] for each word;
    a tight one stands against the word before it, with no space of the file between.

    `asides` are words set in other directions, `rules` the ruled lines as [x0, x1, top, bottom], `pictures` the
    share of the page under pictures, `images` where those stand that are no ornaments, `shapes` how many things are
    drawn, `unknown` how many glyphs have no character, `links` boxes with their address, `comments` texts with
    their author.
    """

    words: list[list[Any]]
    width: float
    height: float
    asides: list[list[Any]] = field(default_factory=list)
    rules: list[list[float]] = field(default_factory=list)
    pictures: float = 0.0
    shapes: int = 0
    images: list[list[float]] = field(default_factory=list)
    links: list[list[Any]] = field(default_factory=list)
    comments: list[list[str]] = field(default_factory=list)
    unknown: int = 0
    number: int = 0
    scanned: bool = False


@dataclass(slots=True)
class PagesBefore:
    """Layout of the pages before: the gutters of their columns and the sizes of their text."""

    gutters: Gutters = field(default_factory=Gutters)
    sizes: Counter[float] = field(default_factory=Counter)
    rights: dict[int, float] = field(default_factory=dict)
    listed: int = 0  # the number of the item that its text ended with


def to_lines(page: PageOfWords, before: PagesBefore | None = None) -> list[Line]:
    """Return the lines of a page; empty lines stand for gaps and indents between paragraphs."""
    before = before or PagesBefore()
    sizes: dict[float, int] = {}
    for word in page.words:
        sizes[word[5]] = sizes.get(word[5], 0) + len(word[0])
    before.sizes.update(sizes)
    lines: list[Line] = []
    rows = take_tables(to_rows(page.words), page.rules, page.width)
    feet = take_feet(rows, page.rules, usual_size(before))
    rows = add_pictures([row for row in rows if row.words or row.grid], page.images, page.number)
    for column in split_columns(rows, page.width, before.gutters):
        _add_column(lines, column, before, foot_from=_small_foot(column, before))
    before.listed = _last_label(lines)
    if lines and not lines[0].grid:
        lines[0].head = _is_set_apart(rows, page.rules, usual_size(before))
    for foot in feet:
        _add_column(lines, foot, before, foot_from=0)
    if page.asides:
        _add_column(lines, to_rows(page.asides), PagesBefore())
    while lines and not lines[-1].text:
        lines.pop()
    return lines or [Line(text="", number=0)]


def usual_size(before: PagesBefore) -> float:
    """Return the size of most of the text so far."""
    return body_size(before.sizes)


def take_feet(rows: list[Row], rules: list[list[float]], size: float) -> list[list[Row]]:
    """Take the words under each short rule that parts the notes of a column from its text, out of the rows."""
    text = [row for row in rows if not row.grid]
    if not rules or not text:
        return []
    left, right = min(row.left for row in text), max(row.right for row in text)
    short = [
        rule for rule in rules if rule[3] - rule[2] < 2 and 20 < rule[1] - rule[0] < 0.6 * (right - left)
    ]
    feet: list[list[Row]] = []
    for x0, x1, top, _bottom in sorted(short, key=lambda rule: (rule[0], -rule[2])):
        below = [row for row in text if row.bottom - row.size * 0.3 > top and row.words]
        words = [word for row in below for word in row.words if word[2] > x0 - 5]
        large = [word[1] for word in words if word[5] > size * 0.96 and not word[0].strip("-–— ").isdigit()]
        beside = [rule[0] for rule in short if rule[0] > x1 and any(word[4] > rule[2] for word in words)]
        end = min([*large, *beside], default=right + 1)
        inside = [word for word in words if word[2] < end]
        starts = min((word[1] for word in inside), default=0.0)
        first = min((word[3] for word in inside), default=0.0)
        if end < x1 or not inside or abs(starts - x0) > 14 or first - top > 3 * size:
            continue
        feet.append([_split_row(row, x0 - 5, end) for row in below if row.right > x0 - 5 and row.left < end])
        feet[-1] = [row for row in feet[-1] if row.words]
    return feet


def _split_row(row: Row, start: float, end: float) -> Row:
    """Return the part of a row between two places, and leave the rest in it."""
    taken = [word for word in row.words if word[2] > start and word[2] < end]
    if len(taken) == len(row.words):
        whole = replace(row, words=row.words)
        row.words = []
        return whole
    row.words = [word for word in row.words if not (word[2] > start and word[2] < end)]
    row.renew()
    part = Row(taken)
    part.renew()
    return part


def _last_label(lines: list[Line]) -> int:
    """Return the number of the last item of a list in the text of a page, 0 if its text does not end with one."""
    labels = [
        found for line in lines[-MAX_ITEM_LINES:] if not line.foot and (found := LABEL.match(line.text))
    ]
    return int(labels[-1].group(1)) if labels else 0


def _small_foot(rows: list[Row], before: PagesBefore) -> int | None:
    """Return the row at which small print begins that closes a column with a numbered note, with no rule above it."""
    size = usual_size(before)
    end = len(rows)
    while end and not rows[end - 1].grid and rows[end - 1].words[0][0].strip("-–— ").isdigit() and len(rows[end - 1].words) == 1:  # fmt: skip
        end -= 1
    at = end
    while at and not rows[at - 1].grid and rows[at - 1].size < size * SMALL_PRINT:
        at -= 1
    while at < end and not NOTE.match(_joined(rows[at])):
        at += 1
    label = LABEL.match(_joined(rows[at])) if at < end else None
    if label and before.listed and int(label.group(1)) == before.listed + 1:
        return None  # the list of the page before goes on
    return at if 0 < at < end and not REFERENCE_LIST.fullmatch(_joined(rows[at - 1])) else None


def _is_set_apart(rows: list[Row], rules: list[list[float]], size: float) -> bool:
    """Return whether the first row of a page is a running header by its look: a rule or much space below it, or small print."""
    if len(rows) < 3 or rows[0].grid or rows[0].size > size * 1.02:
        return False
    first, second = rows[0], rows[1]
    ruled = any(first.bottom - 1 < rule[2] < second.bottom - second.size * 0.5 and rule[1] - rule[0] > 0.5 * (max(row.right for row in rows) - min(row.left for row in rows)) for rule in rules)  # fmt: skip
    gap = second.bottom - first.bottom
    return ruled or first.size < size * 0.95 or gap > 1.8 * max(first.size, second.size)


def _joined(row: Row) -> str:
    return " ".join(word[0] for word in row.words)


def _add_column(
    lines: list[Line], rows: list[Row], before_page: PagesBefore, *, foot_from: int | None = None
) -> None:
    if foot_from is not None and foot_from:
        _add_column(lines, rows[:foot_from], before_page)
        _add_column(lines, rows[foot_from:], before_page, foot_from=0)
        return
    rows = _place_capitals(rows)
    edge = _right_edge(rows, before_page)
    usual, margin = _usual_gap(rows), _margin(rows)
    before: Row | None = None
    for row in rows:
        if before is not None and (row.grid or before.grid or _begins_paragraph(before, row, usual, margin)):
            lines.append(Line(text="", number=0))
        line = _line(row)
        line.foot, line.top = foot_from == 0, row.bottom
        if not row.grid and line.text and row.right > row.left:
            line.room = max(0.0, edge - row.right) * len(line.text) / (row.right - row.left)
        lines.append(line)
        before = row
    if rows:
        lines.append(Line(text="", number=0))


def _right_edge(rows: list[Row], before: PagesBefore) -> float:
    """Return where the full lines of a column end, on this page or on one before."""
    edge = max((row.right for row in rows if not row.grid), default=0.0)
    column = round(_margin([row for row in rows if not row.grid]) / 12)
    known = before.rights.get(column, 0.0)
    if len(rows) >= MIN_COLUMN_ROWS and edge < known * SAME_EDGE:
        return edge  # a narrower column with the same margin
    before.rights[column] = max(edge, known)
    return before.rights[column]


def _begins_paragraph(before: Row, row: Row, usual: float, margin: float) -> bool:
    """Tell whether a paragraph begins: a wider gap above the line, or an indent that the line before lacks."""
    if row.top - before.top > usual * LINE_GAP:
        return True
    indent, indent_before = row.left - margin, before.left - margin
    return row.size * 0.7 < indent < row.size * 4 and indent_before < row.size * 0.4


def _margin(rows: list[Row]) -> float:
    """Return where most lines begin."""
    counts = Counter(round(row.left) for row in rows)
    return float(counts.most_common(1)[0][0]) if counts else 0.0


def _usual_gap(rows: list[Row]) -> float:
    gaps = sorted(b.top - a.top for a, b in pairwise(rows) if b.top > a.top)
    return gaps[len(gaps) // 2] if gaps else 12.0


def _place_capitals(rows: list[Row]) -> list[Row]:
    """Put a capital that is as high as several lines before the word that it begins, on the first of these lines."""
    sizes = Counter(row.size for row in rows if not row.grid)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    for row in list(rows):
        for word in list(row.words):
            large = word[5] > usual * 1.7 and len(word[0]) <= 2 and word[0].isalpha() and word[0].isupper()
            if row.grid or not large:
                continue
            home = next(
                (
                    each
                    for each in rows
                    if each.size < word[5] * 0.7
                    and each.bottom > word[4] - word[5] * 0.9
                    and each.bottom < word[4] + usual * 0.5
                    and any(other is not word and other[1] >= word[1] for other in each.words)
                ),
                None,
            )
            if home is None:
                continue
            row.words.remove(word)
            _prefix(home, word)
    return [row for row in rows if row.words or row.grid]


def _prefix(row: Row, capital: list[Any]) -> None:
    first = min((word for word in row.words if word is not capital), key=lambda word: word[1])
    rest = first[0]
    stem = "".join(letter for letter in rest if letter.isalpha() or letter == "-")
    apart = capital[0] in WHOLE_WORDS and stem.islower() and is_known(stem)
    glued = not apart or (not is_known(stem) and is_known(capital[0].lower() + stem))
    first[0] = f"{capital[0]}{'' if glued else ' '}{rest}"
    row.renew()


def _line(row: Row) -> Line:
    if row.picture:
        return Line(text=PICTURE, number=0, grid=True, picture=row.picture)
    if row.grid:
        line = Line(text=clean_grid(row.grid), number=0, grid=True)
        line.size = row.size
        return line
    size, baseline = row.size, row.baseline
    text = ""
    right = None
    for word in row.words:
        piece = word[0]
        if word[5] < size * SMALLER and word[4] < baseline - size * 0.12 and piece.strip(".,;*)( ").isdigit():
            piece = piece.strip("()").translate(RAISED)
        if right is None:
            text = piece
        else:
            gap = word[1] - right
            close = gap < size * 0.12 and (len(word) < 8 or word[7])
            text += ("" if close else "    " if gap > size * CELL_GAP else " ") + piece
        right = word[2]
    heavy = sum(len(word[0]) for word in row.words if word[6])
    bold = heavy * 2 > sum(len(word[0]) for word in row.words) if heavy else False
    line = make_line(clean_characters(text) if UNCLEAN.search(text) else text, 0)
    line.size, line.bold, line.indented = size, bold, False
    return line


def clean_grid(cells: list[list[str]]) -> str:
    """Return a table as one text, whose rows and cells are parted by characters that no text holds."""
    return ROW_END.join(CELL_END.join(" ".join(clean_characters(cell).split()) for cell in row) for row in cells)  # fmt: skip
