"""The text by which the desk finds these rows, in place of words that triggers kept."""

import editorial.values.indexes
import editorial.workflow.search_text
from django.conf import settings
from django.db import migrations

from django.contrib.postgres.operations import TrigramExtension
from editorial.workflow.search_text import fill_search_text

WORDS = ("workflow_auditentry",)  # tables whose words triggers kept on SQLite


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
        ('site', '0010_forbidden_characters'),  # which cleans what this reads
        ('workflow', '0007_windows_of_one_person'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.RunPython(drop, migrations.RunPython.noop),
        migrations.AddField(
            model_name='auditentry',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('by_name', 'about', 'detail', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.RunPython(fill_search_text("workflow", "AuditEntry"), migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='auditentry',
            index=editorial.values.indexes.TrigramIndex(fields=['search_text'], name='audit_search_text'),
        ),
    ]
