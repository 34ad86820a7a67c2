"""Name the columns of the audit log for what they hold. The database renames them in its indexes by itself."""

import editorial.workflow.search_text
from django.db import migrations, models

ACTIONS = [
    "signed_in", "failed", "locked", "signed_out", "signed_out_elsewhere", "code_failed", "recovery_code_used",
    "two_factor_on", "two_factor_off", "two_factor_reset", "recovery_codes", "password", "rights", "account_added",
    "account_deleted", "step",
]  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [
        ("workflow", "0010_change_log_moves"),
        ("accounts", "0002_past_steps"),  # which writes the log by its names of then
    ]

    operations = [
        migrations.RenameField("auditentry", "by", "actor"),  # first: SQLite builds the table again for a key
        migrations.RenameField("auditentry", "act", "action"),
        migrations.RenameField("auditentry", "by_name", "actor_name"),
        migrations.RenameField("auditentry", "about_type", "object_type"),
        migrations.RenameField("auditentry", "about_id", "object_id"),
        migrations.RenameField("auditentry", "about", "object_repr"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "auditentry",
                    "search_text",
                    editorial.workflow.search_text.SearchTextField('actor_name', 'object_repr', 'detail', blank=True, default='', editable=False, serialize=False),
                ),
                migrations.RemoveIndex("auditentry", "audit_by_act"),
                migrations.AddIndex("auditentry", models.Index(fields=["action", "-at"], name="audit_by_act")),
                migrations.RemoveIndex("auditentry", "audit_by_row"),
                migrations.AddIndex(
                    "auditentry", models.Index(fields=["object_type", "object_id"], name="audit_by_row")
                ),
                migrations.RemoveConstraint("auditentry", "audit_act_is_known"),
                migrations.AddConstraint(
                    "auditentry",
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ACTIONS)), name="audit_act_is_known"
                    ),
                ),
            ],
        ),
    ]
