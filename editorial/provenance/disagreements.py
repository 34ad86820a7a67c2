"""Sources of one fact that say different things about it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from editorial.provenance.models import Aspect, Source


@dataclass(slots=True)
class Disagreement:
    """What the sources disagree about, and the versions: sources that say the same stand together."""

    aspect: Aspect
    versions: list[list[Source]] = field(default_factory=list)


def disagreements(sources: Iterable[Source]) -> list[Disagreement]:
    """Return what two or more of the sources say differently."""
    found: dict[str, dict[str, list[Source]]] = defaultdict(dict)
    for source in sources:
        if source.aspect:
            found[source.aspect].setdefault(source.statement, []).append(source)
    return [
        Disagreement(Aspect(aspect), list(versions.values()))
        for aspect, versions in found.items()
        if len(versions) > 1
    ]
