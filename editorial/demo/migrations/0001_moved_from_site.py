"""Take the loads of the demo record over from the app `site`; the table stays where it is."""

from django.db import migrations, models


def move(old, new):
    """Return what gives the content types of the models to another app; permissions follow them."""

    def run(apps, schema_editor):
        content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
        for content_type in content_types.filter(app_label=old, model="demoload"):
            content_types.filter(app_label=new, model="demoload").delete()  # made by a `migrate` of a part only
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
                    name='DemoLoad',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('checksum', models.CharField(max_length=64)),
                        ('loaded_at', models.DateTimeField(auto_now_add=True)),
                        ('made', models.JSONField(default=dict)),
                    ],
                    options={'db_table': 'site_demoload'},
                ),
            ],
        ),
        migrations.RunPython(move("site", "demo"), move("demo", "site")),
    ]
