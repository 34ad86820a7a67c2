"""The text by which the desk finds these rows, in place of words that triggers kept."""

import editorial.values.indexes
import editorial.workflow.search_text
from django.conf import settings
from django.db import migrations

from editorial.workflow.search_text import fill_search_text

WORDS = ("mentions_mention",)  # tables whose words triggers kept on SQLite


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


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0008_search_text'),
        ('agreements', '0005_search_text'),
        ('articles', '0017_search_text'),
        ('events', '0004_search_text'),
        ('experts', '0002_search_text'),
        ('mentions', '0002_words_of_mentions'),
        ('places', '0002_search_text'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(drop, migrations.RunPython.noop),
        migrations.AddField(
            model_name='mention',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('text', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.RunPython(fill_search_text("mentions", "Mention"), migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='mention',
            index=editorial.values.indexes.TrigramIndex(fields=['search_text'], name='mention_search_text'),
        ),
    ]
