"""The order of the chronicle."""

from django.db import migrations

from editorial.workflow.list_indexes import LatestFirst


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [
        LatestFirst("event_latest_first", "events_event", before="state", day="started_on", after="slug")
    ]
