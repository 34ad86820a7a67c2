"""Abstracts and keywords, in as many languages as an article gives them."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from editorial.manuscripts.draft import Block
from editorial.manuscripts.note_markers import without_marks
from editorial.manuscripts.rules.headings import KNOWN
from editorial.manuscripts.rules.language import detect_language

ABSTRACT = re.compile(
    r"(?:аннотация|резюме|реферат|аңдатпа|андатпа|түйіндеме|түйін(?!\w| ?сөз)|abstract|annotation|summary|xülasə|annotasiya|özet)"
    r"\s*(?:[.:–—-]\s*|$|(?=(?-i:[А-ЯӘA-Z])))",
    re.IGNORECASE,
)
KEYWORDS = re.compile(
    r"(?:ключевые слова(?: и (?:фразы|словосочетания))?|түйін(?:ді)? сөздер|кілт(?:ті|тік)? сөздер|негізгі сөздер|тірек сөздер|маңызды сөздер"
    r"|key ?-?words(?: and phrases)?|index terms|açar sözlər|anahtar kelimeler)\s*(?:[.:–—-]+\s*|$)",
    re.IGNORECASE,
)
LABELS = {
    "kk": re.compile(r"аңдатпа|андатпа|түйін|кілт|негізгі сөз|тірек сөз|маңызды сөз", re.IGNORECASE),
    "ru": re.compile(r"аннотаци|резюме|реферат|ключевые", re.IGNORECASE),
    "az": re.compile(r"xülasə|annotasiya|açar", re.IGNORECASE),
    "en": re.compile(r"abstract|annotation|summary|key ?-?words|index terms", re.IGNORECASE),
}
ENDS = re.compile(r"(?<=[^\W\d_])\.\s+(?=[А-ЯӘҒҚҢӨҰҮҺІA-ZƏ])")
MAX_KEYWORD_LENGTH = 90
MIN_ABSTRACT_LENGTH = 160
FIRST_PIECES = 24


@dataclass(slots=True)
class Abstracts:
    """Abstracts and the rest of what stood before the text."""

    texts: dict[str, str] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    rest: list[Block] = field(default_factory=list)


def split_labels(text: str) -> list[str]:
    """Split a paragraph in which an abstract's end, the keywords and the next abstract ran together."""
    places = sorted(
        {
            found.start()
            for pattern in (ABSTRACT, KEYWORDS)
            for found in pattern.finditer(text)
            if found.start() == 0
            or (
                text[: found.start()].rstrip().endswith((".", ";"))
                and text[found.start()].isupper()
                and ":" in found.group() + "."
            )
        }
    )
    bounds = [0, *[place for place in places if place], len(text)]
    return [text[a:b].strip() for a, b in pairwise(bounds) if text[a:b].strip()]


def take_abstracts(blocks: list[Block]) -> Abstracts:
    """Take abstracts and keywords out of the blocks they stand in, before the text or after it."""
    result = Abstracts()
    pieces = [
        replace(block, text=part) if part != block.text else block
        for block in blocks
        for part in (split_labels(block.text) if block.kind != "table" and block.text else [block.text])
    ]
    last_keywords = max((at for at, block in enumerate(pieces) if KEYWORDS.match(block.text)), default=-1)
    state = label = ""
    gathered: list[str] = []
    for at, block in enumerate(pieces):
        text = without_marks(block.text).strip()
        opening, keys = ABSTRACT.match(text), KEYWORDS.match(text)
        if block.kind == "figure" and not text:
            result.rest.append(block)
        elif opening and block.kind != "table":
            _store(result, gathered, label)
            gathered, state, label = [text[opening.end() :]], "abstract", language_of_label(text)
        elif keys:
            _store(result, gathered, label)
            gathered, state, label = [], "", language_of_label(text)
            rest = text[keys.end() :].strip()
            if rest:
                remainder = _read_keywords(result, rest, label)
                if remainder:
                    result.rest.append(
                        Block(kind="paragraph", text=remainder, line=block.line, page=block.page)
                    )
            else:
                state = "keywords"
        elif state == "keywords":
            _read_keywords(result, text, label)
            state = ""
        elif state == "abstract" and _goes_on(block, at, last_keywords, gathered):
            gathered.append(text)
        else:
            _store(result, gathered, label)
            gathered, state = [], ""
            result.rest.append(block)
    _store(result, gathered, label)
    _unlabelled(result, pieces)
    return result


def _goes_on(block: Block, at: int, last_keywords: int, gathered: list[str]) -> bool:
    if not any(part.strip() for part in gathered):
        return True
    return (
        at < last_keywords
        and block.kind not in ("table", "heading", "figure")
        and not KNOWN.fullmatch(block.text.rstrip(".:"))
    )


def language_of_label(text: str) -> str:
    """Return the language of the label with which a text begins."""
    return next((language for language, label in LABELS.items() if label.match(text)), "")


def _store(result: Abstracts, gathered: list[str], label: str) -> None:
    """Store an abstract under its language; the label decides where another abstract has that language."""
    text = " ".join(part.strip() for part in gathered if part.strip())
    if not text:
        return
    language = detect_language(text)
    if language in result.texts:
        language = label
    if not language or language in result.texts:
        result.rest.append(Block(kind="paragraph", text=text))
    else:
        result.texts[language] = text


def _read_keywords(result: Abstracts, text: str, label: str) -> str:
    """Store the keywords under the language of their label; return what follows them in the same paragraph."""
    end = ENDS.search(text)
    listed, remainder = (
        (text[: end.start()], text[end.end() :]) if end and "," in text[: end.start()] else (text, "")
    )
    words = [word.strip(" .;,") for word in re.split(r"[;,]\s*|\s+[–—•]\s+", listed)]
    words = [word for word in words if word and len(word) <= MAX_KEYWORD_LENGTH]
    if words:
        known = result.keywords.setdefault(label or detect_language(" ".join(words)), [])
        known.extend(word for word in words if word not in known)
    return remainder


def _unlabelled(result: Abstracts, pieces: list[Block]) -> None:
    """Paragraphs right before keywords are an abstract, though its label was cut off or never set."""
    before = 0
    for at, block in enumerate(pieces[:FIRST_PIECES]):
        if not KEYWORDS.match(block.text):
            continue
        above = pieces[before:at]
        if any(ABSTRACT.match(each.text) for each in above):
            before = at + 1
            continue
        found = [each for each in above if each in result.rest and _is_abstract(each)]
        language = detect_language(" ".join(each.text for each in found)) if found else ""
        before = at + 1
        if found and language not in result.texts:
            result.texts[language] = " ".join(without_marks(each.text) for each in found)
            result.rest = [each for each in result.rest if not any(each is one for one in found)]


def _is_abstract(block: Block) -> bool:
    return (
        block.kind == "paragraph"
        and len(block.text) > MIN_ABSTRACT_LENGTH
        and not KNOWN.fullmatch(block.text.rstrip(".:"))
    )
