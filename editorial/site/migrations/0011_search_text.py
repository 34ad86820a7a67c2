"""The text by which the desk finds these rows."""

import editorial.workflow.search_text
from django.db import migrations

from editorial.workflow.search_text import fill_search_text


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0008_search_text'),
        ('site', '0010_forbidden_characters'),
    ]

    operations = [
        migrations.AddField(
            model_name='checkedlink',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('url', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.RunPython(fill_search_text("site", "CheckedLink"), migrations.RunPython.noop),
    ]
