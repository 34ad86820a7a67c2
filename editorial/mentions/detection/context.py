"""A text being read: its words by block, what was found so far, the states it is about."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from editorial.mentions.detection.countries import country_code
from editorial.mentions.detection.gazetteer import Gazetteer
from editorial.mentions.detection.periods import periods_in
from editorial.mentions.detection.tokens import Token, sentences, tokens
from editorial.mentions.detection.types import EntityMatch, KnownEntity, Period, TextContext

MAX_PASSAGE_LENGTH = 400
BLOCKS_BACK = 3
WHERE = frozenset("в во из до от под город городе города г порт порта in at from to".split())
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(slots=True)
class Block:
    """A block of the text and its words."""

    at: int
    text: str
    words: list[Token]
    spans: list[tuple[int, int]]

    def sentence(self, number: int) -> str:
        """Return a sentence."""
        return self.text[slice(*self.spans[min(number, len(self.spans) - 1)])]

    def sentence_words(self, number: int) -> list[Token]:
        """Return the words of a sentence."""
        return [word for word in self.words if word.sentence == number]


@dataclass(slots=True)
class TextState:
    """The text, the gazetteer, and what was found."""

    gazetteer: Gazetteer
    setting: TextContext
    blocks: list[Block]
    found: list[EntityMatch] = field(default_factory=list)
    nations: list[str] = field(default_factory=list)
    _periods: dict[tuple[int, int], list[Period]] = field(default_factory=dict)

    def year_before(self, block: Block, sentence: int) -> int | None:
        """Return the year that the text named last, not far back; else the year of the text."""
        written = int(self.setting.period[1][:4]) if self.setting.period else None
        before = " ".join(one.text for one in self.blocks[max(0, block.at - BLOCKS_BACK) : block.at])
        before += block.text[: block.spans[sentence][0]]
        years = [int(year) for year in YEAR.findall(before) if written is None or int(year) <= written]
        return years[-1] if years else written

    def add(
        self, block: Block, first: Token, last: Token, keys: tuple[str, ...], **more: object
    ) -> EntityMatch:
        """Keep a mention from one word to another."""
        kind = self.gazetteer.entities[keys[0]].kind
        one = EntityMatch(
            block.at, first.start, last.end, keys, kind, sure=bool(more.get("sure", True)),
            score=float(str(more.get("score", 1.0))), weak=bool(more.get("weak", False)),
            text=block.text[first.start : last.end], passage=passage_at(block, first),
        )  # fmt: skip
        self.found.append(one)
        return one

    def found_in(self, block: Block, sentence: int) -> list[EntityMatch]:
        """Return what was found in a sentence so far."""
        start, end = block.spans[sentence]
        return [one for one in self.found if one.block == block.at and start <= one.start < end]

    def is_later(self, entity: KnownEntity) -> bool:
        """Return whether a thing came about only after the text was written."""
        return bool(
            self.setting.period
            and not entity.planned
            and entity.period
            and entity.period[0] > self.setting.period[1]
        )

    def periods(self, block: Block, sentence: int) -> list[Period]:
        """Return the times that a sentence names."""
        place = (block.at, sentence)
        if place not in self._periods:
            self._periods[place] = self.find_periods(block, sentence, block.sentence(sentence))
        return self._periods[place]

    def find_periods(self, block: Block, sentence: int, text: str) -> list[Period]:
        """Return the times that a part of a sentence names; «12 июня» is of the year named last, or of the text's."""
        named = periods_in(text, year=self.year_before(block, sentence))
        if self.setting.period and not YEAR.search(text):
            written = int(self.setting.period[1][:4])
            named += [one for one in periods_in(text, year=written) if one not in named and one[0] == one[1]]
        return named

    def periods_before(self, block: Block, sentence: int) -> list[Period]:
        """Return the times that the block has named last before a sentence."""
        for number in range(sentence - 1, -1, -1):
            if named := self.periods(block, number):
                return named
        return []

    def capitals(self, block: Block, sentence: int) -> dict[str, str]:
        """Return the towns that stand for their states, and those states: «между Баку и Астаной», not «в Баку»."""
        places = {one.start: one.keys[0] for one in self.found_in(block, sentence) if one.kind == "place"}
        return {
            places[word.start]: self.gazetteer.entities[places[word.start]].country
            for before, word in pairwise(block.sentence_words(sentence))
            if word.start in places and before.text.lower() not in WHERE
        }

    def countries(self, words: list[Token]) -> set[str]:
        """Return the states that words name."""
        return {code for word in words if (code := country_code(word.text))}


def read(blocks: list[str], gazetteer: Gazetteer, setting: TextContext) -> TextState:
    """Cut a text into words and see what states it is about."""
    cut = [Block(at, text, tokens(text, setting.language), sentences(text)) for at, text in enumerate(blocks)]
    nations = Counter(code for block in cut for word in block.words if (code := country_code(word.text)))
    return TextState(gazetteer, setting, cut, nations=[code for code, _count in nations.most_common(2)])


def passage_at(block: Block, word: Token) -> str:
    """Return the sentence of a word, cut where it is very long."""
    start, end = block.spans[min(word.sentence, len(block.spans) - 1)]
    text = block.text[start:end]
    if len(text) > MAX_PASSAGE_LENGTH:
        middle = word.start - start
        begin = max(0, middle - MAX_PASSAGE_LENGTH // 2)
        text = ("…" if begin else "") + text[begin : begin + MAX_PASSAGE_LENGTH] + "…"
    return re.sub(r"\s+", " ", text).strip()
