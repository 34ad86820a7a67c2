"""The order of the register, for readers and at the desk."""

from django.db import migrations

from editorial.workflow.list_indexes import LatestFirst


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_words_of_agreements")]
    operations = [
        LatestFirst(
            "agreement_latest_first", "agreements_agreement", before="state", day="signed_on", after="slug"
        ),
        LatestFirst("agreement_in_order", "agreements_agreement", day="signed_on", after="slug"),
    ]
