"""The passages are in a table of their own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("search", "0008_passages_as_rows")]
    operations = [migrations.RemoveField(model_name="searchdocument", name="passages")]
