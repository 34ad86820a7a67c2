"""Columns are named as elsewhere."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0001_moved_from_articles'),
        ('articles', '0020_manuscripts_moved'),
    ]

    operations = [
        migrations.RenameField('manuscriptfile', 'refusal', 'error'),
        migrations.RenameField('manuscriptfile', 'touched_at', 'heartbeat_at'),
    ]
