"""Columns of texts and of files to print are named for what they hold, in stored revisions and form drafts too."""

import json

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

ARTICLE = {
    "ahead_since": "unpublished_since",
    "held_back": "publish_error",
    "title_is_ours": "title_is_supplied",
    "desk_note": "internal_note",
}
PRINT_JOB = {
    "asked_by": "requested_by",  # first: SQLite builds the table again for a key, with all its other columns
    "form": "format",
    "asked_at": "requested_at",
    "refusal": "error",
    "touched_at": "heartbeat_at",
}
BATCH = 200  # revisions, each with the whole text


def rename(apps, schema_editor):
    rewrite(apps, schema_editor.connection.alias, ARTICLE)


def rename_back(apps, schema_editor):
    rewrite(apps, schema_editor.connection.alias, {new: old for old, new in ARTICLE.items()})


def fill(apps, schema_editor, *, old=None, new=""):
    texts = apps.get_model("articles", "Article")._base_manager.using(schema_editor.connection.alias)
    texts.filter(publish_error=old).update(publish_error=new)


def empty(apps, schema_editor):
    fill(apps, schema_editor, old="", new=None)


def rewrite(apps, database, names):
    """Give the values of texts their new names where they are kept as JSON."""
    versions = apps.get_model("reversion", "Version")._base_manager.using(database)
    of_texts = versions.filter(content_type__app_label="articles", content_type__model="article", format="json")
    for batch in batches(of_texts.only("serialized_data")):
        for row in batch:
            row.serialized_data = renamed_version(row.serialized_data, names)
        versions.bulk_update(batch, ["serialized_data"])
    drafts = apps.get_model("desk", "FormDraft")._base_manager.using(database)
    for batch in batches(drafts.filter(type="articles.article")):
        for row in batch:
            row.data = renamed(row.data, names)
        drafts.bulk_update(batch, ["data"])


def batches(rows):
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        yield batch


def renamed_version(text, names):
    try:
        rows = json.loads(text)
    except ValueError:
        return text
    for row in rows:
        fields = row["fields"] = renamed(row["fields"], names)
        # Nothing was null before it was named anew, and is empty since.
        if "publish_error" in fields:
            fields["publish_error"] = fields["publish_error"] or ""
        elif "held_back" in fields:
            fields["held_back"] = fields["held_back"] or None
    return json.dumps(rows, ensure_ascii=False)


def renamed(values, names):
    return {names.get(name, name): value for name, value in values.items()}


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0022_reviews_moved"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("desk", "0001_moved_from_workflow"),
        ("reversion", "0002_add_index_on_version_for_content_type_and_db"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            # Databases rename a column in its indexes and constraints too; Django's state does not.
            database_operations=[
                *(migrations.RenameField("article", old, new) for old, new in ARTICLE.items()),
                *(migrations.RenameField("printjob", old, new) for old, new in PRINT_JOB.items()),
            ],
            state_operations=[
                migrations.RemoveIndex("article", "article_ahead"),
                *(migrations.RenameField("article", old, new) for old, new in ARTICLE.items()),
                migrations.AddIndex(
                    "article",
                    models.Index(
                        condition=Q(("unpublished_since__isnull", False)), fields=["unpublished_since"], name="article_ahead"
                    ),
                ),
                migrations.AlterModelOptions(
                    "printjob",
                    {"ordering": ["-requested_at", "-id"], "verbose_name": "export file", "verbose_name_plural": "export files"},
                ),
                migrations.RemoveConstraint("printjob", "print_job_once_for_collection"),
                migrations.RemoveConstraint("printjob", "print_job_once_for_article"),
                *(migrations.RenameField("printjob", old, new) for old, new in PRINT_JOB.items()),
                migrations.AddConstraint(
                    "printjob",
                    models.UniqueConstraint(fields=("collection", "format", "tag"), name="print_job_once_for_collection"),
                ),
                migrations.AddConstraint(
                    "printjob",
                    models.UniqueConstraint(fields=("article", "format", "tag"), name="print_job_once_for_article"),
                ),
            ],
        ),
        migrations.RunPython(fill, empty),
        migrations.AlterField(
            "article",
            "publish_error",
            models.TextField(blank=True, editable=False, help_text="Why the scheduled publication failed.", verbose_name="publication failed"),
        ),
        migrations.RunPython(rename, rename_back),
    ]
