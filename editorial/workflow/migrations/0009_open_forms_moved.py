"""Open forms and their drafts belong to `desk`; their tables stay."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("workflow", "0008_search_text"), ("desk", "0001_moved_from_workflow")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("OpenForm"), migrations.DeleteModel("UnsavedWork")],
        ),
    ]
