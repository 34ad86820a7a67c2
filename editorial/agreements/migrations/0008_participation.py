"""Tell bilateral and multilateral documents apart from their level, which no longer has “multilateral”.

The level of a document that had it is unknown until an editor selects one.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def split_level(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep “multilateral” as the participation of documents that had it as their level."""
    rows = apps.get_model("agreements", "Agreement").objects.filter(level="multilateral")
    rows.update(participation="multilateral", level="")


def join_level(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Return to one column for both."""
    rows = apps.get_model("agreements", "Agreement").objects.filter(participation="multilateral")
    rows.update(level="multilateral")


class Migration(migrations.Migration):

    dependencies = [
        ("agreements", "0007_levels_of_towns"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="participation",
            field=models.CharField(blank=True, choices=[("bilateral", "bilateral"), ("multilateral", "multilateral")], help_text="Leave empty if all parties are listed: two are bilateral, three or more multilateral. Select “multilateral” if only some of the parties are listed.", max_length=12, verbose_name="bilateral or multilateral"),
        ),
        migrations.AlterField(
            model_name="agreement",
            name="level",
            field=models.CharField(blank=True, choices=[("interstate", "interstate"), ("intergovernmental", "intergovernmental"), ("interagency", "interagency"), ("municipal", "between towns"), ("corporate", "corporate")], help_text="Leave empty if the sources do not show it.", max_length=20, verbose_name="level"),
        ),
        migrations.AlterField(
            model_name="agreementaction",
            name="kind",
            field=models.CharField(choices=[("signed", "signature"), ("acceded", "accession"), ("ratified", "ratification"), ("notified", "notification"), ("entered_into_force", "entry into force"), ("amended", "amendment"), ("suspended", "suspension"), ("terminated", "termination")], max_length=20, verbose_name="action"),
        ),
        migrations.RunPython(split_level, join_level),
    ]
