"""The review of texts is an app of its own; its tables stay."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0021_names_of_step_columns'),
        ('reviews', '0001_moved_from_articles'),
        ('site', '0010_forbidden_characters'),  # which looks for the approvals here
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel('ExpertApproval'),
                migrations.DeleteModel('ReviewReply'),
                migrations.DeleteModel('ReviewComment'),
                migrations.DeleteModel('PreviewLink'),
            ]
        ),
    ]
