"""Indexes that the two databases need in different shapes. In `Meta.indexes`, so that each copy of a table has them."""

from typing import Any

from django.db import models


class TrigramIndex(models.Index):
    """An index of a search text: trigrams on PostgreSQL, on SQLite the texts beside the keys, to be read through."""

    def __init__(self, *, name: str, fields: Any = ("search_text",)) -> None:
        super().__init__(fields=fields, name=name, opclasses=["gin_trgm_ops"])

    def deconstruct(self) -> Any:
        """Return what a migration writes."""
        path, expressions, kwargs = super().deconstruct()
        return path, expressions, {name: kwargs[name] for name in ("name", "fields")}

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        """Write the statement for the database at hand."""
        return super().create_sql(model, schema_editor, using=using or " USING gin", **kwargs)


class CoveringIndex(models.Index):
    """An index of SQLite alone: it holds all that a list is narrowed and ordered by, so that no long row is read.

    PostgreSQL keeps long columns apart from the rows, and refuses long index entries.
    """

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        """Write the statement, elsewhere one that does nothing: Django expects one."""
        if schema_editor.connection.vendor != "sqlite":
            return "SELECT 1"
        return super().create_sql(model, schema_editor, using=using, **kwargs)


class LatestFirstIndex(models.Index):
    """An index in which rows without a date come last where the latest come first, as in lists.

    On SQLite they do by themselves, and it refuses NULLS LAST in an index.
    """

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        """Write the statement for the database at hand."""
        if schema_editor.connection.vendor == "sqlite":
            return super().create_sql(model, schema_editor, using=using, **kwargs)
        index = models.Index(fields=self.fields, name=self.name)
        index.fields_orders = [
            (name, "DESC NULLS LAST" if order else "") for name, order in self.fields_orders
        ]
        return index.create_sql(model, schema_editor, using=using, **kwargs)
