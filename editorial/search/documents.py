"""Build search documents from entries."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from editorial.search.acronyms import routes_in
from editorial.search.clauses import FACET_MARK, HEAD_MARK, HIDDEN_MARK, SITE_LANGUAGE_MARK
from editorial.search.entry import LANGUAGES, SearchEntry, Text
from editorial.search.models import SearchDocument, SearchPassage
from editorial.search.sort_key import sort_key, windows_for
from editorial.search.stemmer import get_terms, name_lines

# A word of a passage beyond this is not found: PostgreSQL keeps no more positions of a document.
MAX_BODY_TERMS = 15_000


@dataclass(slots=True)
class Analysis:
    """A row with the words that its terms came from, and its passages."""

    document: SearchDocument
    words: dict[str, str] = field(default_factory=dict)
    passages: Sequence[SearchPassage] = ()

    @property
    def counted(self) -> frozenset[str]:
        """Return what the vocabulary counts once for this document: its terms and its tags for narrowing."""
        return frozenset(self.words) | frozenset(
            tag for tag in self.document.tags.split() if not tag.startswith(HEAD_MARK)
        )


def analyse(entry: SearchEntry) -> Analysis:
    """Return the row of an entry, not saved."""
    words: dict[str, str] = {}
    title = _line(get_terms(entry.title, entry.language), words)
    names = _lines(entry.names, words)
    routes = [Text(route, entry.language, is_name=True) for route in routes_in(entry.title)]
    lead = _lines([*entry.keywords, *routes], words)
    passages = [passage for passage in entry.passages if passage.text.strip()]
    body = _body([passage.text for passage in passages], entry.language, words)
    document_sort_key = sort_key(entry)
    tags = [*_tags(entry), *windows_for(document_sort_key)]
    tags += [f"{HEAD_MARK}{term}" for term in sorted({*title.split(), *" ".join(names).split()})]
    document = SearchDocument(
        id=document_sort_key,
        type=entry.type,
        key=entry.key,
        language=entry.language,
        title=entry.title,
        titles=dict(entry.titles) or None,
        path=entry.path,
        date=entry.date,
        weight=entry.weight,
        facets=" ".join(facet.code for facet in entry.all_facets),
        title_terms=title,
        name_terms="\n".join(names),
        lead_terms="\n".join(lead),
        body_terms="\n".join(body),
        tags=" ".join(tags),
    )
    rows = [
        SearchPassage(document_id=document_sort_key, number=number, anchor=passage.anchor, text=passage.text)
        for number, passage in enumerate(passages)
    ]
    return Analysis(document, words, rows)


def _tags(entry: SearchEntry) -> list[str]:
    language_tags = (
        f"{SITE_LANGUAGE_MARK if language in entry.available_in else HIDDEN_MARK}{language}"
        for language in LANGUAGES
    )
    return [*language_tags, *(f"{FACET_MARK}{facet.code}" for facet in entry.all_facets)]


def _line(pairs: Sequence[tuple[str, str]], words: dict[str, str]) -> str:
    for term, word in pairs:
        words.setdefault(term, word)
    return " ".join(term for term, _word in pairs)


def _lines(texts: Sequence[Text], words: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for text in texts:
        if text.is_name:
            lines += [_line(pairs, words) for pairs in name_lines(text.text, text.language)]
        else:
            lines.append(_line(get_terms(text.text, text.language), words))
    return list(dict.fromkeys(filter(None, lines)))


def _body(passages: Sequence[str], language: str, words: dict[str, str]) -> list[str]:
    lines: list[str] = []
    room = MAX_BODY_TERMS
    for passage in passages:
        pairs = get_terms(passage, language)[:room]
        lines.append(_line(pairs, words))
        room -= len(pairs)
    return lines
