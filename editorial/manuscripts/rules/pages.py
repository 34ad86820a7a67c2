"""Boundaries and numbers of printed pages.

Extraction leaves a form feed, or a number alone on its line, or several empty lines, or nothing but a space
at the start of the new page's first line.
"""

import re

from editorial.manuscripts.lines import Line, ends_sentence
from editorial.manuscripts.page_model import Page

DASHED_NUMBER = re.compile(r"[-–—|]\s?(\d{1,4})\s?[-–—|]")
PAGE_NUMBER = re.compile(r"(?:(?:стр|с|p)\. ?|page |бет )?(\d{1,4})(?: ?\| ?page)?", re.IGNORECASE)
EMPTY_LINES = 3
MAX_BOX_LINES = 6
MAX_INDENTED_SHARE = 0.1


def page_number(text: str) -> int | None:
    """Return the number if a line is only a page number."""
    found = DASHED_NUMBER.fullmatch(text) or PAGE_NUMBER.fullmatch(text)
    return int(found.group(1)) if found else None


def split_pages(lines: list[Line], feeds: set[int]) -> list[Page]:
    """Lines as pages; `feeds` are the line numbers at which a form feed stood."""
    printed = _printed_numbers(lines, trust_position=feeds)
    breaks = set(feeds) if feeds else _guessed_breaks(lines, printed)
    pages = [Page(index=0)]
    for line in lines:
        if line.number in breaks and any(line_before.text for line_before in pages[-1].lines):
            pages.append(Page(index=len(pages)))
        page = pages[-1]
        line.page = page.index
        if line.number in printed:
            page.number = printed[line.number] if page.number is None else page.number
            page.head.append(line)
            page.lines.append(Line(text="", number=line.number, page=page.index, top=line.top))
        else:
            page.lines.append(line)
    if not feeds:
        pages = _return_boxes(pages)
    _number(pages)
    return pages


def _printed_numbers(lines: list[Line], *, trust_position: set[int]) -> dict[int, int]:
    """Line number → page number, for lines that are numbers of a growing row."""
    candidates = [
        (place, number)
        for place, line in enumerate(lines)
        if len(line.text) <= 12 and (number := page_number(line.text)) is not None
    ]
    dashed = [place for place, _number_ in candidates if DASHED_NUMBER.fullmatch(lines[place].text)]
    if dashed:
        candidates = [(place, number) for place, number in candidates if place in set(dashed)]
    row = _growing(candidates)
    alone = {place for place, _number_ in row if dashed or trust_position or _is_isolated(lines, place)}
    if len(alone) < 2 and not dashed and not trust_position:
        return {}
    return {lines[place].number: number for place, number in row if place in alone}


def _is_isolated(lines: list[Line], place: int) -> bool:
    around = [lines[at].text for at in (place - 1, place + 1) if 0 <= at < len(lines)]
    return not all(around)


def _growing(candidates: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of candidates whose numbers only grow, by steps that pages can make."""
    best: list[list[tuple[int, int]]] = []
    for at, (place, number) in enumerate(candidates[:2000]):
        chain = [(place, number)]
        for before in range(max(0, at - 40), at):
            last = best[before][-1][1]
            if last < number <= last + 30 and len(best[before]) + 1 > len(chain):
                chain = [*best[before], (place, number)]
        best.append(chain)
    return max(best, key=len, default=[])


def _guessed_breaks(lines: list[Line], printed: dict[int, int]) -> set[int]:
    breaks = {line.number for line in lines if line.number in printed}
    filled = [line for line in lines if line.text]
    empty = 0
    outdented: list[int] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if not line.text:
            empty += 1
            continue
        if empty >= EMPTY_LINES and line.number not in printed:
            breaks.add(line.number)
        if line.indented and before is not None and before.text:
            outdented.append(line.number)
        empty = 0
    if len(outdented) <= MAX_INDENTED_SHARE * len(filled):
        breaks.update(outdented)
    return breaks


def _return_boxes(pages: list[Page]) -> list[Page]:
    """Move a few lines that are no text of their own back to the end of the previous page (a moved box)."""
    result: list[Page] = []
    for place, page in enumerate(pages):
        filled = page.filled()
        is_box = (
            result
            and place + 1 < len(pages)
            and page.number is None
            and 0 < len(filled) <= MAX_BOX_LINES
            and not any(ends_sentence(line.text) for line in filled)
            and filled[0].indented
        )
        if is_box:
            result[-1].lines.append(Line(text="", number=filled[0].number, page=result[-1].index))
            result[-1].lines.extend(page.lines)
        else:
            result.append(page)
    for index, page in enumerate(result):
        page.index = index
        for line in page.lines:
            line.page = index
    return result


def _number(pages: list[Page]) -> None:
    """Give numbers to the pages between and around the printed ones."""
    anchors = [(page.index, page.number) for page in pages if page.number is not None]
    if not anchors:
        return
    for page in pages:
        if page.number is not None:
            continue
        before = [(index, number) for index, number in anchors if index < page.index]
        index, number = before[-1] if before else anchors[0]
        guess = number + page.index - index
        page.number = guess if guess > 0 else None
