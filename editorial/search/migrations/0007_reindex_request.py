from django.db import migrations


def rename_permissions(apps, schema_editor):
    """Rename the permissions too, as a fresh database has them: `RenameModel` renames the content type only."""
    permissions = apps.get_model("auth", "Permission").objects.using(schema_editor.connection.alias)
    for verb in ("add", "change", "delete", "view"):
        permissions.filter(
            content_type__app_label="search", codename=f"{verb}_staledocument"
        ).update(codename=f"{verb}_reindexrequest")


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0006_words_without_triggers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RenameModel("StaleDocument", "ReindexRequest"),
        migrations.RunPython(rename_permissions, migrations.RunPython.noop),
    ]
