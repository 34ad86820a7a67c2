"""Take the status of translations over from the app `workflow`; the table stays where it is."""

from django.db import migrations, models


def move(old, new):
    """Return what gives the content type of the model to another app; permissions follow it."""

    def run(apps, schema_editor):
        content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
        for content_type in content_types.filter(app_label=old, model="translation"):
            content_types.filter(app_label=new, model="translation").delete()  # made by a `migrate` of a part only
            content_types.filter(pk=content_type.pk).update(app_label=new)

    return run


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("workflow", "0008_search_text"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Translation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('type', models.CharField(max_length=20, verbose_name='record type')),
                        ('row_id', models.BigIntegerField()),
                        ('language', models.CharField(max_length=2, verbose_name='language')),
                        ('made_from', models.CharField(max_length=64)),
                        ('is_stale', models.BooleanField(default=False, verbose_name='outdated')),
                        ('at', models.DateTimeField(auto_now=True, verbose_name='date and time')),
                    ],
                    options={
                        'db_table': 'workflow_translation',
                        'verbose_name': 'translation',
                        'verbose_name_plural': 'translations',
                        'ordering': ['type', 'row_id', 'language'],
                        'indexes': [models.Index(fields=['type', 'language', 'is_stale'], name='translation_by_state')],
                        'constraints': [models.UniqueConstraint(fields=('type', 'row_id', 'language'), name='translation_once')],
                    },
                ),
            ],
        ),
        migrations.RunPython(move("workflow", "translations"), move("translations", "workflow")),
        migrations.RenameField('translation', 'made_from', 'source_checksum'),
    ]
