"""Matching on PostgreSQL, by a tsvector of the terms of the documents.

An inverted index gives its matches in no order, and to read half a million rows for the best few thousand
takes too long. So words that stand in many documents are looked for among the best documents only, as many
of them as should be enough; when they were not, all are asked.
"""

import time
from collections.abc import Iterable

from django.db.backends.utils import CursorWrapper

from editorial.search.clauses import HEAD_MARK, HIDDEN_MARK, SITE_LANGUAGE_MARK, Clause, Match
from editorial.search.query import Atom, Group
from editorial.search.sort_key import SMALLEST_MARK, top_windows

# The sum keeps the planner from walking down the keys in search of matches.
# The planner would rather read all rows of a small table, as it does not know that their words are kept out of line and
# take thirty times as long to read as the index. The setting ends with the transaction, or with the two statements.
MATCH_SQL = """
SET LOCAL enable_seqscan = off;
SELECT id, facets FROM search_searchdocument WHERE terms @@ %s::tsquery ORDER BY id + 0 DESC LIMIT %s
"""
WINDOWS_SQL = "SELECT term, documents FROM search_term WHERE term LIKE %s AND documents > 0"
# As are asked for: to read all of more takes longer than to look for the best, by the tags of windows.
MANY, TIMES_AS_MANY = 500, 2.5
MARGIN = 1.3  # how many times more documents than should be enough are looked through
STALE = 2  # seconds after which the windows are counted again: a new one must not be missed for long
WRITERS = 0x5EA4C4  # the number of the writers' lock; any would do

_counted: dict[str, tuple[float, list[tuple[int, int]]]] = {}


def lock_index(cursor: CursorWrapper) -> None:
    """Wait until no other transaction writes the index: two that count the same terms would wait in a ring."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])


def add(cursor: CursorWrapper, keys: Iterable[int]) -> None:
    """Leave it to the generated column."""


def remove(cursor: CursorWrapper, keys: Iterable[int]) -> None:
    """Leave it to the generated column."""


def rebuild(cursor: CursorWrapper) -> None:
    """Leave it to the generated column."""


def matches(cursor: CursorWrapper, clause: Clause, *, limit: int, share: float, size: int) -> list[Match]:
    """Return the best matches, by standing; `share` of the `size` documents are expected to match."""
    tsquery = expression(clause)
    if share * size > MANY + TIMES_AS_MANY * limit:
        top = _top_matches(cursor, MARGIN * limit / share)
        found = _matches(cursor, f"{tsquery} & ({top})", limit) if top else []
        if len(found) == limit:
            return found
    return _matches(cursor, tsquery, limit)


def _matches(cursor: CursorWrapper, tsquery: str, limit: int) -> list[Match]:
    cursor.execute(MATCH_SQL, [tsquery, limit])
    cursor.nextset()
    return list(map(Match._make, cursor.fetchall()))


def _top_matches(cursor: CursorWrapper, documents: float) -> str:
    """Return the tags of the best windows that hold so many documents; nothing when that is all of them."""
    for window, document_count in _windows(cursor):
        documents -= document_count
        if documents <= 0:
            return " | ".join(f"'{tag}'" for tag in top_windows(window))
    return ""


def _windows(cursor: CursorWrapper) -> list[tuple[int, int]]:
    """Return the numbers of the smallest windows, the best first, with how many documents each holds."""
    counted = _counted.get(cursor.db.alias)
    if counted is None or counted[0] < time.monotonic() - STALE:
        cursor.execute(WINDOWS_SQL, [f"{SMALLEST_MARK}%"])
        rows = (
            (int(term.removeprefix(SMALLEST_MARK)), document_count)
            for term, document_count in cursor.fetchall()
        )
        counted = _counted[cursor.db.alias] = (time.monotonic(), sorted(rows, reverse=True))
    return counted[1]


def expression(clause: Clause) -> str:
    """Write the clause in the language of tsquery."""
    joint = " | " if clause.any_group else " & "
    tsquery = joint.join(_group(group, in_head=clause.in_head) for group in clause.groups)
    parts = [*([f"({tsquery})"] if tsquery else []), *map(_tag, clause.tags)]
    parts += [f"!{_group(group, in_head=False)}" for group in clause.excluded]
    return " & ".join(parts)


def _tag(tag: str) -> str:
    """Ask for a tag. Most documents are shown in all languages: few are to be left out, and that is read sooner."""
    return f"!'{HIDDEN_MARK}{tag[1:]}'" if tag.startswith(SITE_LANGUAGE_MARK) else f"'{tag}'"


def _group(group: Group, *, in_head: bool) -> str:
    return "(" + " | ".join(_head_atom(atom) if in_head else _atom(atom) for atom in group.atoms) + ")"


def _atom(atom: Atom) -> str:
    return "(" + " <-> ".join(f"'{term}'" for term in atom.terms) + (":*" if atom.prefix else "") + ")"


def _head_atom(atom: Atom) -> str:
    return (
        "(" + " & ".join(f"'{HEAD_MARK}{term}'" for term in atom.terms) + (":*" if atom.prefix else "") + ")"
    )
