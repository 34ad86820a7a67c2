"""What the desk finds these rows by; see `list_indexes`."""

from django.db import migrations

from editorial.workflow.list_indexes import WordIndex


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [
        WordIndex(
            "agreements_agreement", "title_ru", "title_kk", "title_az", "title_en", "slug", "registration"
        ),
    ]
