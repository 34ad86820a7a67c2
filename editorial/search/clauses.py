"""Clauses of a query and their results, the same for both databases."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from editorial.search.query import Group

# Marks of tags. They are Cyrillic, and terms are Latin, so that a tag is never taken for a word.
FACET_MARK = "ф"
SITE_LANGUAGE_MARK = "я"
HIDDEN_MARK = "ю"  # a site language in which the document is not shown
WINDOW_MARK = "в"  # a stretch of the order in which documents stand: see standing.py
HEAD_MARK = "з"  # a term of the title or of a name


@dataclass(frozen=True, slots=True)
class Clause:
    """The condition of a query: all groups (one of them, with `any_group`), all tags, none of the excluded groups.

    With `in_head`, the words are looked for in titles and names only, phrases as words.
    """

    groups: Sequence[Group]
    tags: Sequence[str]
    excluded: Sequence[Group] = ()
    in_head: bool = False
    any_group: bool = False


class Match(NamedTuple):
    """A document that matches, and the keys of its facet values."""

    id: int
    facets: str
