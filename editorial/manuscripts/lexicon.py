"""Known words: the Russian dictionary, and the words of the manuscript itself."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

import pymorphy3
from pymorphy3.units import KnownPrefixAnalyzer

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TOKEN = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
HYPHEN = re.compile("[-‑]")
RUSSIAN = re.compile(r"[А-Яа-яЁё]+")


@cache
def morphology() -> pymorphy3.MorphAnalyzer:
    """Load the dictionary once (a quarter of a second)."""
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Return whether the Russian dictionary has the word in any form, or has it behind a prefix such as «транс»."""
    if not RUSSIAN.fullmatch(word.replace("-", "").replace("’", "")):
        return False
    if morphology().word_is_known(word.lower()):
        return True
    return "-" not in word and any(
        isinstance(step[0], KnownPrefixAnalyzer)
        for parse in morphology().parse(word.lower())
        for step in parse.methods_stack
    )


@lru_cache(maxsize=50_000)
def tags(word: str) -> tuple[str, ...]:
    """Return the grammatical tags of a Russian word, likeliest first."""
    if not RUSSIAN.fullmatch(word.replace("-", "")):
        return ()
    return tuple(str(parse.tag) for parse in morphology().parse(word))


class Vocabulary:
    """The words of one manuscript as they stand inside lines, where no break can have changed them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        self.hyphened: Counter[str] = Counter()
        self.first_parts: Counter[str] = Counter()
        self.lower: Counter[str] = Counter()
        self.upper: Counter[str] = Counter()
        first: list[str] = []
        others: list[str] = []
        for text in texts:
            tokens = TOKEN.findall(text)
            if tokens and text.rstrip().endswith(("-", "\u00ad")):
                tokens.pop()
            first += tokens[:1]
            others += tokens[1:]
        within = Counter(others)
        for token, count in (Counter(first) + within).items():
            parts = HYPHEN.split(token.lower()) if "-" in token or "‑" in token else [token.lower()]
            for part in parts:
                self.words[part] += count
            for left, right in pairwise(parts):
                self.hyphened[f"{left}-{right}"] += count
                self.first_parts[left] += count
        for token, count in within.items():
            if not token.isupper():
                (self.upper if token[0].isupper() else self.lower)[token.lower()] += count

    def sentence_case(self, text: str) -> str:
        """Rewrite a text set in capitals as the manuscript writes its words elsewhere."""
        if not text.isupper():
            return text
        seen = 0

        def written(found: re.Match[str]) -> str:
            nonlocal seen
            word = found.group()
            seen += 1
            lowered = word.lower()
            if seen == 1 or self.upper[lowered] > self.lower[lowered]:
                return lowered.capitalize()
            if not self.lower[lowered] and not is_known(lowered) and len(word) <= 5:
                return word
            return lowered

        return WORD.sub(written, text)
