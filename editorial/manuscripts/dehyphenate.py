"""Putting lines together again: hyphens that a line break made, hyphens that belong, addresses cut in two."""

import re

from editorial.manuscripts.lexicon import RUSSIAN, Vocabulary, is_known
from editorial.manuscripts.lines import SOFT_HYPHEN, tidy
from editorial.manuscripts.note_markers import MARK

HYPHENS = ("-", "‐", "‑", "¬")
LAST_WORD = re.compile(r"([^\W_]+)$")
FIRST_WORD = re.compile(r"[«\"“(]*([^\W_]+)")
ADDRESS = re.compile(r"(?:https?:/?/?|www\.|ftp://|doi\.org/|10\.\d{4,9}/)\S*$", re.IGNORECASE)
ADDRESS_PART = re.compile(r"[A-Za-z0-9%#?&=_\-./~+:@!$'()*,;\[\]]+$")
ADDRESS_MIDDLE = re.compile(r"[-_/%=?&]|\d.*[a-zA-Z.]|[a-z]\d|\w\.(?:html?|pdf|php|aspx?)\b")
YEAR = re.compile(r"\(?(?:19|20)\d\d\)?[.,]?")
ADDRESS_JOINT = re.compile(r"[-/_.?=&%:#~+]$")
KAZAKH_SUFFIX = re.compile(r"(?:лық|лік|дық|дік|тық|тік|лы|лі)$")
BOUND_PREFIXES = {
    "макро",
    "микро",
    "транс",
    "супер",
    "мульти",
    "электр",
    "энерго",
    "агро",
    "авто",
    "нано",
    "кибер",
}
STANDALONE_PREFIXES = {
    "self",
    "non",
    "well",
    "ex",
    "вице",
    "экс",
    "пресс",
    "интернет",
    "онлайн",
    "бизнес",
    "веб",
    "медиа",
}


def join(lines: list[str], vocabulary: Vocabulary) -> str:
    """Lines of one paragraph as one text."""
    text = ""
    for line in lines:
        text = join_two(text, line, vocabulary) if text else line
    return tidy(text)


def join_two(left: str, right: str, vocabulary: Vocabulary) -> str:
    """Two neighbouring lines as one text."""
    right = right.lstrip()
    if left.endswith(SOFT_HYPHEN):
        return left[:-1] + right
    left = left.rstrip()
    if continues_address(left, right):
        return left + right
    if not left.endswith(HYPHENS) or left[-2:-1] in ("", " ", "–", "—"):
        return f"{left} {right}" if left else right
    stem = left[:-1]
    first, second = LAST_WORD.search(stem, stem.rfind(" ") + 1), FIRST_WORD.match(MARK.sub("", right))
    if not first or not second:
        return left + right
    return (left if has_hyphen(first.group(1), second.group(1), vocabulary) else stem) + right


def continues_address(left: str, right: str) -> bool:
    """Return whether a web address at the end of one line goes on at the start of the next."""
    if not right or not ADDRESS.search(left, left.rfind(" ") + 1):
        return False
    token = right.split(maxsplit=1)[0]
    if left.endswith("://"):
        return True
    if (
        not ADDRESS_PART.match(token)
        or token.startswith("(")
        or ADDRESS.match(token)
        or YEAR.fullmatch(token)
    ):
        return False
    if left.endswith("."):
        return token[0].islower()
    return bool(ADDRESS_JOINT.search(left) or ADDRESS_MIDDLE.search(token))


def has_hyphen(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Return whether the hyphen between two parts of a word belongs to the word and not to the line break."""
    if left[-1].isdigit() or right[0].isdigit() or (right[0].isupper() and not left.isupper()):
        return True
    if len(left) > 1 and left.isupper() and right[0].islower():
        return True  # «ИТ-школа»
    lower_left, lower_right = left.lower(), right.lower()
    whole, hyphened = lower_left + lower_right, f"{lower_left}-{lower_right}"
    as_whole, as_hyphened = vocabulary.words[whole], vocabulary.hyphened[hyphened]
    if as_whole != as_hyphened:
        return as_hyphened > as_whole
    if right[0].isupper() and len(left) > 1 and len(right) > 1:
        return is_known(hyphened) or (is_known(lower_left) and is_known(lower_right) and not is_known(whole))
    if RUSSIAN.fullmatch(whole):
        return _russian_has_hyphen(left, lower_left, lower_right, vocabulary)
    return _foreign_has_hyphen(lower_left, lower_right, vocabulary)


def _russian_has_hyphen(left: str, lower_left: str, right: str, vocabulary: Vocabulary) -> bool:
    whole, hyphened = lower_left + right, f"{lower_left}-{right}"
    if is_known(hyphened):
        return True
    if is_known(whole):
        return False
    if lower_left in STANDALONE_PREFIXES and is_known(right):
        return True
    if min(len(lower_left), len(right)) < 3:
        return False
    if lower_left[-1] in "ое":
        return is_known(right) and _is_first_part(lower_left, vocabulary)
    return (
        left[0].islower()
        and len(lower_left) >= 4
        and len(right) >= 4
        and is_known(lower_left)
        and is_known(right)
    )


def _is_first_part(left: str, vocabulary: Vocabulary) -> bool:
    """Return whether a stem such as «торгово» stands before a hyphen: it comes from an adjective, or the text says so."""
    if vocabulary.first_parts[left]:
        return True
    stem = left[:-1]
    if left.endswith("ико"):
        return is_known(stem + "ский") or is_known(stem[:-1] + "ический")
    return len(stem) >= 4 and any(is_known(stem + ending) for ending in ("ый", "ий", "ой", "ский"))


def _foreign_has_hyphen(left: str, right: str, vocabulary: Vocabulary) -> bool:
    if left in STANDALONE_PREFIXES:
        return True
    loan = KAZAKH_SUFFIX.sub("", right)
    if loan != right and len(loan) >= 6 and is_known(loan) and left not in BOUND_PREFIXES and len(left) >= 4:
        return True
    return min(len(left), len(right)) >= 4 and bool(vocabulary.words[left]) and bool(vocabulary.words[right])
