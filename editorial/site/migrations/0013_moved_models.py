"""The checked links belong to `linkcheck`, the loads of the demo record to `demo`; their tables stay."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("site", "0012_private_files"),
        ("linkcheck", "0001_moved_from_site"),
        ("demo", "0001_moved_from_site"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("CheckedLink"), migrations.DeleteModel("DemoLoad")],
        ),
    ]
