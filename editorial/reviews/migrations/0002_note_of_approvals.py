"""Columns are named as elsewhere."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0001_moved_from_articles'),
        ('articles', '0022_reviews_moved'),
    ]

    operations = [
        migrations.RenameField('expertapproval', 'remark', 'note'),
    ]
