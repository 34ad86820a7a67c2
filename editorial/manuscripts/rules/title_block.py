"""Head of a single article: codes, title (in one language or several), authors, places of work, date."""

import re
from dataclasses import dataclass, field

from editorial.manuscripts.draft import Block, Contributor
from editorial.manuscripts.lexicon import is_known, tags
from editorial.manuscripts.lines import ends_sentence, tidy
from editorial.manuscripts.names import (
    is_body,
    looks_like_position,
    read_position,
    read_signature,
    split_people,
)
from editorial.manuscripts.note_markers import without_marks
from editorial.manuscripts.rules.author_block import CONTACT
from editorial.manuscripts.rules.dateline import find_date, is_date_line
from editorial.manuscripts.rules.headings import KNOWN
from editorial.manuscripts.rules.language import detect_language

CODE = re.compile(
    r"(?:УДК|ББК|ӘОЖ|UOT|UDC|МРНТИ|ҒТАМР|IRSTI|SRSTI|JEL|DOI|ISSN|e-ISSN|https?://doi)\b.*|.*(?:№|\bNo\.?|\bVol\.?) ?\d+.*\b(?:19|20)\d\d\b.*",
    re.IGNORECASE,
)
BYLINE = re.compile(r"(?:автор|авторы|текст|by|author|мәтін|müəllif)\s*:\s*", re.IGNORECASE)
WHEREABOUTS = re.compile(
    r"[,;]?\s*(?:(?:г|қ)\. ?[А-ЯЁӘ][\w-]+[,;]?\s*)?(?:[А-ЯЁA-Z]\w+[,;]\s*)?(?:(?:e-?mail|тел|orcid|эл\. почта)\b.*|\S+@\S+.*|(?:г|қ)\. ?[А-ЯЁӘ][\w-]+$)",
    re.IGNORECASE,
)
RUBRIC = re.compile(
    r"(?:эксклюзив(?:ное интервью)?|интервью|мнени[ея]|комментари[йи]|новости|аналитика|колонка|статьи?|тема дня|экспертное мнение"
    r"|interview|opinion|comment(?:ary)?|news|analysis|сұхбат|пікір|жаңалықтар|талдау|müsahibə|rəy|xəbərlər|təhlil)[.:!]?",
    re.IGNORECASE,
)
FOOT_MARK = re.compile(r"(?:(?<=[^\W\d_])|(?<=\.))[*¹²³⁴⁵⁶⁷⁸⁹\d]+(?:\s?,\s?[*¹²³⁴⁵⁶⁷⁸⁹\d]+)*(?=[\s,;.]|$)")
PLACE_MARK = re.compile(r"(?:(?<=\s)|^)([¹²³⁴⁵⁶⁷⁸⁹]|\d(?=[ )A-ZА-ЯЁӘ])|\d\))\s*(?=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІƏİ«\"])")
RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789", ")*")
ASIDE = re.compile(
    r"(?:посвящ|памяти|светлой памяти|к \d|к \w+летию|на правах|доклад|выступление|тезисы|в честь|арналады|арналған|xatirəsinə|həsr"
    r"|dedicated|to the memory|in memory)",
    re.IGNORECASE,
)
OPEN_END = re.compile(
    r"(?:[:,–—-]|\b(?:и|в|во|на|по|с|со|к|от|до|для|о|об|из|за|при|между|как|мен|және|və|ilə|and|of|the|in|on|for|to|between))$",
    re.IGNORECASE,
)
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
MAX_CODE_WORDS = 5  # long words in a line with a number and a year that is no title
FIRST_BLOCKS = 24
MAX_LINES_ABOVE_NAMES = 4
MAX_TITLE_LINES = 3
MAX_TITLE_LENGTH = 260
MAX_POSITION_LENGTH = 240
MAX_HEAD_LINE_LENGTH = 600


