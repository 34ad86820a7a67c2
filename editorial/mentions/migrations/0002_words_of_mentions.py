"""What the desk finds these rows by; see `list_indexes`."""

from django.db import migrations

from editorial.workflow.list_indexes import WordIndex


class Migration(migrations.Migration):
    dependencies = [("mentions", "0001_mentions")]
    operations = [
        WordIndex("mentions_mention", "text"),
    ]
