"""On SQLite the words are written beside the documents: no trigger that a copy of the table would lose."""

from django.db import migrations

import editorial.values.indexes

DROPPED = (
    "DROP TRIGGER IF EXISTS search_words_insert",
    "DROP TRIGGER IF EXISTS search_words_delete",
    "DROP INDEX IF EXISTS search_facets",
    # What was indexed while triggers were lost, or not.
    "INSERT INTO search_words(search_words) VALUES ('rebuild')",
)


def drop(apps, schema_editor):
    """Drop the triggers and the index that Django did not know, and write the words anew."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in DROPPED:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_stale_as_often_as_marked")]
    operations = [
        migrations.RunPython(drop, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="searchdocument",
            index=editorial.values.indexes.CoveringIndex(fields=["id", "facets"], name="search_facets"),
        ),
    ]
