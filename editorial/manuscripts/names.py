"""Names of people and bodies, degrees and positions, as texts print them."""

import re
from dataclasses import dataclass

from editorial.manuscripts.draft import Contributor
from editorial.manuscripts.lexicon import is_known, morphology, tags
from editorial.manuscripts.lines import tidy

UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІƏĞİÖŞÜÇŠŽ"
LOWER = "a-zа-яёәғқңөұүһіəğıöşüçi̇šž’'"
CAPITALISED = rf"[{UPPER}][{LOWER}]+(?:-[{UPPER}]?[{LOWER}]+)*"
SHOUTED = rf"[{UPPER}]{{2,}}(?:-[{UPPER}]{{2,}})*"
INITIAL = rf"[{UPPER}][{LOWER}]?\."
KINSHIP = r"(?:оглы|оглу|кызы|гызы|ұлы|улы|қызы|oğlu|oglu|qızı|qizi)"
FULL = re.compile(rf"(?:{CAPITALISED}|{SHOUTED})(?: (?:{CAPITALISED}|{SHOUTED})){{1,2}}(?: {KINSHIP})?")
WITH_INITIALS = re.compile(
    rf"(?:{INITIAL} ?(?:{INITIAL} ?)?(?:{CAPITALISED}|{SHOUTED})|(?:{CAPITALISED}|{SHOUTED}),? {INITIAL} ?(?:{INITIAL})?)"
)
FOOT_SIGNS = re.compile(r"[*¹²³⁴⁵⁶⁷⁸⁹⁰†‡]+|(?<=[a-zа-яё])\d{1,2}(?=[,\s]|$)")
BODY_NOUNS = re.compile(
    r"\b(?:центр|институт|университет|академия|фонд|агентство|министерство|ассоциация|совет|организация|компания"
    r"|общество|комитет|редакция|посольство|палата|факультет|кафедра|центром|институтом|center|centre|institute"
    r"|university|academy|foundation|agency|ministry|association|council|committee|editorial"
    r"|орталығы|институты|университеті|академиясы|қоры|агенттігі|министрлігі|кеңесі"
    r"|mərkəzi|institutu|universiteti|akademiyası|fondu|agentliyi|nazirliyi|şurası)\b",
    re.IGNORECASE,
)
BODY_STEMS = re.compile(
    r"\b(?:центр|институт|университет|академи|фонд|агентств|министерств|ассоциаци|совет(?!ник)|организаци|компани|общества|комитет"
    r"|редакци|посольств|палат|факультет|кафедр|отдел|администраци)\w{0,3}\b",
    re.IGNORECASE,
)
POSITION_WORDS = re.compile(
    r"\b(?:директор|замдиректора|заместител\w+|руководител\w+|советник|эксперт|профессор|доцент|научный сотрудник|сотрудник"
    r"|председател\w+|президент|министр|посол|аналитик|политолог|экономист|историк|журналист|преподавател\w+|заведующ\w+"
    r"|начальник|магистр\w*|докторант|аспирант|академик|депутат|глава|ректор|декан|член|специалист|консультант|обозревател\w+"
    r"|director|advisor|adviser|expert|professor|researcher|fellow|chair\w*|head|analyst|lecturer|ambassador|minister|editor"
    r"|қызметкер\w*|меңгеруші\w*|сарапшы\w*|төраға\w*|кеңесші\w*"
    r"|direktor\w*|müşavir\w*|ekspert\w*|professoru?|sədr\w*|rəhbər\w*|müdir\w*)\b",
    re.IGNORECASE,
)
DEGREE = re.compile(
    r"(?:(?:к|д)\. ?(?:[а-я]{1,6}\. ?-?){1,2}н\.?"
    r"|(?:канд(?:идат|\.)|д(?:окто)?р\.?|доктор) [а-яё.\-]+(?: [а-яё.\-]+)? ?(?:наук|н\.)"
    r"|доктор(?: философии)?(?: \(?ph\.?d\.?\)?)?(?: (?:по|в области) [а-яё\- ]+)?"
    r"|(?:dr\.? )?ph\.? ?d\.?(?: (?:in|по|в) [\w\- ]+)?|dr\.|doctor of [\w\- ]+|dba|mba"
    r"|магистр(?: [а-яё\- ]+)?|(?:ассоциированный )?профессор|доцент|академик"
    r"|(?:fəlsəfə|elmlər|siyasi elmlər|iqtisad elmləri|tarix)[\w ,ə]* doktoru"
    r"|[\w ]*(?:ғылымдарының|ғылым) (?:кандидаты|докторы))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name and what stood beside it."""

    name: str
    degree: str = ""


def spaced_initials(name: str) -> str:
    """«Р.Байрамлы» as «Р. Байрамлы», «ТУКУМОВ» as «Тукумов»."""
    name = re.sub(rf"({INITIAL})(?=[{UPPER}])", r"\1 ", name.strip(" ,;"))
    return re.sub(SHOUTED, lambda word: "-".join(part.capitalize() for part in word.group().split("-")), name)


def is_person(text: str) -> bool:
    """Whether a short text is one person's name and nothing else."""
    text = tidy(FOOT_SIGNS.sub("", text)).strip(" ,;")
    if WITH_INITIALS.fullmatch(text):
        return True
    if not FULL.fullmatch(text) or BODY_NOUNS.search(text):
        return False
    return any(_may_be_a_name(word) for word in text.split()) and not _reads_as_a_phrase(text.split())


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
    """Strip a degree before or after a name."""
    text = tidy(FOOT_SIGNS.sub("", text)).strip(" ,;")
    for pattern in (
        rf"(?P<degree>{DEGREE.pattern})[,\s]+(?P<name>.+)",
        rf"(?P<name>.+?),?\s+\(?(?P<degree>{DEGREE.pattern})\)?",
    ):
        found = re.fullmatch(pattern, text, re.IGNORECASE)
        if found and is_person(found.group("name")):
            return Person(spaced_initials(found.group("name")), found.group("degree"))
    for pattern in (DEGREE.pattern,):
        found = re.match(rf"({pattern}),?\s+", text, re.IGNORECASE)
        while found:
            rest = text[found.end() :]
            if is_person(rest):
                return Person(spaced_initials(rest), found.group(1))
            found = None
    return Person(spaced_initials(text))


def split_people(text: str) -> list[Person]:
    """Return the people a line names, or nothing when the line is anything but names."""
    text = (
        tidy(FOOT_SIGNS.sub("", text)).strip(" ,;.")
        if not re.search(rf"{INITIAL}$", text.strip())
        else tidy(text)
    )
    if not text or len(text) > 400:
        return []
    pieces = re.split(r"\s*[,;]\s*|\s+(?:и|және|və|and|&)\s+", text)
    people: list[Person] = []
    degree = ""
    for piece in pieces:
        if DEGREE.fullmatch(piece):
            degree = piece
            continue
        person = strip_degree(piece)
        if not is_person(person.name):
            return []
        people.append(Person(person.name, person.degree or degree))
        degree = ""
    return people


def is_body(text: str) -> bool:
    """Whether a short text names an organisation."""
    text = text.strip(" ,;")
    return (
        bool(BODY_NOUNS.search(text))
        and len(text) < 160
        and text[:1].isupper()
        and not POSITION_WORDS.search(text)
    )


def looks_like_position(text: str) -> bool:
    """Whether a line says what someone is or where they work."""
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
    """«Имя Фамилия, должность» on one line."""
    head, _, rest = text.partition(",")
    person = strip_degree(head)
    if not rest.strip() or not is_person(person.name) or len(text) > 300:
        return None
    rest = rest.strip()
    if not looks_like_position(rest) or (rest.endswith((".", "?", "!")) and len(rest.split(". ")) > 1):
        return None
    position, degree = read_position(rest.rstrip("."))
    return Contributor(name=person.name, position=position, degree=degree or person.degree)


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
