"""Sources of one fact that say different things about it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from editorial.provenance.models import Aspect, Source


@dataclass(slots=True)
class Disagreement:
    """What the sources disagree about, and those that say something about it, in their order."""

    aspect: Aspect
    versions: list[Source] = field(default_factory=list)


def disagreements(sources: Iterable[Source]) -> list[Disagreement]:
    """Return what two or more of the sources say differently."""
    found: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.aspect:
            found[source.aspect].append(source)
    return [Disagreement(Aspect(aspect), rows) for aspect, rows in found.items() if len(rows) > 1]
