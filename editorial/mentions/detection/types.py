"""Input and output of the detection of mentions: plain values, no models."""

from dataclasses import dataclass, field

Period = tuple[str, str]  # first and last day, ISO
CONTRARY = -1


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name, in a language."""

    text: str
    language: str = "ru"
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """Something that the record knows: a person, a body, a series, a place, an agreement or an event.

    `key` is the caller's, as in "expert:12". `parties` are country codes and keys of bodies and people that are
    party to it or take part; `count` is the number of documents of a package, `number` that of a session.
    """

    key: str
    kind: str
    forms: tuple[Form, ...]
    sort: str = ""
    country: str = ""
    parties: frozenset[str] = frozenset()
    period: Period | None = None
    place: str = ""
    series: str = ""
    number: int | None = None
    count: int | None = None
    planned: bool = False


@dataclass(slots=True)
class EntityMatch:
    """A mention: where in which block it stands, and the things that may be meant, the likeliest first.

    `sure` says that one is meant beyond reasonable doubt; otherwise an editor has to say.
    """

    block: int
    start: int
    end: int
    keys: tuple[str, ...]
    kind: str
    sure: bool
    text: str = ""
    passage: str = ""
    score: float = 1.0
    weak: bool = field(
        default=False, repr=False
    )  # a surname or a bare name that the rest of the text decides


@dataclass(frozen=True, slots=True)
class TextContext:
    """The context of a text: its language, its date, its authors."""

    language: str = "ru"
    period: Period | None = None
    people: frozenset[str] = frozenset()
