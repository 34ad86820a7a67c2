"""The box over an article: title, then names, each with a position that may run over several lines."""

import re

from editorial.manuscripts.dehyphenate import join
from editorial.manuscripts.draft import Contributor
from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import Line, ends_sentence, starts_lower, tidy
from editorial.manuscripts.names import (
    Person,
    is_body,
    looks_like_position,
    read_position,
    read_signature,
    spaced_initials,
    split_people,
)
from editorial.manuscripts.rules.headings import KNOWN

CONTACT = re.compile(r"\S+@\S+|orcid|https?://|^(?:e-?mail|тел|корреспонд)", re.IGNORECASE)
MAX_BOX_LINES = 14
MAX_POSITION_LENGTH = 130


def takes_as_box(flow: list[Line], title: range, people: list[Person]) -> range:
    """Return the lines from the title on that belong to its box."""
    closing = _closes_page(flow, title)
    if closing:
        return closing
    end = title.stop
    last_text = ""
    at = title.stop
    count = 0
    while at < len(flow) and count < MAX_BOX_LINES:
        line = flow[at]
        if line.page != flow[title.start].page:
            break
        if not line.text:
            at += 1
            continue
        if not _belongs(flow, at, last_text, people):
            break
        last_text = line.words
        count += 1
        at += 1
        end = at
    return range(title.start, end)


def _closes_page(flow: list[Line], title: range) -> range | None:
    """All that is left on the page, when it is short, holds no sentence and text stands above it."""
    page = flow[title.start].page
    above = [at for at in range(title.start - 1, -1, -1) if flow[at].text]
    rest = [
        at
        for at in range(title.stop, min(len(flow), title.stop + 80))
        if flow[at].page == page and flow[at].text
    ]
    if (
        not above
        or flow[above[0]].page != page
        or len(rest) > MAX_BOX_LINES
        or (rest and rest[-1] + 1 == len(flow))
    ):
        return None
    if any(ends_sentence(flow[at].words) and len(flow[at].words) > 12 for at in rest):
        return None
    return range(title.start, (rest[-1] + 1) if rest else title.stop)


def _belongs(flow: list[Line], at: int, last: str, people: list[Person]) -> bool:
    text = flow[at].words
    if len(text) > MAX_POSITION_LENGTH:
        return False
    if _names(text, people) or is_body(text) or read_signature(text) or CONTACT.search(text):
        return True
    if last.endswith("-") and starts_lower(text):
        return True
    sentence = ends_sentence(text) and len(text.split()) > 6 and not looks_like_position(text)
    return bool(last) and not sentence and not _is_prose(flow, at) and _goes_on(flow, at, last, people)


def _goes_on(flow: list[Line], at: int, last: str, people: list[Person]) -> bool:
    """Return whether a line says more of the one named before it."""
    text = flow[at].words
    follows_text = flow[at - 1].text != ""
    after_name = bool(_names(last, people)) or last.endswith(",")
    if looks_like_position(text) and (follows_text or after_name):
        return True
    open_ended = looks_like_position(last) and not KNOWN.fullmatch(text)
    if open_ended and starts_lower(text):
        return True
    return follows_text and (starts_lower(text) or last.endswith((",", "-")) or open_ended)


def _is_prose(flow: list[Line], at: int) -> bool:
    """Return whether a long text begins here: five filled lines in a row, or one that goes on for sentences."""
    run = 0
    for line in flow[at : at + 6]:
        if not line.text or line.page != flow[at].page:
            break
        run += 1
    return run >= 6 or bool(re.search(r"[а-яёa-z]{3,}[.!?] [А-ЯЁA-Z]", flow[at].words))


def _names(text: str, people: list[Person]) -> list[Person]:
    found = split_people(text)
    if found:
        return found
    plain = re.sub(r"[\W\d_]+", "", text).casefold()
    return [person for person in people if re.sub(r"[\W\d_]+", "", person.name).casefold() == plain]


def read_box(box: list[Line], title: str, people: list[Person], vocabulary: Vocabulary) -> list[Contributor]:
    """Return the contributors a box names, with their positions; those of the contents when it names none."""
    rest = _after_title([line.words for line in box], title)
    contributors: list[Contributor] = []
    positions: list[list[str]] = []
    for text in rest:
        signed = read_signature(text)
        names = _names(text, people)
        if names:
            contributors.extend(Contributor(name=person.name, degree=person.degree) for person in names)
            positions.extend([] for _person in names)
        elif signed:
            contributors.append(Contributor(name=signed.name, degree=signed.degree))
            positions.append([signed.position])
        elif is_body(text) and not contributors:
            contributors.append(Contributor(name=tidy(text), organisation=True))
            positions.append([])
        elif CONTACT.search(text):
            continue
        elif contributors and contributors[-1].organisation and not positions[-1]:
            contributors[-1].name = tidy(f"{contributors[-1].name} {text}")
        elif contributors:
            positions[-1].append(text)
    for contributor, lines in zip(contributors, positions, strict=True):
        contributor.position, degree = read_position(join(lines, vocabulary))
        contributor.degree = contributor.degree or degree
    return contributors or [
        Contributor(name=spaced_initials(person.name), degree=person.degree) for person in people
    ]


def _after_title(texts: list[str], title: str) -> list[str]:
    normalized_title = re.sub(r"[\W_]+", "", title).casefold()
    gathered = ""
    for place, text in enumerate(texts):
        gathered += re.sub(r"[\W_]+", "", text).casefold()
        if not normalized_title.startswith(gathered[:8]):
            return texts[place:]
        if len(gathered) >= len(normalized_title) * 0.94:
            return texts[place + 1 :]
    return texts
