"""On SQLite, keep the facets beside the keys: counting them reads a narrow index, not the wide rows.

As with the triggers of 0002, a later migration that makes SQLite copy the table has to make this index again.
"""

from django.db import migrations


def create(apps, schema_editor):
    """Make the index that `sqlite.py` asks for by name."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("CREATE INDEX search_facets ON search_searchdocument (id, facets)")


def drop(apps, schema_editor):
    """Take it away."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP INDEX search_facets")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_matching")]
    operations = [migrations.RunPython(create, drop)]
