"""The change log moves here from `workflow`; its tables stay where they are."""

from django.db import migrations, models

MOVED = (("change", "change"), ("changecounter", "changecounter"), ("notedchange", "pendingchange"))
# As permissions name the model whose class is renamed.
LABELS = {"notedchange": "noted change", "pendingchange": "pending change"}
VERBS = ("add", "change", "delete", "view")


def move_content_types(apps, schema_editor, old=("workflow", 0), new=("records", 1)):
    """Take along what is known of the models by content type: permissions of groups, revisions, admin log."""
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    (old_app, old_name), (new_app, new_name) = old, new
    for names in MOVED:
        for content_type in content_types.filter(app_label=old_app, model=names[old_name]):
            content_types.filter(app_label=new_app, model=names[new_name]).delete()
            content_types.filter(pk=content_type.pk).update(app_label=new_app, model=names[new_name])
            for verb in VERBS if names[old_name] != names[new_name] else ():
                permissions.filter(
                    content_type=content_type.pk, codename=f"{verb}_{names[old_name]}"
                ).update(codename=f"{verb}_{names[new_name]}", name=f"Can {verb} {LABELS[names[new_name]]}")
    apps.get_model("contenttypes", "ContentType").objects.clear_cache()


def move_back(apps, schema_editor):
    move_content_types(apps, schema_editor, old=("records", 1), new=("workflow", 0))


KINDS = [('created', 'created'), ('published', 'published'), ('corrected', 'corrected'), ('changed', 'changed'), ('withdrawn', 'withdrawn'), ('restored', 'restored'), ('deleted', 'deleted')]


def described():
    return [
        ('kind', models.CharField(choices=KINDS, max_length=10, verbose_name='change')),
        ('type', models.CharField(max_length=20, verbose_name='record type')),
        ('row_id', models.BigIntegerField()),
        ('slug', models.CharField(max_length=100, verbose_name='URL slug')),
        ('edition', models.PositiveSmallIntegerField(null=True, verbose_name='edition')),
        ('note', models.TextField(blank=True, help_text='Shown to readers: what was corrected or why the publication was withdrawn.', verbose_name='note')),
    ]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('workflow', '0008_search_text'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.CreateModel(
                name='ChangeCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('last', models.BigIntegerField(default=0)),
                ],
                options={'db_table': 'workflow_changecounter'},
            ),
            migrations.CreateModel(
                name='PendingChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    *described(),
                ],
                options={'db_table': 'workflow_notedchange'},
            ),
            migrations.CreateModel(
                name='Change',
                fields=[
                    *described(),
                    ('position', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='change number')),
                    ('at', models.DateTimeField(verbose_name='date and time')),
                    ('shown', models.JSONField(editable=False, null=True)),
                ],
                options={
                    'db_table': 'workflow_change',
                    'verbose_name': 'change',
                    'verbose_name_plural': 'changes',
                    'ordering': ['position'],
                    'indexes': [models.Index(fields=['type', 'slug', 'position'], name='change_by_slug'), models.Index(fields=['type', 'row_id'], name='change_by_row'), models.Index(fields=['at'], name='change_by_time')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['created', 'published', 'corrected', 'changed', 'withdrawn', 'restored', 'deleted'])), name='change_kind_is_known')],
                },
            ),
        ]),
        migrations.RunPython(move_content_types, move_back),
    ]
