"""Suggestions as a reader types: what has the words typed so far in its title or name."""

from dataclasses import dataclass

from editorial.search.document_rows import read_titles, title_in
from editorial.search.engine import Search
from editorial.search.query import as_prefix

MIN_LENGTH = 2  # letters
MAX_SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A public object to go to straight away."""

    type: str
    title: str
    path: str
    language: str


def titles(text: str, *, language: str) -> list[Suggestion]:
    """Return the best objects whose title or name has the words of `text`, the last of them unfinished."""
    query = as_prefix(text.strip())
    if len(text.strip()) < MIN_LENGTH or not query.groups:
        return []
    ids = Search.for_query(query, language, {}).match_titles(limit=MAX_SUGGESTIONS)
    documents = read_titles(ids)
    found = [documents[id_] for id_ in ids if id_ in documents]
    titled = ((one, title_in(language, one.title, one.language, one.titles)) for one in found)
    return [Suggestion(one.type, title.text, one.path, title.language) for one, title in titled]
