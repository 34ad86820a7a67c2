"""Numbers of paragraphs in Word files: counted as Word counts them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from editorial.manuscripts.note_numbers import printed
from editorial.manuscripts.readers.docx_package import Element, Package, W, number_of, value_of

KINDS = {
    "decimal": "1", "decimalZero": "1", "ordinal": "1", "cardinalText": "1",
    "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I",
    "russianLower": "а", "russianUpper": "А",
}  # fmt: skip
BULLET = "•"
DEEPEST = 9


@dataclass(slots=True)
class Level:
    """Numbering of one level of a list."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class ListNumber:
    """The number of a paragraph: its level, its value, its kind and how it is printed."""

    level: int
    value: int
    numbering: str
    label: str


@dataclass(slots=True)
class Numbering:
    """The lists of a file and how far each is counted."""

    abstract_of: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> "Numbering":
        """Read the lists of a file."""
        numbering = cls()
        root = package.part("numbering")
        if root is None:
            return numbering
        linked: dict[str, str] = {}
        styled: dict[str, str] = {}
        for each in root.iter(f"{W}abstractNum"):
            key = each.get(f"{W}abstractNumId", "")
            numbering.levels[key] = dict(_levels(each))
            linked[key] = value_of(each.find(f"{W}numStyleLink"))
            styled[value_of(each.find(f"{W}styleLink"))] = key
        for key, style in linked.items():
            if style and style in styled:
                numbering.levels[key] = numbering.levels[styled[style]]
        for each in root.iter(f"{W}num"):
            numbering._add(each)
        return numbering

    def _add(self, each: Element) -> None:
        number = each.get(f"{W}numId", "")
        abstract = value_of(each.find(f"{W}abstractNumId"))
        self.abstract_of[number] = abstract
        for override in each.iter(f"{W}lvlOverride"):
            level = override.get(f"{W}ilvl", "0")
            start = number_of(override.find(f"{W}startOverride"))
            at = int(level) if level.isdigit() else 0
            if start is not None:
                self.overrides.setdefault(number, {})[at] = start
            if override.find(f"{W}lvl") is not None:
                own = dict(_levels(override))
                self.levels[f"{abstract}/{number}"] = {**self.levels.get(abstract, {}), **own}

    def next(self, number: str, level: int) -> ListNumber | None:
        """Count a paragraph of a list; None for a list that does not exist."""
        abstract = self.abstract_of.get(number)
        if abstract is None or not 0 <= level < DEEPEST:
            return None
        levels = self.levels.get(f"{abstract}/{number}", self.levels.get(abstract, {}))
        counts = self.counts.setdefault(abstract, [-1] * DEEPEST)
        if number not in self.used:
            self.used.add(number)
            for at, start in self.overrides.get(number, {}).items():
                counts[at:] = [-1] * (DEEPEST - at)
                counts[at] = start - 1 if start > 0 else -1
        for at in range(level + 1):
            start = levels.get(at, Level()).start
            if counts[at] < 0:
                counts[at] = start - (1 if at == level else 0)
        counts[level] += 1
        counts[level + 1 :] = [-1] * (DEEPEST - level - 1)
        here = levels.get(level, Level(text=f"%{level + 1}."))
        return ListNumber(level, counts[level], KINDS.get(here.kind, "1") if here.kind not in ("bullet", "none") else "",
                          _label(here, levels, counts))  # fmt: skip


def _levels(holder: Element) -> Iterator[tuple[int, Level]]:
    for each in holder.iter(f"{W}lvl"):
        start = number_of(each.find(f"{W}start"))
        yield (
            int(each.get(f"{W}ilvl", "0")),
            Level(
                value_of(each.find(f"{W}numFmt")) or "decimal",
                value_of(each.find(f"{W}lvlText")),
                0 if start is None else start,
            ),
        )


def _label(here: Level, levels: dict[int, Level], counts: list[int]) -> str:
    if here.kind == "none":
        return ""
    if here.kind == "bullet":
        return BULLET
    label = here.text
    for at in range(DEEPEST):
        label = label.replace(f"%{at + 1}", printed(counts[at], levels.get(at, Level()).kind))
    return label
