"""The desk's permission to look at the translation matrix."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from editorial.site.roles import MATRIX, TRANSLATIONS


def grant(apps, schema_editor):
    config = apps.get_app_config("workflow")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    view = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="workflow", codename="view_translation"
    )
    for name, cells in MATRIX.items():
        if any(models is TRANSLATIONS for models, _verbs in cells):
            apps.get_model("auth", "Group").objects.get(name=name).permissions.add(view)


class Migration(migrations.Migration):
    dependencies = [("site", "0008_checked_links"), ("workflow", "0003_translations")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
