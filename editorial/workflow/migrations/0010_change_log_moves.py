"""The change log is now in `records`; no table is touched."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0009_open_forms_moved'),
        ('records', '0001_change_log'),
        ('api', '0004_deliveries_of_the_moved_log'),
        ('mentions', '0005_sources_follow_corrections'),  # which records changes here
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.DeleteModel(name='Change'),
            migrations.DeleteModel(name='ChangeCounter'),
            migrations.DeleteModel(name='NotedChange'),
        ]),
    ]
