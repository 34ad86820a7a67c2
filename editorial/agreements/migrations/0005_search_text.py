"""The text by which the desk finds these rows, in place of words that triggers kept."""

import editorial.values.indexes
import editorial.workflow.search_text
from django.db import migrations

from editorial.workflow.search_text import fill_search_text

WORDS = ("agreements_agreement",)  # tables whose words triggers kept on SQLite
LISTS = ("agreement_latest_first", "agreement_in_order",)  # indexes that Django did not know


def drop(apps, schema_editor):
    """Drop what an earlier migration made, where the database still has it."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in WORDS:
        if is_sqlite:
            for event in ("insert", "delete", "update"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_words_{event}")
            schema_editor.execute(f"DROP TABLE IF EXISTS {table}_words")
        else:
            schema_editor.execute(f"DROP INDEX IF EXISTS {table}_words")
    for name in LISTS:
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0008_search_text'),
        ('agreements', '0004_acceding'),
        ('places', '0002_search_text'),
        ('topics', '0002_search_text'),
    ]

    operations = [
        migrations.RunPython(drop, migrations.RunPython.noop),
        migrations.AddField(
            model_name='agreement',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('title_ru', 'title_kk', 'title_az', 'title_en', 'slug', 'registration', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.RunPython(fill_search_text("agreements", "Agreement"), migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='agreement',
            index=editorial.values.indexes.TrigramIndex(fields=['search_text'], name='agreement_search_text'),
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=editorial.values.indexes.LatestFirstIndex(fields=['state', '-signed_on', 'slug'], name='agreement_latest_first'),
        ),
        migrations.AddIndex(
            model_name='agreement',
            index=editorial.values.indexes.LatestFirstIndex(fields=['-signed_on', 'slug'], name='agreement_in_order'),
        ),
    ]