@dataclass(slots=True)
class Head:
    """Parts taken off the top of a text."""

    titles: dict[str, str] = field(default_factory=dict)
    contributors: list[Contributor] = field(default_factory=list)
    date: str = ""
    rest: list[Block] = field(default_factory=list)
    marks: dict[str, set[str]] = field(default_factory=dict)
    title_lines: int = 1
    bare: bool = False  # nothing was taken yet after a title that was known before


def take_head(blocks: list[Block], language: str, *, title: str = "") -> Head:
    """Split the head of an article from the blocks under it."""
    head = Head(titles={language: title} if title else {})
    head.bare = bool(title)
    at = 0
    aside: list[Block] = []
    for block in blocks[:FIRST_BLOCKS]:
        text = without_marks(block.text).strip()
        if block.kind == "figure":
            aside.append(block)
            at += 1
            continue
        if (
            len(text) > MAX_HEAD_LINE_LENGTH
            or block.kind in ("table", "question")
            or (block.kind == "heading" and head.titles and not _take_date(head, text))
        ):
            break
        if not _take(head, text, block, language):
            if head.contributors or not _stands_above_names(blocks, at):
                break
            if title or not _continue_title(head, text, language):
                aside.append(block)
        elif title and (CODE.match(text) or CONTACT.search(text)) and not read_signature(text):
            aside.append(block)
        head.bare = False
        at += 1
    head.rest = [*aside, *blocks[at:]]
    for contributor in head.contributors:
        contributor.position = WHEREABOUTS.sub("", contributor.position).strip(" ,;")
    return head


def _stands_above_names(blocks: list[Block], at: int) -> bool:
    """Return whether a line is one of a few short ones between a title and the names of the authors."""
    if not _is_line(blocks[at]):
        return False
    for block in blocks[at + 1 : at + 1 + MAX_LINES_ABOVE_NAMES]:
        text = FOOT_MARK.sub("", without_marks(block.text).strip())
        if not _is_line(block):
            return False
        if split_people(text) or read_signature(text):
            return True
    return False


def _is_line(block: Block) -> bool:
    text = without_marks(block.text).strip()
    return (
        block.kind == "paragraph"
        and 0 < len(text) <= MAX_TITLE_LENGTH
        and not _is_prose(text)
        and not KNOWN.fullmatch(text.rstrip(".:"))
    )


def _continue_title(head: Head, text: str, language: str) -> bool:
    """Take the second line of a title, or its third, that stands under the first."""
    key = language if language in head.titles else next(iter(head.titles), "")
    if not key or ASIDE.match(text) or len(head.titles[key]) + len(text) > MAX_TITLE_LENGTH:
        return False
    if head.title_lines >= MAX_TITLE_LINES:
        return False
    head.titles[key] = join_title(head.titles[key], tidy(text.rstrip(".")))
    head.title_lines += 1
    return True


def join_title(first: str, second: str) -> str:
    """Join two lines of a title: a sentence of its own gets a full stop before it."""
    opens = tags(second.split(maxsplit=1)[0].strip('«»"“”,:'))
    is_sentence = (
        second[:1].isupper()
        and not (first + second).isupper()
        and first[-1:].isalnum()
        and not OPEN_END.search(first)
        and bool(opens)
        and not any(kind in opens[0] for kind in ("Geox", "Name", "Surn", "Patr", "Orgn"))
        and is_known(second.split(maxsplit=1)[0])
    )
    return f"{first}. {second}" if is_sentence else f"{first} {second}"


def _take(head: Head, text: str, block: Block, language: str) -> bool:
    """Return whether a block belonged to the head."""
    if KNOWN.fullmatch(text.rstrip(".:")):
        return False
    return (
        bool(RUBRIC.fullmatch(text))
        or (bool(CODE.match(text)) and len(text) < 120 and len(LONG_WORD.findall(text)) <= MAX_CODE_WORDS)
        or _take_date(head, text)
        or _take_people(head, text, language)
        or _take_position(head, text)
        or (bool(head.contributors) and bool(CONTACT.search(text)) and len(text) < 160)
        or _take_title(head, text, block, language)
    )


