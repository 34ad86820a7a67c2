"""Lines that run above or under the text of every page, and do not belong to it."""

import re
from collections import Counter
from itertools import pairwise

from editorial.manuscripts.lines import Line, ends_sentence, starts_lower, starts_upper
from editorial.manuscripts.page_model import Page
from editorial.manuscripts.rules.headings import KNOWN

AT_TOP, AT_FOOT = 4, 2
NEAR_NUMBER = 4
MAX_LENGTH = 160
SMALL = 6
SAME_PLACE = 3.0
MIN_OFFSET_SHARE = 0.4
MIN_PAGES_SHARE = 0.3
MIN_NUMBERED_SHARE = 0.5
NUMBER_AT_EDGE = re.compile(r"^(?!(?:19|20)\d\d\b)(\d{1,4})\s+(?=\D)|(?<=\D)\s+(?!(?:19|20)\d\d$)(\d{1,4})$")


def key(text: str) -> str:
    """Normalize a repeated line: without a page number at its edge, case and punctuation."""
    return re.sub(r"[^\w]+", " ", NUMBER_AT_EDGE.sub(" # ", text, count=1)).strip().casefold()


def drop_running_headers(pages: list[Page]) -> None:
    """Move running headers and footers from the lines of each page to its head."""
    if len(pages) < 2:
        return
    counts = Counter(
        name for page in pages for name in {_paged_key(line, page) for line in _edge_lines(page)}
    )
    offsets, tops = _offsets(pages), _tops(pages)
    near = Counter(name for page in pages for name in {key(line.text) for line in _near_number(page)})
    numbered = sum(1 for page in pages if page.head)
    for page in pages:
        near_number = {id(line) for line in _near_number(page)}
        doomed: list[Line] = []
        for edge in _edges(page):
            for line in edge:
                runs = _runs(line, counts[_paged_key(line, page)], len(pages))
                heads = id(line) in near_number and _heads(line, near, numbered)
                by_place = line.head and tops[round(line.top / SAME_PLACE)] >= max(3, len(pages) / 3)
                numbered_edge = _offset(line, page) in offsets and line is edge[0]
                if not (by_place or numbered_edge) and ((not runs and not heads) or _goes_on(line, page)):
                    break
                doomed.append(line)
        for line in doomed:
            _take_number(page, line)
            page.head.append(Line(text=line.text, number=line.number, page=page.index))
            line.text = ""


def _offset(line: Line, page: Page) -> int | None:
    """Return how far the number at the edge of a line is from the place of its page."""
    found = NUMBER_AT_EDGE.search(line.text) if len(line.text) <= MAX_LENGTH else None
    return int(found.group(1) or found.group(2)) - page.index if found else None


def _offsets(pages: list[Page]) -> set[int]:
    """Return by how much the numbers in the outermost lines of most pages exceed the places of these pages."""
    found = Counter(
        offset
        for page in pages
        for offset in {_offset(edge[0], page) for edge in _edges(page) if edge}
        if offset is not None
    )
    return {offset for offset, count in found.items() if count >= max(3, len(pages) * MIN_OFFSET_SHARE)}


def _tops(pages: list[Page]) -> Counter[int]:
    """Count the places on the page where first lines that are set apart from the text stand."""
    return Counter(round(line.top / SAME_PLACE) for page in pages for line in page.filled()[:1] if line.head)


def _goes_on(line: Line, page: Page) -> bool:
    """Return whether the line right under this one goes on with its sentence: then this one is text."""
    at = next(place for place, each in enumerate(page.lines) if each is line)
    below = page.lines[at + 1].text if at + 1 < len(page.lines) else ""
    return starts_lower(below) and not line.text.isupper() and not NUMBER_AT_EDGE.search(line.text)


def _paged_key(line: Line, page: Page) -> tuple[str, int]:
    """Return the key of a line, whose number at the edge counts only if it grows with the pages."""
    found = NUMBER_AT_EDGE.search(line.text)
    return key(line.text), int(found.group(1) or found.group(2)) - page.index if found else 0


def _edges(page: Page) -> tuple[list[Line], list[Line]]:
    """Return the first and the last lines, each from the edge inwards."""
    filled = [line for line in page.filled() if not line.grid]
    return filled[:AT_TOP], filled[AT_TOP:][-AT_FOOT:][::-1]


def _edge_lines(page: Page) -> list[Line]:
    return [line for edge in _edges(page) for line in edge if len(line.text) <= MAX_LENGTH]


def _near_number(page: Page) -> list[Line]:
    """Return the lines that stand with the printed number, before an empty line or the text parts them from it."""
    if not page.head:
        return []
    at = page.head[0].number
    after = [line for line in page.lines if line.number > at and line.text][:NEAR_NUMBER]
    before = [line for line in page.lines if line.number < at and line.text][-2:]
    return [line for line in after + before if len(line.text) <= MAX_LENGTH]


def _runs(line: Line, count: int, pages: int) -> bool:
    if KNOWN.fullmatch(line.text) or line.text.lower().startswith(("ibid", "там же")):
        return False
    if starts_lower(line.text) or line.text.endswith(("-", ",")):
        return False
    return count >= (
        max(2, pages / 2) if pages <= SMALL else max(3, MIN_PAGES_SHARE * pages)
    ) and not ends_sentence(line.text)


def _heads(line: Line, near: Counter[str], numbered: int) -> bool:
    if KNOWN.fullmatch(line.text):
        return False
    if near[key(line.text)] >= max(2, MIN_NUMBERED_SHARE * numbered):
        return True
    return line.text.isupper() and len(line.text) > 8


def _take_number(page: Page, line: Line) -> None:
    found = NUMBER_AT_EDGE.search(line.text)
    if found and page.number is None:
        page.number = int(found.group(1) or found.group(2))


def drop_interrupting_heads(pages: list[Page]) -> None:
    """Drop a line over the text of a page that cuts a sentence of the page before in two."""
    for before, page in pairwise(pages):
        above, filled = before.filled(), page.filled()
        if not above or len(filled) < 2:
            continue
        head, after = filled[0], filled[1]
        cut = above[-1].text
        if (
            ends_sentence(cut)
            or not starts_upper(head.text)
            or not starts_lower(after.text)
            or len(head.text) > MAX_LENGTH
        ):
            continue
        own_line = not ends_sentence(head.text) and head.text[-1:] not in ",-"
        if own_line and (cut.endswith("-") or not page.lines[page.lines.index(head) + 1].text):
            page.head.append(Line(text=head.text, number=head.number, page=page.index))
            head.text = ""


def drop_titles_in_heads(pages: list[Page], names: set[str]) -> None:
    """Drop a first or last line of a page that only repeats a title or an author, when it does so on several pages."""
    name_keys = {key(name) for name in names if len(name) > 5}
    edges = [(page, line) for page in pages for line in [*page.filled()[:2], *page.filled()[-1:]]]
    counts = Counter(key(line.text) for _page, line in edges)
    for page, line in edges:
        if line.text and key(line.text) in name_keys and counts[key(line.text)] >= 3:
            page.head.append(Line(text=line.text, number=line.number, page=page.index))
            line.text = ""
