"""The steps that were taken with texts before there was an audit log."""

from django.db import migrations


def copy_steps(apps, schema_editor):
    entries, changes = apps.get_model("workflow", "AuditEntry"), apps.get_model("articles", "StateChange")
    for change in changes.objects.select_related("by", "article").order_by("pk").iterator():
        entry = entries.objects.create(
            act="step",
            by=change.by,
            by_name=change.by.username if change.by else "",
            about_type="articles.article",
            about_id=change.article_id,
            about=change.article.title[:300],
            detail=f"{change.step}: {change.source} → {change.target}. {change.reason}".strip(". "),
        )
        entries.objects.filter(pk=entry.pk).update(at=change.at)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("workflow", "0002_audit_log"), ("articles", "0004_approved_text")]
    operations = [migrations.RunPython(copy_steps, migrations.RunPython.noop)]
