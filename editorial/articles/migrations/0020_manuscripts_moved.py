"""Manuscripts are an app of their own; their tables stay."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0019_own_print'),
        ('intake', '0001_moved_from_articles'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField('manuscriptfile', 'articles'),
                migrations.DeleteModel('ManuscriptDraft'),
                migrations.DeleteModel('ManuscriptFile'),
            ]
        ),
    ]
