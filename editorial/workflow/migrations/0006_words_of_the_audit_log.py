"""Made an index that a later migration drops; empty, so that databases that have run it know it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("workflow", "0005_changes_in_two_steps")]
    operations = []
