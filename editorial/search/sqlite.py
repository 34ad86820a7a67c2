"""Matching on SQLite, by FTS5 over the terms of the documents."""

from collections.abc import Iterable

from django.db.backends.utils import CursorWrapper

from editorial.search.clauses import HEAD_MARK, Clause, Match
from editorial.search.query import Atom, Group

# The inner query stops at the limit, as FTS5 walks its row ids downwards; facets are read from a narrow index.
MATCH_SQL = """
SELECT d.id, d.facets FROM (
    SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rowid DESC LIMIT %s
) AS found JOIN search_searchdocument AS d INDEXED BY search_facets ON d.id = found.rowid ORDER BY d.id DESC
"""

_COLUMNS = "title_terms, name_terms, lead_terms, body_terms, tags"
ADD_SQL = f"""
INSERT INTO search_words(rowid, {_COLUMNS}) SELECT id, {_COLUMNS} FROM search_searchdocument WHERE id = %s
"""  # noqa: S608  (names of ours)
REMOVE_SQL = f"""
INSERT INTO search_words(search_words, rowid, {_COLUMNS})
SELECT 'delete', id, {_COLUMNS} FROM search_searchdocument WHERE id = %s
"""  # noqa: S608


def lock_index(cursor: CursorWrapper) -> None:
    """Wait for nobody: a transaction that writes is alone on SQLite."""


def add(cursor: CursorWrapper, keys: Iterable[int]) -> None:
    """Index the words of documents that were written. FTS5 reads them from their table, and follows it by no trigger."""
    cursor.executemany(ADD_SQL, [(key,) for key in keys])


def remove(cursor: CursorWrapper, keys: Iterable[int]) -> None:
    """Take the words of documents out of the index, before they are deleted or changed."""
    cursor.executemany(REMOVE_SQL, [(key,) for key in keys])


def rebuild(cursor: CursorWrapper) -> None:
    """Index the words of all documents that are there, and of no others."""
    cursor.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")


def matches(cursor: CursorWrapper, clause: Clause, *, limit: int, share: float, size: int) -> list[Match]:  # noqa: ARG001
    """Return the best matches, by standing; FTS5 walks in this order, and needs no expectation."""
    cursor.execute(MATCH_SQL, [expression(clause), limit])
    return list(map(Match._make, cursor.fetchall()))


def expression(clause: Clause) -> str:
    """Write the clause in the language of FTS5."""
    joint = " OR " if clause.any_group else " AND "
    expression_text = joint.join(_group(group, in_head=clause.in_head) for group in clause.groups)
    text = " AND ".join(
        [*([f"({expression_text})"] if expression_text else []), *(f'"{tag}"' for tag in clause.tags)]
    )
    for group in clause.excluded:
        text = f"({text}) NOT {_group(group, in_head=False)}"
    return text


def _group(group: Group, *, in_head: bool) -> str:
    return "(" + " OR ".join(_head_atom(atom) if in_head else _atom(atom) for atom in group.atoms) + ")"


def _atom(atom: Atom) -> str:
    return f'"{" ".join(atom.terms)}"{" *" if atom.prefix else ""}'


def _head_atom(atom: Atom) -> str:
    quoted = [f'"{HEAD_MARK}{term}"' for term in atom.terms]
    return "(" + " AND ".join(quoted) + (" *" if atom.prefix else "") + ")"
