"""Name columns for what they hold."""

import editorial.workflow.search_text
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("api", "0004_deliveries_of_the_moved_log")]

    operations = [
        migrations.RenameField("apikey", "shown", "prefix"),
        # The text is the same: only the name of one of its sources changes.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "apikey",
                    "search_text",
                    editorial.workflow.search_text.SearchTextField('name', 'contact', 'prefix', blank=True, default='', editable=False, serialize=False),
                ),
            ],
        ),
        migrations.RenameField("webhook", "remark", "note"),
        migrations.RenameField("delivery", "tried_at", "attempted_at"),
    ]
