"""Matching on PostgreSQL, by a tsvector over the terms of the documents.

An inverted index gives its matches in no order, and to read half a million rows for the foremost few thousand
takes too long. So words that stand in many documents are looked for among the foremost documents only, as many
of them as should be enough; when they were not, all are asked.
"""

import time

from django.db.backends.utils import CursorWrapper

from editorial.search.matching import HEAD_MARK, Clause, Match
from editorial.search.query import Atom, Group

# The sum keeps the planner from walking down the keys in search of matches.
MATCH_SQL = """
SELECT id, facets FROM search_searchdocument WHERE terms @@ %s::tsquery{window} ORDER BY id + 0 DESC LIMIT %s
"""
MANY = 15_000  # matches: to read all of these takes longer than to ask twice
MARGIN = 1.3  # how many times more documents than should be enough are looked through
STEPS = (3, 5, 7, 10, 14, 20, 28, 40, 56, 80, 112, 160, 224, 320)  # windows, in thousandths of all documents
KEY_SQL = "SELECT id FROM search_searchdocument ORDER BY id DESC OFFSET %s LIMIT 1"
WRITERS = 0x5EA4C4  # the number of the writers' lock; any would do
STALE = 600  # seconds after which the windows are measured anew; a stale window only costs time

_measured: dict[str, tuple[float, dict[int, int]]] = {}


def hold(cursor: CursorWrapper) -> None:
    """Wait until no other transaction writes the index: two that count the same terms would wait in a ring."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])


def matches(cursor: CursorWrapper, clause: Clause, *, limit: int, share: float, size: int) -> list[Match]:
    """Return the foremost matches, by standing; `share` of the `size` documents are expected to match."""
    asked = expression(clause)
    if share * size > MANY:
        thousandths = 1000 * MARGIN * limit / (share * size)
        step = next((step for step in STEPS if step >= thousandths), None)
        if step is not None:
            found = _matches(cursor, asked, limit, _windows(cursor, size)[step])
            if len(found) == limit:
                return found
    return _matches(cursor, asked, limit, None)


def _matches(cursor: CursorWrapper, asked: str, limit: int, above: int | None) -> list[Match]:
    # The bound is written out: only so does the planner know how few documents are above it.
    window = "" if above is None else f" AND id >= {above:d}"
    cursor.execute(MATCH_SQL.format(window=window), [asked, limit])
    return [Match(*row) for row in cursor.fetchall()]


def _windows(cursor: CursorWrapper, size: int) -> dict[int, int]:
    """Return, for each step, the key above which so many thousandths of the documents are."""
    measured = _measured.get(cursor.db.alias)
    if measured is None or measured[0] < time.monotonic() - STALE:
        keys = {}
        for step in STEPS:
            cursor.execute(KEY_SQL, [size * step // 1000])
            keys[step] = row[0] if (row := cursor.fetchone()) else 0
        measured = _measured[cursor.db.alias] = (time.monotonic(), keys)
    return measured[1]


def expression(clause: Clause) -> str:
    """Write the clause in the language of tsquery."""
    joint = " | " if clause.any_group else " & "
    wanted = joint.join(_group(group, in_head=clause.in_head) for group in clause.groups)
    parts = [*([f"({wanted})"] if wanted else []), *(f"'{tag}'" for tag in clause.tags)]
    parts += [f"!{_group(group, in_head=False)}" for group in clause.excluded]
    return " & ".join(parts)


def _group(group: Group, *, in_head: bool) -> str:
    return "(" + " | ".join(_head_atom(atom) if in_head else _atom(atom) for atom in group.atoms) + ")"


def _atom(atom: Atom) -> str:
    return "(" + " <-> ".join(f"'{term}'" for term in atom.terms) + (":*" if atom.prefix else "") + ")"


def _head_atom(atom: Atom) -> str:
    return (
        "(" + " & ".join(f"'{HEAD_MARK}{term}'" for term in atom.terms) + (":*" if atom.prefix else "") + ")"
    )
