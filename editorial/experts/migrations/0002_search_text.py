"""The text by which the desk finds these rows."""

import editorial.workflow.search_text
from django.db import migrations

from editorial.workflow.search_text import fill_search_text


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0008_search_text'),
        ('experts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='expert',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('family_name_ru', 'family_name_kk', 'family_name_az', 'family_name_en', 'given_name_ru', 'given_name_kk', 'given_name_az', 'given_name_en', 'orcid', 'slug', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='expertname',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('name', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='organisation',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('name_ru', 'name_kk', 'name_az', 'name_en', 'short_name_ru', 'short_name_kk', 'short_name_az', 'short_name_en', 'slug', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='organisationname',
            name='search_text',
            field=editorial.workflow.search_text.SearchTextField('name', blank=True, default='', editable=False, serialize=False),
        ),
        migrations.RunPython(fill_search_text("experts", "Expert", "ExpertName", "Organisation", "OrganisationName"), migrations.RunPython.noop),
    ]
