"""The text by which the desk finds these rows."""

import editorial.workflow.search_text
from django.db import migrations

from editorial.workflow.search_text import fill_search_text


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0008_search_text'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='topic',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('name_ru', 'name_kk', 'name_az', 'name_en', 'slug', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.RunPython(fill_search_text("topics", "Topic"), migrations.RunPython.noop),
    ]
