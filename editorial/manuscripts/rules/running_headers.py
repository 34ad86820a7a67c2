"""Lines that run above or under the text of every page, and do not belong to it."""

import re
from collections import Counter

from editorial.manuscripts.lines import Line, ends_sentence
from editorial.manuscripts.paper import Page

AT_EDGE = 4
NEAR_NUMBER = 4
LONGEST = 160
SHARE_OF_PAGES = 0.3
NUMBER_AT_EDGE = re.compile(r"^(\d{1,4})\s+(?=\D)|(?<=\D)\s+(\d{1,4})$")


def key(text: str) -> str:
    """A line as it repeats: without figures, case and spaces."""
    return re.sub(r"[^\w]+", " ", re.sub(r"\d+", "#", text)).strip().casefold()


def drop_running_headers(pages: list[Page]) -> None:
    """Move running headers and footers from the lines of each page to its head."""
    if len(pages) < 2:
        return
    counts = Counter(name for page in pages for name in {key(line.text) for line in _edge_lines(page)})
    near = Counter(name for page in pages for name in {key(line.text) for line in _near_number(page)})
    for page in pages:
        beside = {id(line) for line in _near_number(page)}
        doomed = [
            line
            for line in _edge_lines(page)
            if _runs(line, counts[key(line.text)], len(pages)) or (id(line) in beside and _heads(line, near))
        ]
        for line in doomed:
            _take_number(page, line)
            page.head.append(Line(text=line.text, number=line.number, page=page.index))
            line.text = ""


def _edge_lines(page: Page) -> list[Line]:
    filled = [line for line in page.filled() if len(line.text) <= LONGEST]
    return filled[:AT_EDGE] + filled[AT_EDGE:][-AT_EDGE:]


def _near_number(page: Page) -> list[Line]:
    """The lines that stand with the printed number, before an empty line or the text parts them from it."""
    if not page.head:
        return []
    at = page.head[0].number
    after = [line for line in page.lines if line.number > at and line.text][:NEAR_NUMBER]
    before = [line for line in page.lines if line.number < at and line.text][-2:]
    return [line for line in after + before if len(line.text) <= LONGEST]


def _runs(line: Line, count: int, pages: int) -> bool:
    return count >= max(3, SHARE_OF_PAGES * pages) and not line.text.lower().startswith(("ibid", "там же"))


def _heads(line: Line, near: Counter[str]) -> bool:
    if near[key(line.text)] >= 2:
        return not (ends_sentence(line.text) and len(line.text) > 80)
    return line.text.isupper() and len(line.text) > 8


def _take_number(page: Page, line: Line) -> None:
    found = NUMBER_AT_EDGE.search(line.text)
    if found and page.number is None:
        page.number = int(found.group(1) or found.group(2))


def drop_titles_in_heads(pages: list[Page], names: set[str]) -> None:
    """Drop a first or last line of a page that only repeats a title or an author, when it does so on several pages."""
    wanted = {key(name) for name in names if len(name) > 5}
    edges = [(page, line) for page in pages for line in [*page.filled()[:2], *page.filled()[-1:]]]
    counts = Counter(key(line.text) for _page, line in edges)
    for page, line in edges:
        if line.text and key(line.text) in wanted and counts[key(line.text)] >= 3:
            page.head.append(Line(text=line.text, number=line.number, page=page.index))
            line.text = ""
