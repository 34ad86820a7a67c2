"""Names of people and bodies, degrees and positions, as texts print them."""

import re
from dataclasses import dataclass

from editorial.manuscripts.draft import Contributor
from editorial.manuscripts.lexicon import is_known, morphology, tags
from editorial.manuscripts.lines import tidy
from editorial.manuscripts.name_forms import (
    FORMS,
    INITIAL,
    SHOUTED,
    UPPER,
    is_certain_name,
    shape,
    spaced,
    turn_round,
)
from editorial.manuscripts.position_words import BODY_NOUNS, BODY_STEMS, DEGREE, POSITION_WORDS

FOOT_SIGNS = re.compile(r"[*¹²³⁴⁵⁶⁷⁸⁹⁰†‡]+|(?<=[a-zа-яё])\d{1,2}(?=[,\s]|$)")
AND = r"\s+(?:и|және|және|мен|və|and|&)\s+"
ARTICLE = re.compile(r"(?:the|an?|new|central|south|north|east|west)\s", re.IGNORECASE)
BETWEEN = re.compile(r"\s+[–—-]\s+|\s*\((?=[^()]+\)$)")
OF_BODY = re.compile(
    rf"{POSITION_WORDS.pattern}\s+(?={BODY_NOUNS.pattern})", re.IGNORECASE
)  # an Expert Council
MAX_LINE_OF_NAMES = 400
MAX_SIGNATURE = 300
MAX_UNKNOWN_POSITION = 100


@dataclass(frozen=True, slots=True)
class Person:
    """A name and what stood beside it."""

    name: str
    degree: str = ""


def spaced_initials(name: str) -> str:
    """«Р.Байрамлы» as «Р. Байрамлы», «ТУКУМОВ» as «Тукумов»."""
    return re.sub(
        SHOUTED,
        lambda word: "-".join(part.capitalize() for part in word.group().split("-")),
        spaced(name.strip(" ,;")),
    )


def is_person(text: str) -> bool:
    """Return whether a short text is one person's name and nothing else."""
    text = tidy(FOOT_SIGNS.sub("", text)).strip(" ,;")
    form = shape(text)
    if not FORMS.fullmatch(form) or BODY_NOUNS.search(text) or ARTICLE.match(text):
        return False
    words = text.split()
    return bool({"I", "K"} & set(form)) or (
        any(_may_be_a_name(word) for word in words) and not _reads_as_a_phrase(words)
    )


def _may_be_a_name(word: str) -> bool:
    found = tags(word)
    if not found or not is_known(word):
        return True
    return any("Name" in tag or "Surn" in tag or "Patr" in tag for tag in found)


def _reads_as_a_phrase(words: list[str]) -> bool:
    """«Новая Грузия», «Каспийское Море»: an adjective, then a common word or a place."""
    first, last = tags(words[0]), tags(words[-1])
    if not first or not last or not is_known(words[0]) or not is_known(words[-1]):
        return False
    is_adjective = first[0].startswith(("ADJF", "PRTF", "NUMR")) and not any("Name" in tag for tag in first)
    return is_adjective and not any("Surn" in tag or "Name" in tag for tag in last)


def strip_degree(text: str) -> Person:
    """Strip the degrees before and after a name."""
    text = tidy(FOOT_SIGNS.sub("", text)).strip(" ,;")
    before: list[str] = []
    after: list[str] = []
    rest = text
    while not is_person(rest):
        if found := re.match(rf"({DEGREE.pattern}),?(?:\s+|(?<=\.)(?=[{UPPER}]))", rest, re.IGNORECASE):
            before.append(found.group(1).strip())
            rest = rest[found.end() :]
        elif found := _last_degree(rest):
            after.insert(0, found.group("degree").strip())
            rest = found.group("name").strip(" ,;")
        else:
            return Person(spaced_initials(text))
    return Person(spaced_initials(rest), ", ".join((*before, *after)))


def _last_degree(text: str) -> re.Match[str] | None:
    return re.fullmatch(rf"(?P<name>.+?),?\s+\(?(?P<degree>{DEGREE.pattern})\)?", text, re.IGNORECASE)


def split_people(text: str) -> list[Person]:
    """Return the people a line names, or nothing when the line is anything but names."""
    text = tidy(FOOT_SIGNS.sub("", text))
    if not re.search(rf"{INITIAL}$", text) and not DEGREE.search(text[-12:]):
        text = text.strip(" ,;.")
    if not text or len(text) > MAX_LINE_OF_NAMES:
        return []
    people: list[Person] = []
    for part in re.split(rf"\s*;\s*|,?{AND}", text):
        found = _read_names(re.split(r"\s*,\s*", part.strip(" ,")))
        if not found:
            return []
        people += found
    return people


def _read_names(pieces: list[str]) -> list[Person]:
    """Read names between commas: degrees stand before all of them or after them, a surname before its first name."""
    people: list[Person] = []
    pending: list[str] = []
    leads = bool(DEGREE.fullmatch(pieces[0]))
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if DEGREE.fullmatch(piece):
            if people and not leads:
                people[-1] = _with_degree(people[-1], after=piece)
            else:
                pending.append(piece)
            continue
        person = strip_degree(piece)
        if not is_person(person.name):
            person = _turned(piece, pieces[at]) if at < len(pieces) else Person("")
            at += 1
        if not person.name:
            return []
        people.append(_with_degree(person, before=", ".join(pending)))
        pending = []
    if people and pending:
        people[-1] = _with_degree(people[-1], after=", ".join(pending))
    return people


def _with_degree(person: Person, *, before: str = "", after: str = "") -> Person:
    return Person(person.name, ", ".join(part for part in (before, person.degree, after) if part))


