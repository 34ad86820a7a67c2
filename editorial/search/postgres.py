"""Matching on PostgreSQL, by a tsvector over the terms of the documents."""

from django.db.backends.utils import CursorWrapper

from editorial.search.matching import HEAD_MARK, Clause, Match
from editorial.search.query import Atom, Group

MATCH_SQL = """
WITH found AS MATERIALIZED (
    SELECT id, facets FROM search_searchdocument WHERE terms @@ %s::tsquery
)
SELECT id, facets FROM found ORDER BY id DESC LIMIT %s
"""


def matches(cursor: CursorWrapper, clause: Clause, *, limit: int) -> list[Match]:
    """Return the foremost matches, by standing."""
    cursor.execute(MATCH_SQL, [expression(clause), limit])
    return [Match(*row) for row in cursor.fetchall()]


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
