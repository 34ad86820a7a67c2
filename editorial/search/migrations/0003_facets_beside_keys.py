"""Made an index that the model names since 0006; empty, so that databases that have run it know it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0002_matching")]
    operations = []
