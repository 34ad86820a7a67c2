"""Take the checked links over from the app `site`; the table stays where it is."""

import editorial.workflow.search_text
from django.db import migrations, models


def move(old, new):
    """Return what gives the content types of the models to another app; permissions follow them."""

    def run(apps, schema_editor):
        content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
        for content_type in content_types.filter(app_label=old, model="checkedlink"):
            content_types.filter(app_label=new, model="checkedlink").delete()  # made by a `migrate` of a part only
            content_types.filter(pk=content_type.pk).update(app_label=new)

    return run


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("site", "0012_private_files"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='CheckedLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('url', models.CharField(max_length=1000, unique=True, verbose_name='link')),
                        ('at', models.DateTimeField(verbose_name='checked on')),
                        ('code', models.PositiveSmallIntegerField(default=0, help_text='0 if there was no response.', verbose_name='HTTP status')),
                        ('problem', models.CharField(blank=True, max_length=200, verbose_name='error')),
                        ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='consecutive failures')),
                        ('is_dead', models.BooleanField(db_index=True, default=False, verbose_name='broken')),
                        ('places', models.JSONField(default=list, verbose_name='used in')),
                        ('search_text', editorial.workflow.search_text.SearchTextField('url', blank=True, default='', editable=False, serialize=False)),
                    ],
                    options={
                        'db_table': 'site_checkedlink',
                        'verbose_name': 'checked link',
                        'verbose_name_plural': 'checked links',
                        'ordering': ['-is_dead', 'url'],
                    },
                ),
            ],
        ),
        migrations.RunPython(move("site", "linkcheck"), move("linkcheck", "site")),
        migrations.RenameField('checkedlink', 'at', 'checked_at'),
        migrations.RenameField('checkedlink', 'problem', 'error'),
    ]
