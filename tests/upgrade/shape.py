"""Shape of a fresh, an upgraded or a test database: tables, content types, permissions of the groups."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection


def columns() -> dict[str, list[str]]:
    """Return the columns of each table of a model."""
    with connection.cursor() as cursor:
        return {
            table: sorted(
                column.name for column in connection.introspection.get_table_description(cursor, table)
            )
            for table in connection.introspection.django_table_names(only_existing=True)
        }


def rights() -> dict[str, list[Any]]:
    """Return the content types and permissions of the installed apps, and which group has which."""
    labels = [config.label for config in apps.get_app_configs()]
    types = ContentType.objects.filter(app_label__in=labels).values_list("app_label", "model")
    permissions = Permission.objects.filter(content_type__app_label__in=labels)
    held = permissions.exclude(group=None).values_list("group__name", "content_type__app_label", "codename")
    return {
        "types": sorted(".".join(one) for one in types),
        "permissions": sorted(
            ".".join(one) for one in permissions.values_list("content_type__app_label", "codename")
        ),
        "held": sorted(".".join(one) for one in held),
    }


def schema(database: Any) -> list[str]:
    """Return what the tables of a database are made of: columns with defaults, constraints, indexes, triggers."""
    read = _sqlite_parts if database.vendor == "sqlite" else _postgres_parts
    with database.cursor() as cursor:
        tables = database.introspection.table_names(cursor)
        return sorted(f"{table}: {part}" for table in tables for part in read(cursor, table))


def _sqlite_parts(cursor: Any, table: str) -> Iterator[str]:
    cursor.execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
    for kind, sql in cursor.fetchall():
        if kind == "table" and not sql.startswith("CREATE VIRTUAL"):
            yield from _parts_of_table(sql)
        else:
            yield " ".join(sql.split())


def _parts_of_table(sql: str) -> Iterator[str]:
    """Yield the columns and constraints between the outermost brackets, which stand in any order."""
    depth, part = 0, ""
    for letter in " ".join(sql[sql.index("(") + 1 : sql.rindex(")")].split()):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            yield part.strip()
            part = ""
        else:
            part += letter
    yield part.strip()


def _postgres_parts(cursor: Any, table: str) -> Iterator[str]:
    for query in POSTGRES_PARTS:
        cursor.execute(query, [table])
        # Names of indexes that Django makes up are those of the tables and columns of their day.
        yield from (NAME_OF_INDEX.sub(" INDEX ON ", " ".join(map(str, row))) for row in cursor.fetchall())


NAME_OF_INDEX = re.compile(r" INDEX \S+ ON ")
POSTGRES_PARTS = (
    """
    SELECT column_name, data_type, character_maximum_length, is_nullable, column_default, collation_name, is_identity,
        generation_expression
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s
    """,
    "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = %s",
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = %s::regclass",
    """
    SELECT attname, attstorage, attcompression FROM pg_attribute
    WHERE attnum > 0 AND NOT attisdropped AND attrelid = %s::regclass
    """,
)