def _take_date(head: Head, text: str) -> bool:
    date = find_date(text) if is_date_line(text) else ""
    head.date = head.date or date
    return bool(date)


def _take_position(head: Head, text: str) -> bool:
    if _take_places(head, text):
        return True
    place = WHEREABOUTS.sub("", text).strip(" ,;")
    if not head.contributors or len(place) > MAX_POSITION_LENGTH or _is_prose(place):
        return False
    says_more = place[:1].islower() and not ends_sentence(place) and not head.contributors[-1].position
    if not says_more and not looks_like_position(place):
        return False
    _add_position(head.contributors[-1], place)
    return True


def _take_places(head: Head, text: str) -> bool:
    """Places of work in a list whose numbers stand at the authors' names too: each goes to those it is of."""
    found = list(PLACE_MARK.finditer(text))
    numbers = [each.group(1).translate(RAISED) for each in found]
    marked = {number for own in head.marks.values() for number in own}
    if not found or found[0].start() or not set(numbers) <= marked:
        return False
    ends = [each.start() for each in found[1:]] + [len(text)]
    for mark, number, end in zip(found, numbers, ends, strict=True):
        place = WHEREABOUTS.sub("", text[mark.end() : end]).strip(" ,;*")
        for contributor in head.contributors:
            if number in head.marks.get(contributor.name, ()):
                _add_position(contributor, place)
    return True


def _store_markers(head: Head, text: str) -> None:
    """Remember the numbers at authors' names, which a list of places of work repeats."""
    start = 0
    for mark in FOOT_MARK.finditer(text):
        people = split_people(text[start : mark.start()].strip(" ,;"))
        numbers = set(re.findall(r"\d", mark.group().translate(RAISED)))
        for person in people:
            head.marks.setdefault(person.name, set()).update(numbers)
        start = mark.end()


def _take_title(head: Head, text: str, block: Block, language: str) -> bool:
    own = detect_language(text)
    if (
        head.titles
        and not head.contributors
        and (text[:1].islower() or OPEN_END.search([*head.titles.values()][-1]))
    ):
        return (
            _continue_title(head, text, [*head.titles][-1])
            if not _is_prose(text) and block.kind == "paragraph"
            else False
        )
    if any(span.kind == "link" for span in block.spans):
        return False  # a title links to nothing
    if own in head.titles or len(text) > MAX_TITLE_LENGTH or _is_prose(text) or block.kind == "item":
        return False
    if head.contributors and own == language and not head.titles and ends_sentence(text):
        return False
    head.titles[own] = tidy(text.rstrip("."))
    return True


def _is_prose(text: str) -> bool:
    return (ends_sentence(text) and not text.endswith("?") and len(text.split()) > 5) or bool(
        re.search(r"[а-яёa-zә]{3,}[.!?] [А-ЯЁA-Z«]", text)
    )


def _take_people(head: Head, text: str, language: str) -> bool:
    marked = BYLINE.sub("", text)
    names = FOOT_MARK.sub("", marked)
    signed = read_signature(names)
    people = split_people(names)
    if (
        not signed
        and not people
        and not (
            is_body(names) and head.titles and not head.contributors and (BYLINE.match(text) or head.bare)
        )
    ):
        return False
    if head.contributors and detect_language(names) != language and len(head.titles) > 1:
        return True
    if signed and not people:
        head.contributors.append(signed)
    elif people:
        known = {contributor.name for contributor in head.contributors}
        head.contributors.extend(
            Contributor(name=person.name, degree=person.degree)
            for person in people
            if person.name not in known
        )
        _store_markers(head, marked)
    else:
        head.contributors.append(Contributor(name=names, organisation=True))
    return True


def _add_position(contributor: Contributor, text: str) -> None:
    position, degree = read_position(re.sub(r"^[¹²³⁴⁵*\d]+\s*", "", text).rstrip("."))
    contributor.position = ", ".join(part for part in (contributor.position, position) if part)
    contributor.degree = contributor.degree or degree
