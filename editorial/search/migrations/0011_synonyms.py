"""Synonyms that editors keep, and the titles of documents in other languages; `reindex` fills these."""

from django.db import migrations, models

import editorial.values.text_fields


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0010_bodies_read_sooner'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchdocument',
            name='titles',
            field=editorial.values.text_fields.JSONField(help_text='The title in other languages, by language.', null=True),
        ),
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', editorial.values.text_fields.CharField(help_text='By which editors find this group of synonyms.', max_length=200, unique=True, verbose_name='name')),
                ('words_ru', editorial.values.text_fields.TextField(blank=True, help_text='One word or phrase per line.', verbose_name='Russian')),
                ('words_kk', editorial.values.text_fields.TextField(blank=True, help_text='One word or phrase per line.', verbose_name='Kazakh')),
                ('words_az', editorial.values.text_fields.TextField(blank=True, help_text='One word or phrase per line.', verbose_name='Azerbaijani')),
                ('words_en', editorial.values.text_fields.TextField(blank=True, help_text='One word or phrase per line.', verbose_name='English')),
            ],
            options={
                'verbose_name': 'group of synonyms',
                'verbose_name_plural': 'search synonyms',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='synonym_group_has_name')],
            },
        ),
    ]
