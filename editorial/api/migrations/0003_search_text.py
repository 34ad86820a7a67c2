"""The text by which the desk finds these rows."""

import editorial.workflow.search_text
from django.db import migrations

from editorial.workflow.search_text import fill_search_text


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0008_search_text'),
        ('api', '0002_webhooks'),
    ]

    operations = [
        migrations.AddField(
            model_name='apikey',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('name', 'contact', 'shown', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='delivery',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('error', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='webhook',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('name', 'address', 'contact', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.RunPython(fill_search_text("api", "ApiKey", "Delivery", "Webhook"), migrations.RunPython.noop),
    ]
