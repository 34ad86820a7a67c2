"""Take open forms and their drafts over from the app `workflow`; the tables stay where they are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MODELS = {"openform": "formpresence", "unsavedwork": "formdraft"}
VERBS = ("add", "change", "delete", "view")


def forwards(apps, schema_editor):
    """Give the content types and their permissions the names of today."""
    for old, new in MODELS.items():
        rename(apps, schema_editor, ("workflow", old), ("desk", new))


def backwards(apps, schema_editor):
    """Give the content types and their permissions their names of before."""
    for old, new in MODELS.items():
        rename(apps, schema_editor, ("desk", new), ("workflow", old))


def rename(apps, schema_editor, old, new):
    using = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    for content_type in content_types.filter(app_label=old[0], model=old[1]):
        content_types.filter(app_label=new[0], model=new[1]).delete()  # made by a `migrate` of a part only
        content_types.filter(pk=content_type.pk).update(app_label=new[0], model=new[1])
        for verb in VERBS:
            named = permissions.filter(content_type_id=content_type.pk, codename=f"{verb}_{old[1]}")
            named.update(codename=f"{verb}_{new[1]}")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("workflow", "0008_search_text"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='FormPresence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('type', models.CharField(max_length=60)),
                        ('row', models.CharField(max_length=40)),
                        ('since', models.DateTimeField()),
                        ('seen', models.DateTimeField()),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'db_table': 'workflow_openform',
                        'verbose_name': 'form being edited',
                        'verbose_name_plural': 'forms being edited',
                        'constraints': [models.UniqueConstraint(fields=('type', 'row', 'user'), name='open_form_once')],
                    },
                ),
                migrations.CreateModel(
                    name='FormDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('type', models.CharField(max_length=60)),
                        ('row', models.CharField(max_length=40)),
                        ('window', models.CharField(blank=True, max_length=20)),
                        ('values', models.JSONField()),
                        ('at', models.DateTimeField()),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'db_table': 'workflow_unsavedwork',
                        'verbose_name': 'unsaved changes',
                        'verbose_name_plural': 'unsaved changes',
                    },
                ),
            ],
        ),
        migrations.RunPython(forwards, backwards),
        migrations.RenameField('formpresence', 'since', 'opened_at'),
        migrations.RenameField('formpresence', 'seen', 'last_seen_at'),
        migrations.RenameField('formdraft', 'window', 'form_id'),
        migrations.RenameField('formdraft', 'values', 'data'),
        migrations.RenameField('formdraft', 'at', 'saved_at'),
        # The database has it: the columns of a constraint are renamed with the table's.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddConstraint(
                    'formdraft',
                    models.UniqueConstraint(fields=('user', 'type', 'row', 'form_id'), name='unsaved_work_once'),
                ),
            ],
        ),
    ]
