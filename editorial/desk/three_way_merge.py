"""Three versions of a form: what was opened, what one typed, what a colleague saved meanwhile; one out of them.

Forms are compared as a browser sends them: names with their values. A text is merged paragraph by paragraph, a
plain text line by line, a choice of several by what was added and removed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape

from lxml import html as lxml_html

Values = tuple[str, ...]
Flat = dict[str, list[str]]  # as a browser sends a form
CONFLICT_CHOICES = ("mine", "theirs")
COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


@dataclass
class Line:
    """A line of a form: its key, empty for a new one, and its values by field."""

    key: str
    values: dict[str, Values]

    @property
    def is_deleted(self) -> bool:
        """Say whether it is marked for removal."""
        return bool(self.values.get("DELETE"))


@dataclass
class FormVersion:
    """One version of a form: the values of the row, and its lines by prefix."""

    row: dict[str, Values]
    lines: dict[str, list[Line]]


@dataclass(frozen=True)
class FieldPath:
    """A field of the row, or of a line of it."""

    field: str
    prefix: str = ""
    key: str = ""


@dataclass(frozen=True)
class Conflict:
    """A passage that both changed: which one is to stand?"""

    name: str
    place: FieldPath
    mine: str
    theirs: str


@dataclass
class Merged:
    """The result of a merge: values, conflicts with their choices, changes taken over, lines kept in spite of one."""

    side: FormVersion
    chosen: dict[str, str] = field(default_factory=dict)
    clashes: list[Conflict] = field(default_factory=list)
    adopted: list[FieldPath] = field(default_factory=list)
    retained: list[FieldPath] = field(default_factory=list)


def from_post_data(flat: Mapping[str, Sequence[str]], prefixes: Sequence[str]) -> FormVersion:
    """Part what a browser sends into the row and its lines."""
    lines: dict[str, list[Line]] = {prefix: [] for prefix in prefixes}
    found: dict[tuple[str, int], dict[str, Values]] = {}
    row: dict[str, Values] = {}
    for name, values in flat.items():
        prefix = next((prefix for prefix in prefixes if name.startswith(f"{prefix}-")), "")
        number, _, column = name.removeprefix(f"{prefix}-").partition("-") if prefix else ("", "", "")
        if prefix and number.isdigit():
            found.setdefault((prefix, int(number)), {})[column] = clean(values)
        elif not prefix:
            row[name] = clean(values)
    for (prefix, place), columns in sorted(found.items()):
        if place < int((clean(flat.get(f"{prefix}-TOTAL_FORMS", ())) or ("0",))[0]):
            key = columns.get("id", ())
            lines[prefix].append(Line(key[0] if key else "", columns))
    return FormVersion(row, lines)


def to_post_data(side: FormVersion) -> Flat:
    """Write a version as a browser would send it: lines that are saved before those that are new."""
    flat: Flat = {name: list(values) for name, values in side.row.items()}
    for prefix, lines in side.lines.items():
        ordered = sorted(lines, key=lambda line: not line.key)
        saved = sum(bool(line.key) for line in lines)
        for name, count in zip(COUNTS, (len(lines), saved, 0, 1000), strict=True):
            flat[f"{prefix}-{name}"] = [str(count)]
        for number, line in enumerate(ordered):
            for column, values in line.values.items():
                flat[f"{prefix}-{number}-{column}"] = list(values)
    return flat


def clean(values: Sequence[str]) -> Values:
    """Return values as they are compared: what is empty does not count, nor how a browser ends lines."""
    ended = (str(value).replace("\r\n", "\n").strip() for value in values)
    return tuple(value for value in ended if value)


def merge(base: FormVersion | None, mine: FormVersion, theirs: FormVersion, chosen: dict[str, str]) -> Merged:
    """Merge two versions that began as one; `chosen` says by the name of a conflict whose is to stand, one of `CONFLICT_CHOICES`."""
    return _Merger(chosen).merged_from(base, mine, theirs)


def rebase(base: FormVersion, theirs: FormVersion, clashes: Iterable[Conflict]) -> FormVersion:
    """Return what a form begins from once its merge was shown: the newer version but for what is left to choose.

    What is changed in the form from then on is changed knowingly, and is no clash.
    """
    version = FormVersion(
        dict(theirs.row),
        {
            prefix: [Line(line.key, dict(line.values)) for line in lines]
            for prefix, lines in theirs.lines.items()
        },
    )
    for place in {clash.place for clash in clashes}:
        _values_at(version, place)[place.field] = _values_at(base, place).get(place.field, ())
    return version


def _values_at(side: FormVersion, place: FieldPath) -> dict[str, Values]:
    if not place.prefix:
        return side.row
    return next((line.values for line in side.lines[place.prefix] if line.key == place.key), {})


class _Merger:
    def __init__(self, chosen: dict[str, str]) -> None:
        self.merged = Merged(FormVersion({}, {}), chosen)

    def merged_from(self, base: FormVersion | None, mine: FormVersion, theirs: FormVersion) -> Merged:
        side = self.merged.side
        for name in dict.fromkeys((*mine.row, *theirs.row)):
            before = base.row.get(name, ()) if base else None
            side.row[name] = self._field(
                FieldPath(name), before, mine.row.get(name, ()), theirs.row.get(name, ())
            )
        for prefix, lines in mine.lines.items():
            before_lines = {line.key: line for line in base.lines.get(prefix, ())} if base else {}
            side.lines[prefix] = list(self._lines(prefix, before_lines, lines, theirs.lines.get(prefix, [])))
        return self.merged

    def _lines(
        self, prefix: str, before: dict[str, Line], mine: list[Line], theirs: list[Line]
    ) -> Iterator[Line]:
        saved = {line.key: line for line in theirs}
        for line in mine:
            other, first = saved.get(line.key), before.get(line.key)
            if not line.key:
                yield line
            elif other is None:
                yield from self._removed_by_other(prefix, first, line)
            elif line.is_deleted and (first is None or _same_line(other, first)):
                yield line
            elif line.is_deleted:
                self.merged.retained.append(FieldPath("", prefix, line.key))
                yield other
            else:
                yield self._line(prefix, first, line, other)
        own = {line.key for line in mine if line.key}
        for line in theirs:
            if line.key not in own and line.key not in before:
                self.merged.adopted.append(FieldPath("", prefix, line.key))
                yield line

    def _removed_by_other(self, prefix: str, first: Line | None, mine: Line) -> Iterator[Line]:
        """Keep, as a new line, what was typed into a line that a colleague removed."""
        if first is not None and not mine.is_deleted and not _same_line(mine, first):
            self.merged.retained.append(FieldPath("", prefix, mine.key))
            yield Line("", {name: values for name, values in mine.values.items() if name != "id"})

    def _line(self, prefix: str, first: Line | None, mine: Line, theirs: Line) -> Line:
        values = {}
        for name in dict.fromkeys((*mine.values, *theirs.values)):
            old = first.values.get(name, ()) if first else theirs.values.get(name, ())
            own, other = mine.values.get(name, ()), theirs.values.get(name, ())
            if name == "order" and own != other:
                values[name] = other if own == old else own  # where a line stands is no matter of dispute
            else:
                values[name] = self._field(FieldPath(name, prefix, mine.key), old, own, other)
        return Line(mine.key, values)

    def _field(self, place: FieldPath, before: Values | None, mine: Values, theirs: Values) -> Values:
        if mine == theirs:
            return mine
        if before is not None and mine == before:
            self.merged.adopted.append(place)
            return theirs
        if before is not None and theirs == before:
            return mine
        old = before or ()
        if max(map(len, (old, mine, theirs))) > 1:
            remaining = [value for value in mine if value in theirs or value not in old]
            return (*remaining, *(value for value in theirs if value not in old and value not in remaining))
        text = [part[0] if part else "" for part in (old, mine, theirs)]
        return clean(["".join(self._text(place, text, is_known=before is not None))])

    def _text(self, place: FieldPath, text: list[str], *, is_known: bool) -> Iterator[str]:
        """Merge two texts piece by piece."""
        before, mine, theirs = (
            (split_blocks(part) for part in text) if is_known else ([], [text[1]], [text[2]])
        )
        is_body = is_known and any(part.startswith("<") for part in text)
        for old, own, other in _regions(before, mine, theirs):
            if own in (old, other):
                self.merged.adopted += [place] if own != other else []
                yield from other
            elif other == old:
                yield from own
            elif is_body and not old:
                yield from (*other, *own)  # two new paragraphs at one place: both stay
            else:
                clash = _clash(place, old, own, other)
                choice = self.merged.chosen.get(clash.name)
                self.merged.clashes += [] if choice else [clash]
                yield from other if choice == "theirs" else own


def _same_line(one: Line, other: Line) -> bool:
    names = {*one.values, *other.values} - {"order", "DELETE"}
    return all(one.values.get(name, ()) == other.values.get(name, ()) for name in names)


def _clash(place: FieldPath, before: list[str], mine: list[str], theirs: list[str]) -> Conflict:
    name = hashlib.sha256(repr((place, before, theirs)).encode()).hexdigest()[:16]
    return Conflict(name, place, "".join(mine), "".join(theirs))


def split_blocks(text: str) -> list[str]:
    """Part a body into its blocks, any other text into its lines."""
    if not text.startswith("<"):
        return text.splitlines(keepends=True)
    root = lxml_html.fragment_fromstring(text, create_parent="div")
    blocks = [lxml_html.tostring(block, encoding="unicode") for block in root]
    return [escape(root.text, quote=False), *blocks] if root.text else blocks


def _regions(
    before: list[str], mine: list[str], theirs: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield what stands between the pieces that all three share; as many pieces in each are taken one by one."""
    a = b = c = 0
    for x, y, z, size in (*_shared(before, mine, theirs), (len(before), len(mine), len(theirs), 0)):
        region = before[a:x], mine[b:y], theirs[c:z]
        if len({len(part) for part in region}) == 1:
            yield from (([old], [own], [other]) for old, own, other in zip(*region, strict=True))
        else:
            yield region
        same = before[x : x + size]
        yield same, same, same
        a, b, c = x + size, y + size, z + size


def _shared(before: list[str], mine: list[str], theirs: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs that all three share: where they begin in each, and how long they are."""
    ours = SequenceMatcher(None, before, mine, autojunk=False).get_matching_blocks()
    others = SequenceMatcher(None, before, theirs, autojunk=False).get_matching_blocks()
    for one in ours:
        for other in others:
            start, end = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
            if start < end:
                yield start, one.b + start - one.a, other.b + start - other.a, end - start
