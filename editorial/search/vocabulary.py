"""The vocabulary of the record: how often a term stands, and which terms are near in spelling."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Count, F, Q

from editorial.search.document_rows import read_counts
from editorial.search.models import Term, Trigram

MAX_NEIGHBOURS = 200
BATCH = 500


def document_counts(terms: Iterable[str], beginnings: Collection[str] = ()) -> dict[str, int]:
    """Return in how many documents each of the terms stands.

    A beginning is counted under itself and a star: the sum of what begins so, as a measure.
    """
    wanted = sorted(set(terms))
    counts = dict.fromkeys(wanted, 0) | read_counts(wanted, sorted(beginnings))
    for beginning in beginnings:
        prefix_counts = (documents for term, documents in counts.items() if term.startswith(beginning))
        counts[f"{beginning}*"] = sum(prefix_counts)
    return counts


def add(words: Mapping[str, str], counted: Iterable[str]) -> None:
    """Count one more document for each term, and learn the new ones."""
    terms = sorted(counted)
    known = set(Term.objects.filter(term__in=terms).values_list("term", flat=True))
    new = [term for term in terms if term not in known]
    add_terms({term: words.get(term, "") for term in new}, {})
    for start in range(0, len(terms), BATCH):
        Term.objects.filter(term__in=terms[start : start + BATCH]).update(documents=F("documents") + 1)


def decrement(counted: Iterable[str]) -> None:
    """Count one document less for each term."""
    terms = sorted(counted)
    for start in range(0, len(terms), BATCH):
        Term.objects.filter(term__in=terms[start : start + BATCH], documents__gt=0).update(
            documents=F("documents") - 1
        )


def add_terms(words: Mapping[str, str], documents: Mapping[str, int]) -> None:
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


def similar_terms(spellings: Sequence[Collection[str]]) -> list[Term]:
    """Return the terms that share most letters with any spelling of any of the words, for each as many. One query."""
    similar = Q()
    for word in spellings:
        parts = {part for term in word for part in trigrams(term)}
        shared = Trigram.objects.filter(trigram__in=sorted(parts)).values("term").annotate(shared=Count("id"))
        similar |= Q(pk__in=shared.order_by("-shared", "term").values("term")[:MAX_NEIGHBOURS])
    return list(Term.objects.filter(similar, documents__gt=0))
