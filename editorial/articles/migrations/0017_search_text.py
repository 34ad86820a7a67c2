"""The text by which the desk finds these rows, in place of words that triggers kept."""

import editorial.values.indexes
import editorial.workflow.search_text
from django.conf import settings
from django.db import migrations

from editorial.workflow.search_text import fill_search_text

WORDS = ("articles_article", "articles_articleabstract", "articles_edition",)  # tables whose words triggers kept on SQLite
LISTS = ("article_latest_first",)  # indexes that Django did not know


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
        ('articles', '0016_summaries_by_the_editors'),
        ('experts', '0002_search_text'),
        ('topics', '0002_search_text'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(drop, migrations.RunPython.noop),
        migrations.AddField(
            model_name='article',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('title', 'subtitle', 'slug', 'doi', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='articleabstract',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('title', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='collection',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('title_ru', 'title_kk', 'title_az', 'title_en', 'subtitle_ru', 'subtitle_kk', 'subtitle_az', 'subtitle_en', 'slug', 'isbn', 'doi', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='edition',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('title', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='manuscriptfile',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('name', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='picture',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('key', 'credit', 'source_url', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.RunPython(fill_search_text("articles", "Article", "ArticleAbstract", "Collection", "Edition", "ManuscriptFile", "Picture"), migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='article',
            index=editorial.values.indexes.CoveringIndex(fields=['-dated_on', 'order_in_collection', 'slug', 'state', 'genre', 'language', 'collection', 'changed_at', 'search_text'], name='article_searched'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=editorial.values.indexes.TrigramIndex(fields=['search_text'], name='article_search_text'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=editorial.values.indexes.LatestFirstIndex(fields=['state', '-dated_on'], name='article_latest_first'),
        ),
        migrations.AddIndex(
            model_name='articleabstract',
            index=editorial.values.indexes.CoveringIndex(fields=['article', 'search_text'], name='abstract_searched'),
        ),
        migrations.AddIndex(
            model_name='articleabstract',
            index=editorial.values.indexes.TrigramIndex(fields=['search_text'], name='abstract_search_text'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=editorial.values.indexes.CoveringIndex(fields=['-published_at', '-id', 'is_current', 'language', 'article', 'search_text'], name='edition_searched'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=editorial.values.indexes.TrigramIndex(fields=['search_text'], name='edition_search_text'),
        ),
    ]
