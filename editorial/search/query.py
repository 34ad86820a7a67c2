"""Parser of queries: words, "phrases", -exclusions and prefixes*."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from editorial.search.dates import TypedDate, find_dates, month_term, written_days
from editorial.search.derivation import base_nouns
from editorial.search.phonetic_key import phonetic_key
from editorial.search.stemmer import is_stop_word, variants, words
from editorial.search.synonyms import synonyms_of

PIECE = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:["«“„](?P<phrase>[^"»”“]*)["»”“]?|(?P<word>[^\s"«“„]+))')
MAX_QUERY_LENGTH = 300  # letters
MAX_GROUPS = 16
MAX_SPELLINGS = 12  # of one phrase
MIN_LENGTH_FOR_ROOT, MIN_ROOT_LENGTH = 6, 4  # letters
# What stands beside the number of a year and says no more than the number: 2005 года, 2005 жылғы, 2005-ci il.
YEAR = re.compile(r"\d{4}")
WORDS_FOR_YEAR = frozenset(
    "год года году годом годы годов г гг жыл жылы жылғы жылгы жылдың il ili ilin ildə ilde year years".split()
)
# What a question word asks for, by the types of entries.
ENTRY_TYPES_BY_QUESTION = {
    "кто кем кому who kim кім": ("expert",),
    "когда when қашан": ("event", "agreement"),
    "сколько many much neçə қанша": ("indicator",),
}
# Beside a day they ask for what was signed on it, and stand in few titles.
WORDS_FOR_SIGNING = frozenset(
    "подписан подписана подписано подписаны подписали подписанный подписанное подписанная signed imzalanıb imzalanmış"
    " imzalanan imzalandı imzalanib imzalanmis қол қойылған қойылды".split()
)
TYPES_OF_A_DAY = frozenset(("event",))  # what is looked for by a day alone
SIGNED_TYPES = frozenset(("agreement",))
ENTRY_TYPES_BY_WORD = {
    word: types for line, types in ENTRY_TYPES_BY_QUESTION.items() for word in line.split()
}


@dataclass(frozen=True, slots=True)
class Atom:
    """Terms that stand side by side; the last of them may be the beginning of a term."""

    terms: tuple[str, ...]
    prefix: bool = False

    @property
    def counted(self) -> tuple[str, ...]:
        """Return the names under which the vocabulary counts the terms: a beginning has a star."""
        return (*self.terms[:-1], f"{self.terms[-1]}*") if self.prefix else self.terms


@dataclass(frozen=True, slots=True)
class Group:
    """The terms that one word or phrase of the reader may stand for; `typed` is how it was written.

    The first `own` atoms are readings of it, the others mean the same. `after` is the key of the little word
    before it, which tells export to from export of. Atoms after the first `meant` are synonyms of editors; `date` is the day or month that was typed.
    """

    typed: str
    atoms: tuple[Atom, ...]
    after: str = ""
    own: int = 100
    meant: int = 100
    date: TypedDate | None = None

    @property
    def is_word(self) -> bool:
        """Tell whether this is one whole word, which may be mistyped."""
        return (
            not self.date and not self.typed.startswith("«") and not any(atom.prefix for atom in self.atoms)
        )


@dataclass(frozen=True, slots=True)
class Query:
    """All groups must match and no excluded group may; `implied_types` are the types that the question word asks for."""

    groups: tuple[Group, ...] = ()
    excluded: tuple[Group, ...] = ()
    typed: str = ""
    implied_types: frozenset[str] = frozenset()

    def with_groups(self, groups: Iterable[Group]) -> "Query":
        """Return the query with other groups."""
        return replace(self, groups=tuple(groups))

    @property
    def terms(self) -> frozenset[str]:
        """Return every whole term of the groups."""
        return frozenset(
            term
            for group in self.groups
            for atom in group.atoms
            for term in atom.terms[: -1 if atom.prefix else None]
        )

    @property
    def beginnings(self) -> frozenset[str]:
        """Return every beginning of a term of the groups."""
        return frozenset(atom.terms[-1] for group in self.groups for atom in group.atoms if atom.prefix)


def parse(text: str) -> Query:
    """Understand what a reader typed; never fails."""
    groups: list[Group] = []
    excluded: list[Group] = []
    stop_words: list[Group] = []
    after = ""
    dates, rest = _without_dates(text[:MAX_QUERY_LENGTH])
    for piece in PIECE.finditer(rest):
        phrase = piece["phrase"]
        found = [_phrase(phrase)] if phrase is not None else _words(piece["word"])
        for group in filter(None, found):
            if piece["minus"]:
                excluded.append(group)
            elif phrase is None and is_stop_word(group.typed):
                stop_words.append(group)
                after = phonetic_key(group.typed)
            else:
                groups.append(replace(group, after=after))
                after = ""
    is_signed = bool(dates) and any(group.typed.lower() in WORDS_FOR_SIGNING for group in groups)
    if is_signed:
        groups = [group for group in groups if group.typed.lower() not in WORDS_FOR_SIGNING]
    telling = [*_without_words_for_year(groups), *dates] or stop_words
    if is_signed or (dates and not groups):
        types = SIGNED_TYPES if is_signed else TYPES_OF_A_DAY
        return Query(tuple(telling), tuple(excluded[:MAX_GROUPS]), text, types)
    implied = (ENTRY_TYPES_BY_WORD.get(group.typed.lower(), ()) for group in stop_words)
    return Query(
        tuple(telling[:MAX_GROUPS]),
        tuple(excluded[:MAX_GROUPS]),
        text,
        frozenset(itertools.chain.from_iterable(implied)),
    )


def _without_dates(text: str) -> tuple[list[Group], str]:
    """Return the groups of the days and months that a text names, and the text without them; phrases stay whole."""
    groups: list[Group] = []
    quoted = [piece.span() for piece in PIECE.finditer(text) if piece["phrase"] is not None]
    rest = text
    for found in find_dates(text):
        if any(start < found.end and found.start < end for start, end in quoted):
            continue
        groups.append(_date(text[found.start : found.end], found))
        rest = f"{rest[: found.start]}{' ' * (found.end - found.start)}{rest[found.end :]}"
    return groups, rest


def _date(typed: str, found: TypedDate) -> Group:
    """Return what is dated so, or says so in words."""
    if found.is_month:
        return Group(typed, tuple(Atom((term,), prefix=True) for term in found.terms), date=found)
    written = (terms for day in found.days for terms in written_days(day))
    atoms = (*(Atom((term,)) for term in found.terms), *map(Atom, written))
    return Group(typed, atoms, own=len(found.terms), date=found)


def with_month(group: Group) -> Group:
    """Return the group of a day with all that is of its month; any other as it is."""
    if group.date is None or group.date.is_month:
        return group
    months = dict.fromkeys(map(month_term, group.date.days))
    return replace(group, atoms=tuple(Atom((term,), prefix=True) for term in months))


def _without_words_for_year(groups: list[Group]) -> list[Group]:
    def is_dropped_for_year(place: int) -> bool:
        adjacent = groups[max(place - 1, 0) : place + 2]
        return groups[place].typed.lower() in WORDS_FOR_YEAR and any(
            YEAR.fullmatch(one.typed) for one in adjacent
        )

    return [group for place, group in enumerate(groups) if not is_dropped_for_year(place)]


def as_prefix(text: str) -> Query:
    """Understand a word that is still being typed: the last one is a beginning."""
    return parse(text if text.endswith(("*", '"', "»", " ")) else f"{text}*")


def _words(piece: str) -> list[Group | None]:
    found = [word.text for word in words(piece)]
    groups = [as_word(word) for word in found]
    if piece.endswith("*") and found:
        groups[-1] = _prefix(found[-1])
    return groups


def as_word(word: str) -> Group | None:
    """Return what one whole word may stand for."""
    terms = variants(word)
    others = (*synonyms_of(terms), *((term,) for term in base_nouns(word)))
    atoms = tuple(Atom(variant) for variant in dict.fromkeys((*((term,) for term in terms), *others)))
    return Group(word, atoms, own=len(terms)) if atoms else None


def _prefix(word: str) -> Group | None:
    """Return whatever begins so, and the word itself in its other forms."""
    prefixes = dict.fromkeys(filter(None, (phonetic_key(word), phonetic_key(word, azerbaijani=True))))
    if not prefixes:
        return None
    whole = dict.fromkeys((*variants(word), *(variants(f"{word}ий") if word.endswith("ск") else ())))
    return Group(f"{word}*", (*(Atom((key,), prefix=True) for key in prefixes), *(Atom((t,)) for t in whole)))


def with_root(group: Group) -> Group:
    """Return the group with whatever begins as its word does, for words of one root: туристы, туризм."""
    key = group.atoms[0].terms[0]
    if not group.is_word or len(key) < MIN_LENGTH_FOR_ROOT:
        return group
    root = key[: max(MIN_ROOT_LENGTH, min(len(key) - 2, len(key) * 2 // 3))]
    return replace(group, atoms=(*group.atoms, Atom((root,), prefix=True)))


def _phrase(phrase: str) -> Group | None:
    spellings = [variants(word.text) for word in words(phrase)]
    spellings = [terms for terms in spellings if terms]
    if not spellings:
        return None
    atoms = itertools.islice(itertools.product(*spellings), MAX_SPELLINGS)
    return Group(f"«{phrase}»", tuple(Atom(terms) for terms in atoms))
