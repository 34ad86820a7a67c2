"""Passages are rows of their own: a snippet reads one of many, where it read the whole text of a document."""

import django.db.models.deletion
from django.db import migrations, models

import editorial.values.text_fields

COPY = {
    "sqlite": """
    INSERT INTO search_searchpassage (document_id, number, anchor, text)
    SELECT d.id, j.key, json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]')
    FROM search_searchdocument AS d, json_each(d.passages) AS j
    """,
    "postgresql": """
    INSERT INTO search_searchpassage (document_id, number, anchor, text)
    SELECT d.id, j.number - 1, j.pair ->> 0, j.pair ->> 1
    FROM search_searchdocument AS d
    CROSS JOIN LATERAL jsonb_array_elements(d.passages) WITH ORDINALITY AS j (pair, number)
    """,
}


def copy(apps, schema_editor):
    """Copy the passages of all documents."""
    schema_editor.execute(COPY[schema_editor.connection.vendor], params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0007_reindex_request")]
    operations = [
        migrations.CreateModel(
            name="SearchPassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("anchor", editorial.values.text_fields.TextField(blank=True)),
                ("text", editorial.values.text_fields.TextField()),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="search.searchdocument",
                    ),
                ),
            ],
            options={
                "verbose_name": "paragraph of a search document",
                "verbose_name_plural": "paragraphs of search documents",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number"), name="search_passage_once_per_document"
                    )
                ],
            },
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
    ]
