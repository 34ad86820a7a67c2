"""The text by which the desk finds these rows."""

import editorial.values.indexes
import editorial.workflow.search_text
from django.db import migrations

from editorial.workflow.search_text import fill_search_text

LISTS = ("event_latest_first",)  # indexes that Django did not know


def drop(apps, schema_editor):
    """Drop what an earlier migration made, where the database still has it."""
    for name in LISTS:
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0008_search_text'),
        ('events', '0003_events_by_place'),
        ('places', '0002_search_text'),
        ('topics', '0002_search_text'),
    ]

    operations = [
        migrations.RunPython(drop, migrations.RunPython.noop),
        migrations.AddField(
            model_name='event',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('title_ru', 'title_kk', 'title_az', 'title_en', 'slug', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='mechanism',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('name_ru', 'name_kk', 'name_az', 'name_en', 'slug', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.RunPython(fill_search_text("events", "Event", "Mechanism"), migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='event',
            index=editorial.values.indexes.TrigramIndex(fields=['search_text'], name='event_search_text'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=editorial.values.indexes.LatestFirstIndex(fields=['state', '-started_on', 'slug'], name='event_latest_first'),
        ),
    ]
