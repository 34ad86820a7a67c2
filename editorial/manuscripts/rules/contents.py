"""The table of contents: titles, authors and pages of a collection."""

import re
from dataclasses import dataclass, field

from editorial.manuscripts.dehyphenate import join
from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import Line, tidy
from editorial.manuscripts.names import Person, is_body, split_people
from editorial.manuscripts.page_model import Page

LEADER = re.compile(r"\s*(?:\.{3,}|…+|(?:\. ){3,}\.?|_{3,}|·{3,})[\s.…_·]*(\d{1,4})$")
TRAILING_PAGE = re.compile(r"(?<=\D)\s+(\d{1,4})$")
HEADING = re.compile(
    r"(?:содержание|оглавление|contents|table of contents|мазмұны|mündəricat|içindekiler)[.:]?", re.IGNORECASE
)
AUTHOR_FIRST = re.compile(
    r"((?:[А-ЯЁӘҒҚҢӨҰҮҺІA-ZƏİÖŞÜÇĞ][\w\-]+ (?:[А-ЯЁӘA-ZƏİ]\. ?){1,2},? ?)+)(?=[«\"А-ЯЁA-Z])"
)
MAX_ENTRY_LINES = 8
MIN_ENTRIES = 2


@dataclass(slots=True)
class Entry:
    """A line of the contents."""

    title: str
    page: int
    people: list[Person] = field(default_factory=list)
    body: str = ""
    line: int = 0


@dataclass(slots=True)
class Contents:
    """The entries and the lines they took."""

    entries: list[Entry]
    first_line: int
    last_line: int


def find_contents(pages: list[Page], vocabulary: Vocabulary) -> Contents | None:
    """Return the contents, if the text has them; they may stand at the beginning or at the end."""
    lines = [line for page in pages for line in page.lines]
    heading = next((place for place, line in enumerate(lines) if HEADING.fullmatch(line.text)), None)
    closing = [place for place, line in enumerate(lines) if LEADER.search(line.words)]
    if len(closing) >= MIN_ENTRIES:
        return _read(lines, closing, heading, LEADER, vocabulary)
    if heading is None:
        return None
    closing = _plain_closings(lines, heading)
    return _read(lines, closing, heading, TRAILING_PAGE, vocabulary) if len(closing) >= MIN_ENTRIES else None


def _plain_closings(lines: list[Line], heading: int) -> list[int]:
    """Lines after the heading that end with growing numbers, with no leader dots."""
    closing: list[int] = []
    last = 0
    for place in range(heading + 1, min(len(lines), heading + 200)):
        found = None if lines[place].grid else TRAILING_PAGE.search(lines[place].words)
        if found and last <= int(found.group(1)) <= last + 80:
            closing.append(place)
            last = int(found.group(1))
        elif closing and place - closing[-1] > MAX_ENTRY_LINES:
            break
    return closing


def _read(
    lines: list[Line],
    closing: list[int],
    heading: int | None,
    ending: re.Pattern[str],
    vocabulary: Vocabulary,
) -> Contents:
    first = _entry_start(lines, closing[0])
    entries: list[Entry] = []
    start = first
    for place in closing:
        entry_lines = [
            line for line in lines[start : place + 1] if line.text and not HEADING.fullmatch(line.text)
        ]
        start = place + 1
        found = ending.search(entry_lines[-1].words) if entry_lines else None
        if found:
            texts = [line.words for line in entry_lines[-MAX_ENTRY_LINES:]]
            texts[-1] = texts[-1][: found.start()]
            entries.append(_entry(texts, int(found.group(1)), entry_lines[0].number, vocabulary))
    last = closing[-1]
    if heading is not None and abs(heading - last) <= MAX_ENTRY_LINES:
        last = max(last, heading)
    if heading is not None and 0 <= first - heading <= MAX_ENTRY_LINES:
        first = heading
    return Contents(entries=entries, first_line=lines[first].number, last_line=lines[last].number)


def _entry_start(lines: list[Line], place: int) -> int:
    page = lines[place].page
    while place > 0 and lines[place - 1].text and lines[place - 1].page == page:
        if HEADING.fullmatch(lines[place - 1].text):
            break
        place -= 1
    return place


def _entry(texts: list[str], page: int, number: int, vocabulary: Vocabulary) -> Entry:
    texts = [text for text in texts if text.strip()]
    if len(texts) > 1:
        people = split_people(texts[-1])
        if people:
            return Entry(title=join(texts[:-1], vocabulary), page=page, people=people, line=number)
        people = split_people(texts[0])
        if people:
            return Entry(title=join(texts[1:], vocabulary), page=page, people=people, line=number)
        if is_body(texts[-1]) and not texts[-2].rstrip().endswith((":", ",", "-")):
            return Entry(title=join(texts[:-1], vocabulary), page=page, body=tidy(texts[-1]), line=number)
    whole = join(texts, vocabulary)
    found = AUTHOR_FIRST.match(whole)
    if found and (people := split_people(found.group(1))):
        return Entry(title=whole[found.end() :].strip(" .–—-"), page=page, people=people, line=number)
    return Entry(title=whole, page=page, line=number)
