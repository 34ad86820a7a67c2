"""Made an index that a later migration drops; empty, so that databases that have run it know it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_print_jobs")]
    operations = []
