"""What the desk finds these rows by; see `list_indexes`."""

from django.db import migrations

from editorial.workflow.list_indexes import WordIndex


class Migration(migrations.Migration):
    dependencies = [("workflow", "0005_changes_in_two_steps")]
    operations = [
        WordIndex("workflow_auditentry", "by_name", "about", "detail"),
    ]