def _turned(surname: str, given: str) -> Person:
    """Read «Нурманов» and «Али Серикович, к.э.н.» as one person."""
    degree = ""
    if found := re.match(rf"({DEGREE.pattern})\s+(?=[{UPPER}])", surname, re.IGNORECASE):
        degree, surname = found.group(1), surname[found.end() :]
    return Person(spaced_initials(turn_round(surname, given)), degree)


def is_body(text: str) -> bool:
    """Return whether a short text names an organisation."""
    text = text.strip(" ,;")
    return (
        bool(BODY_NOUNS.search(text))
        and len(text) < 160
        and text[:1].isupper()
        and not POSITION_WORDS.search(OF_BODY.sub("", text))
    )


def looks_like_position(text: str) -> bool:
    """Return whether a line says what someone is or where they work."""
    text = text.strip()
    return bool(
        POSITION_WORDS.search(text)
        or BODY_NOUNS.search(text)
        or BODY_STEMS.search(text)
        or DEGREE.match(text)
    )


def read_position(text: str) -> tuple[str, str]:
    """Split a line under a name into position and degree."""
    text = tidy(text).strip(" ,;")
    positions: list[str] = []
    degrees: list[str] = []
    for piece in re.split(r",\s+", text):
        (degrees if DEGREE.fullmatch(piece.strip(" .")) or DEGREE.fullmatch(piece) else positions).append(
            piece
        )
    if len(degrees) == 1 and not positions:
        return "", degrees[0]
    if positions and degrees and positions[0][:1].islower() and text.startswith(positions[0]):
        return text, ""
    return ", ".join(positions), ", ".join(degrees)


def read_signature(text: str) -> Contributor | None:
    """«Имя Фамилия, должность» on one line, whatever the order and the sign between them."""
    text = tidy(text).strip(" ;")
    if len(text) > MAX_SIGNATURE:
        return None
    pieces = re.split(r",\s+", text)
    for size in range(min(len(pieces), 4), 0, -1):
        signed = _sign(", ".join(pieces[:size]), ", ".join(pieces[size:]))
        if signed:
            return signed
    if between := BETWEEN.search(text):
        rest = text[between.end() :]
        return _sign(text[: between.start()], rest.rstrip(" )") if "(" in between.group() else rest)
    return None


def _sign(names: str, rest: str) -> Contributor | None:
    """Build who signs from a name and what follows it, unless these are anything else."""
    people = split_people(names)
    rest = rest.strip()
    if len(people) != 1 or not rest or not _says_who(people[0], rest):
        return None
    position, degree = read_position(rest.rstrip("."))
    degree = ", ".join(part for part in (people[0].degree, degree) if part)
    return Contributor(name=people[0].name, position=position, degree=degree)


def _says_who(person: Person, rest: str) -> bool:
    if rest.endswith((".", "?", "!")) and len(rest.split(". ")) > 1:
        return False
    if looks_like_position(rest):
        return True
    return (
        is_certain_name(person.name)
        and rest[0].islower()
        and len(rest) <= MAX_UNKNOWN_POSITION
        and not rest.endswith((".", "?", "!", ":", ","))
        and not any(
            tag.startswith(("VERB", "PREP", "CONJ", "GRND", "NPRO"))
            for tag in tags(rest.split(maxsplit=1)[0])[:1]
        )
    )


def nominative(phrase: str) -> str:
    """Put a name or title into the nominative as far as its head goes.

    «Казахстанским институтом стратегических исследований» gives «Казахстанский институт стратегических исследований»:
    adjectives and the first noun change, and whatever hangs on that noun stays.
    """
    words = phrase.split()
    head = next((place for place, word in enumerate(words) if _noun(word)), None)
    if head is None:
        return phrase
    noun = next(parse for parse in morphology().parse(words[head]) if "NOUN" in parse.tag)
    if noun.tag.case == "nomn":
        return phrase
    gender, number = noun.tag.gender, noun.tag.number or "sing"
    for place in range(head):
        parses = [
            parse
            for parse in morphology().parse(words[place])
            if "ADJF" in parse.tag and parse.tag.case == noun.tag.case
        ]
        tags = {"nomn", number} | ({gender} if gender and number == "sing" else set())
        inflected = parses[0].inflect(tags) if parses else None
        words[place] = _match_case(words[place], inflected.word) if inflected else words[place]
    inflected = noun.inflect({"nomn", number})
    words[head] = _match_case(words[head], inflected.word) if inflected else words[head]
    return " ".join(words)


def _noun(word: str) -> bool:
    parses = morphology().parse(word.strip('«»"“”,.')) if word[:1].isalpha() else []
    return bool(parses) and "NOUN" in parses[0].tag


def _match_case(model: str, word: str) -> str:
    return word.capitalize() if model[:1].isupper() else word


def nominative_name(name: str) -> str:
    """Put a person's name into the nominative: «Розы Байрамлы» → «Роза Байрамлы», as far as the endings tell."""
    words = name.split()
    if not words or "." in name:
        return name
    gender = _gender(words)
    return " ".join(_name_word(word, gender) for word in words)


def _gender(words: list[str]) -> str:
    for word in words:
        for parse in morphology().parse(word):
            if "Name" in parse.tag and parse.tag.gender in ("masc", "femn"):
                return str(parse.tag.gender)
    return "masc"


def _name_word(word: str, gender: str) -> str:
    options = [
        parse
        for parse in morphology().parse(word)
        if ("Name" in parse.tag or "Surn" in parse.tag or "Patr" in parse.tag)
        and str(parse.tag.gender) in (gender, "None")
        and parse.tag.number != "plur"
    ]
    if not options or any(parse.tag.case == "nomn" for parse in options):
        return word
    inflected = options[0].inflect({"nomn"})
    return "-".join(part.capitalize() for part in inflected.word.split("-")) if inflected else word
