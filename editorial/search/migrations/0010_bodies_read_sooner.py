"""On PostgreSQL the words of a text are packed by LZ4, which unpacks three times as fast, where the server has it."""

from django.db import migrations

COMPRESS = """
DO $$ BEGIN
    ALTER TABLE search_searchdocument ALTER COLUMN body_terms SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END $$
"""


def compress(apps, schema_editor):
    """Pack what is written from now on."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(COMPRESS, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0009_remove_searchdocument_passages")]
    operations = [migrations.RunPython(compress, migrations.RunPython.noop)]
