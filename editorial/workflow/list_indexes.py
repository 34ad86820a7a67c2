"""The words of rows, so that the desk finds a row among a hundred thousand by how its words begin.

On SQLite an FTS5 table kept by triggers, on PostgreSQL a GIN index over an expression; both hold the same words. A
model names its columns in `found_by`, a migration of its app makes the index with `WordIndex`. A later migration that
makes SQLite copy the table loses the triggers: let it make the index again.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import connections, migrations, models, router
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

WORD = re.compile(r"[^\W_]+")
COMMON = 5_000  # rows


def keys_beginning_with(model: type[models.Model], text: str) -> Any:
    """Select the keys of the rows that have the words of a text, the last of them unfinished."""
    words = WORD.findall(text.lower())
    table = model._meta.db_table
    if not words:
        return []
    if connections[router.db_for_read(model)].vendor == "sqlite":
        return RawSQL(  # noqa: S611  (names of ours)
            f"SELECT rowid FROM {table}_words WHERE {table}_words MATCH %s",  # noqa: S608
            [" AND ".join(f'"{word}"' for word in words) + " *"],
        )
    return RawSQL(  # noqa: S611
        f"SELECT id FROM {table} WHERE {lexemes(model.found_by)} @@ %s::tsquery",  # type: ignore[attr-defined]  # noqa: S608
        [" & ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"])],
    )


def among(keys: Any) -> Q:
    """Select the rows whose key is among many, by asking each row in the order of the list.

    By `pk__in` SQLite would fetch a row for each of the keys and put all of them in order.
    """
    return Q(In(F("pk") + 0, keys))


def tied(model: type[models.Model], keys: Any) -> Q:
    """Select the rows whose keys ties to another row give: `among` on SQLite, which does not expect them to be many."""
    is_sqlite = connections[router.db_for_read(model)].vendor == "sqlite"
    return among(keys) if is_sqlite else Q(pk__in=keys)


def is_common(model: type[models.Model], text: str) -> bool:
    """Say whether so many rows of a table on SQLite have the words of a text that `among` is quicker. One query.

    PostgreSQL knows by its statistics.
    """
    connection = connections[router.db_for_read(model)]
    if connection.vendor != "sqlite":
        return False
    found = model._base_manager.order_by().filter(pk__in=keys_beginning_with(model, text)).values("pk")
    return found[: COMMON + 1].count() > COMMON


def lexemes(columns: tuple[str, ...]) -> str:
    """Write the words of the columns as PostgreSQL reads them: by no dictionary, as its parser makes hosts of slugs."""
    joined = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
    return f"array_to_tsvector(array_remove(regexp_split_to_array(lower({joined}), '[^[:alnum:]]+'), ''))"


class WordIndex(migrations.RunPython):
    """Makes the index of a table of the migration's app, from the rows that are there."""

    def __init__(self, table: str, *columns: str) -> None:
        super().__init__(_run(_made(table, columns)), _run(_dropped(table)))
        self.table, self.columns = table, columns

    def deconstruct(self) -> Any:
        """Write the operation as it was written."""
        return (self.__class__.__qualname__, [self.table, *self.columns], {})


class LatestFirst(migrations.RunPython):
    """Makes an index in the order of a list of which the latest come first and those without a date last.

    Django's own would say NULLS LAST to SQLite too, which refuses it in an index and does so without being told.
    """

    def __init__(self, name: str, table: str, *, day: str, before: str = "", after: str = "") -> None:
        columns = [f"{before}, " if before else "", f"{day} DESC{{last}}", f", {after}" if after else ""]
        made = f"CREATE INDEX {name} ON {table} ({''.join(columns)})"
        dropped = [f"DROP INDEX {name}"]
        super().__init__(
            _run({"sqlite": [made.format(last="")], "postgresql": [made.format(last=" NULLS LAST")]}),
            _run({"sqlite": dropped, "postgresql": dropped}),
        )
        self.given = (name, table), {"day": day, "before": before, "after": after}

    def deconstruct(self) -> Any:
        """Write the operation as it was written."""
        return (self.__class__.__qualname__, *self.given)


def _run(scripts: dict[str, list[str]]) -> Callable[..., None]:
    def run(_apps: Any, schema_editor: Any) -> None:
        for statement in scripts[schema_editor.connection.vendor]:
            schema_editor.execute(statement, params=None)

    return run


def _made(table: str, columns: tuple[str, ...]) -> dict[str, list[str]]:
    words, names = f"{table}_words", ", ".join(columns)
    new, old = (", ".join(f"{side}.{column}" for column in columns) for side in ("new", "old"))
    put = f"INSERT INTO {words}(rowid, {names}) VALUES (new.id, {new});"  # noqa: S608
    take = f"INSERT INTO {words}({words}, rowid, {names}) VALUES ('delete', old.id, {old});"  # noqa: S608
    options = f"content='{table}', content_rowid='id', tokenize='unicode61 remove_diacritics 0'"
    made = [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {words} USING fts5({names}, {options})",
        f"INSERT INTO {words}({words}) VALUES ('rebuild')",  # noqa: S608
        f"CREATE TRIGGER IF NOT EXISTS {words}_insert AFTER INSERT ON {table} BEGIN {put} END",
        f"CREATE TRIGGER IF NOT EXISTS {words}_delete AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER IF NOT EXISTS {words}_update AFTER UPDATE OF {names} ON {table} BEGIN {take} {put} END",
    ]
    indexed = f"CREATE INDEX {words} ON {table} USING gin (({lexemes(columns)}))"
    return {"sqlite": made, "postgresql": [indexed]}


def _dropped(table: str) -> dict[str, list[str]]:
    words = f"{table}_words"
    triggers = [f"DROP TRIGGER IF EXISTS {words}_{event}" for event in ("insert", "delete", "update")]
    return {"sqlite": [*triggers, f"DROP TABLE IF EXISTS {words}"], "postgresql": [f"DROP INDEX {words}"]}
