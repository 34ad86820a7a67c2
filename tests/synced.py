"""A test database made from the models of today, in seconds; `tests/upgrade` compares it with a migrated one."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.signals import pre_migrate
from django.test import override_settings

# What migrations make beside the tables of models.
BESIDE_MODELS = (
    ("accounts.0004_without_otp_and_axes", "make_cache_table"),
    ("search.0002_matching", "create"),
    ("search.0010_bodies_read_sooner", "compress"),
)


class NoModules:
    """Migrations of no app, which Django then makes from its models."""

    def __contains__(self, _app: str) -> bool:
        return True

    def __getitem__(self, _app: str) -> None:
        return None


@contextmanager
def without_migrations() -> Iterator[None]:
    """Make what `migrate` makes in this context from the models, and count all migrations as applied."""
    pre_migrate.connect(_make_extension)
    try:
        with override_settings(MIGRATION_MODULES=NoModules()):
            yield
    finally:
        pre_migrate.disconnect(_make_extension)
    with connection.schema_editor() as editor:
        for name, function in BESIDE_MODELS:
            app, module = name.split(".")
            getattr(import_module(f"editorial.{app}.migrations.{module}"), function)(None, editor)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    applied = sorted(MigrationLoader(connection).disk_migrations)
    recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in applied)


def _make_extension(**_options: Any) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
