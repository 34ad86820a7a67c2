"""The demo record for tests: loaded once, kept in tables beside, put back in no time where a test asks for it."""

from collections.abc import Iterator

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import override_settings

from editorial.search.engine import BACKENDS
from tests.databases import FILLED

KEPT = "demo_kept_"


def tables() -> Iterator[tuple[str, str]]:
    """Yield each table that the demo may write, with its columns."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label in FILLED or not model._meta.managed or model._meta.proxy:
            continue
        fields = (
            field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)
        )
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        yield model._meta.db_table, columns


def load_and_keep() -> None:
    """Load the demo record, move it into tables of its own, and leave the others empty."""
    with override_settings(DEBUG=True):  # with an account for each group
        call_command("load_demo", verbosity=0)
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in tables():
            cursor.execute(f'CREATE TABLE "{KEPT}{table}" AS SELECT {columns} FROM "{table}"')
            cursor.execute(f'DELETE FROM "{table}"')
        index_words()


def index_words() -> None:
    """Index the words of the documents that are there now: only `search.index` does so by itself."""
    with connection.cursor() as cursor:
        BACKENDS[connection.vendor].rebuild(cursor)


def put_back() -> None:
    """Write the rows of the demo record, as they were loaded, in place of any others."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns in tables():
            cursor.execute(f'DELETE FROM "{table}"')
            cursor.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{KEPT}{table}"')
        index_words()


def throw_away() -> None:
    """Drop the tables beside."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, _columns in tables():
            cursor.execute(f'DROP TABLE IF EXISTS "{KEPT}{table}"')
