"""The status of translations belongs to `translations`; its table stays."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("workflow", "0011_names_of_audit_columns"), ("translations", "0001_moved_from_workflow")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Translation")]),
    ]
