"""The vocabulary of the record: how often a term stands, and which term a mistyped word was meant to be."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from django.db.models import Count, F, Q

from editorial.search.models import Term, Trigram
from editorial.search.query import Atom, Group, Query

SHORTEST_CORRECTED = 4  # letters
MOST_NEIGHBOURS = 200
MOST_CORRECTIONS = 3
BATCH = 500


def counts_of(terms: Iterable[str], beginnings: Collection[str] = ()) -> dict[str, int]:
    """Return in how many documents each of the terms stands; what stands in none is left out.

    A beginning is counted under itself and a star: the sum of what begins so, as a measure.
    """
    asked = Q(term__in=sorted(terms))
    for beginning in beginnings:
        asked |= Q(term__gte=beginning, term__lt=f"{beginning}zzzz")
    counts = dict(Term.objects.filter(asked, documents__gt=0).values_list("term", "documents"))
    for beginning in beginnings:
        begun = (documents for term, documents in counts.items() if term.startswith(beginning))
        counts[f"{beginning}*"] = sum(begun)
    return counts


def add(words: Mapping[str, str], counted: Iterable[str]) -> None:
    """Count one more document for each term, and learn the new ones."""
    terms = sorted(counted)
    known = set(Term.objects.filter(term__in=terms).values_list("term", flat=True))
    new = [term for term in terms if term not in known]
    learn({term: words.get(term, "") for term in new}, {})
    for start in range(0, len(terms), BATCH):
        Term.objects.filter(term__in=terms[start : start + BATCH]).update(documents=F("documents") + 1)


def forget(counted: Iterable[str]) -> None:
    """Count one document less for each term."""
    terms = sorted(counted)
    for start in range(0, len(terms), BATCH):
        Term.objects.filter(term__in=terms[start : start + BATCH], documents__gt=0).update(
            documents=F("documents") - 1
        )


def learn(words: Mapping[str, str], documents: Mapping[str, int]) -> None:
    """Add terms that are new; a tag, which has no word, gets no neighbours."""
    Term.objects.bulk_create(
        [
            Term(term=term, word=word.lower(), documents=documents.get(term, 0))
            for term, word in words.items()
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    Trigram.objects.bulk_create(
        [
            Trigram(trigram=part, term_id=term)
            for term, word in words.items()
            if word
            for part in trigrams(term)
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def trigrams(term: str) -> list[str]:
    """Return the parts of three letters of a term, its edges marked."""
    edged = f" {term} "
    return sorted({edged[start : start + 3] for start in range(len(edged) - 2)})


def correct(query: Query, counts: Mapping[str, int]) -> tuple[Query, dict[str, str]]:
    """Return the query with each unknown word replaced by its neighbours, and what was put for what."""
    corrections: dict[str, str] = {}
    groups: list[Group] = []
    for group in query.groups:
        neighbours = [] if _is_known(group, counts) else _neighbours(group)
        if neighbours:
            corrections[group.typed] = neighbours[0][1]
            group = Group(group.typed, tuple(Atom((term,)) for term, _word in neighbours))  # noqa: PLW2901
        groups.append(group)
    return query.with_groups(groups), corrections


def _is_known(group: Group, counts: Mapping[str, int]) -> bool:
    if not group.is_word or len(group.atoms[0].terms[0]) < SHORTEST_CORRECTED or group.typed.isdigit():
        return True
    return any(counts.get(term) for atom in group.atoms for term in atom.terms)


def _neighbours(group: Group) -> list[tuple[str, str]]:
    """Return the terms nearest in spelling with their words, the nearest and most frequent first."""
    typed = [atom.terms[0] for atom in group.atoms]
    parts = {part for term in typed for part in trigrams(term)}
    rows = (
        Trigram.objects.filter(trigram__in=sorted(parts), term__documents__gt=0)
        .values_list("term_id", "term__word", "term__documents")
        .annotate(shared=Count("id"))
        .order_by("-shared", "-term__documents", "term_id")[:MOST_NEIGHBOURS]
    )
    near: list[tuple[int, int, str, str]] = []
    for term, word, documents, _shared in rows:
        away = min(distance(term, one, most=_most_slips(one)) - _most_slips(one) + 2 for one in typed)
        if away <= 2:
            near.append((away, -documents, term, word))
    near.sort()
    return [(term, word) for away, _documents, term, word in near if away == near[0][0]][:MOST_CORRECTIONS]


def _most_slips(term: str) -> int:
    return 1 if len(term) <= 7 else 2


@lru_cache(maxsize=10_000)
def distance(one: str, other: str, *, most: int) -> int:
    """Return how many letters to add, drop, change or swap lead from one word to the other, to `most` + 1.

    >>> distance("tokaev", "tokeav", most=2)
    1
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
