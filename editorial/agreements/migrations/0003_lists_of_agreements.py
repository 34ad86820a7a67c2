"""Made an index that a later migration drops; empty, so that databases that have run it know it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_words_of_agreements")]
    operations = []
