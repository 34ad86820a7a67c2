"""The title page and the publisher's page of a collection."""

import re

from editorial.manuscripts.dehyphenate import join
from editorial.manuscripts.draft import CollectionNote
from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import Line, tidy
from editorial.manuscripts.names import is_person, nominative, split_people, strip_degree

KIND = re.compile(
    r"(?:сборник|материалы|коллективная монография|монография|труды|альманах|collection of|proceedings|edited volume"
    r"|мақалалар жинағы|məqalələr toplusu)\b.*",
    re.IGNORECASE,
)
PLACE_YEAR = re.compile(
    r"([^\W\d_][^\d,.–—]{1,30}?)(?:\s*[-–—,.:]\s*|\s+)((?:19|20)\d\d)\s*(?:г\.?|год|ж\.?|il)?", re.IGNORECASE
)
YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
LABELS = {
    "reviewers": r"рецензент\w*|reviewers?|reviewed by|пікір (?:жазған|берген)\w*|рецензенттер\w*|rəyçi\w*",
    "editors": (
        r"(?:(?:главный|ответственный|научный|выпускающий|литературный)\s+)?(?:редактор\w*|редакционная коллегия|редколлегия|составител\w+)"
        r"|под (?:общей |научной )?ред(?:акцией|\.)|(?:chief |managing )?editors?(?:-in-chief)?|edited by|редакторлар\w*"
        r"|құрастырған\w*|(?:baş |məsul |elmi )?redaktor\w*|tərtibçi\w*"
    ),
    "publishers": r"издатель\w*|издательство|издатели|publishers?|published by|баспа(?:сы|гер)?|nəşriyyat\w*|naşir\w*",
    "authors": r"авторский коллектив|авторы|коллектив авторов|authors?|авторлар\w*|müəlliflər\w*",
}
LABEL = re.compile(
    "|".join(
        rf"(?P<{name}>^(?:{pattern})\s*(?:[:–—]\s*|\s+(?=[А-ЯЁA-ZƏ]\.)|$))"
        for name, pattern in LABELS.items()
    ),
    re.IGNORECASE,
)
PREPARED = re.compile(
    r"(?:издание |сборник |книга )?(?:подготовлен[аоы]?|издан[аоы]?|выпущен[аоы]?) (?P<first>.+?)"
    r"(?:\s+(?:совместно с|и|при участии)\s+(?P<second>[А-ЯЁ].+?))?(?:\s+при поддержке\s+(?P<support>.+?))?"
    r"(?:\s+в рамках\s.+?)?\.?\s*$",
    re.IGNORECASE,
)
PREPARED_ENGLISH = re.compile(
    r"(?:prepared|published) by (?:the )?(?P<first>.+?)(?: (?:jointly with|together with|and) (?:the )?(?P<second>.+?))?"
    r"(?: with (?:the )?support of (?:the )?(?P<support>.+?))?\.?\s*$",
    re.IGNORECASE,
)


def read_front_matter(lines: list[Line], vocabulary: Vocabulary) -> CollectionNote:
    """Title, place, year, editors, reviewers and publishers."""
    note = CollectionNote()
    chunks = _chunks(lines)
    texts = [join([line.words for line in chunk], vocabulary) for chunk in chunks]
    note.title, note.subtitle = _title(chunks, texts, vocabulary)
    for text in texts:
        found = PLACE_YEAR.fullmatch(text)
        if found and not note.year and len(text) < 40:
            note.place = (
                vocabulary.sentence_case(found.group(1).strip())
                if found.group(1).isupper()
                else found.group(1)
            )
            note.place = note.place[:1].upper() + note.place[1:]
            note.year = int(found.group(2))
    for chunk in chunks:
        _read_labels(chunk, note, vocabulary)
    for text in texts:
        _read_prepared(text, note)
    if note.year is None:
        years = [int(found) for text in texts for found in YEAR.findall(text)]
        note.year = years[-1] if years and len(set(years)) == 1 else None
    return note


def _chunks(lines: list[Line]) -> list[list[Line]]:
    chunks: list[list[Line]] = [[]]
    for line in lines:
        if line.text:
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _title(chunks: list[list[Line]], texts: list[str], vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the first lines up to what says which kind of book it is, or where and when it appeared."""
    title: list[str] = []
    for chunk, text in zip(chunks, texts, strict=True):
        if KIND.fullmatch(text) and len(text) < 120:
            return _cased(title, vocabulary), vocabulary.sentence_case(text)
        if PLACE_YEAR.fullmatch(text) or LABEL.match(text) or len(text) > 200:
            break
        if title and title[-1].isupper() and not text.isupper():
            break
        if split_people(text) or re.match(r"(?:УДК|ББК|ISBN|ӘОЖ|UOT)\b", text):
            continue
        title.extend(line.words for line in chunk)
    return _cased(title, vocabulary), ""


def _cased(title: list[str], vocabulary: Vocabulary) -> str:
    return vocabulary.sentence_case(join(title, vocabulary)) if title else ""


def _read_labels(chunk: list[Line], note: CollectionNote, vocabulary: Vocabulary) -> None:
    current = ""
    gathered: dict[str, list[str]] = {}
    for line in chunk:
        found = LABEL.match(line.words)
        if found:
            current = found.lastgroup or ""
            rest = line.words[found.end() :]
        else:
            rest = line.words
        if current:
            gathered.setdefault(current, []).append(rest)
    for name, parts in gathered.items():
        text = join([part for part in parts if part], vocabulary)
        if name in ("editors", "reviewers"):
            listed = getattr(note, name)
            listed.extend(person for person in people_in(text) if person not in listed)
        elif name == "publishers":
            note.publishers.append(text.strip(" .«»"))


def people_in(text: str) -> list[str]:
    """Return the names in a list that also gives degrees and duties."""
    names: list[str] = []
    for piece in re.split(r"[,;]\s*|\s+и\s+", re.sub(r"\([^)]*\)", "", text)):
        person = strip_degree(tidy(piece).strip(" ."))
        if is_person(person.name):
            names.append(person.name)
    return names


def _read_prepared(text: str, note: CollectionNote) -> None:
    sentence = text.split(". ", maxsplit=1)[0]
    found = PREPARED.match(sentence)
    if found:
        bodies = [nominative(found.group(name)) for name in ("first", "second") if found.group(name)]
    else:
        found = PREPARED_ENGLISH.search(sentence)
        bodies = [found.group(name) for name in ("first", "second") if found.group(name)] if found else []
    if found and bodies and len(text) < 900:
        note.publishers.extend(body.strip() for body in bodies if body not in note.publishers)
        if found.group("support"):
            note.supporters.append(found.group("support").strip(' «»“”"'))
