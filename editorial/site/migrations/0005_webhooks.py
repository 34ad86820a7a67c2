"""What groups may do with webhooks, their deliveries and the log of changes."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from editorial.site.roles import MATRIX, permissions_of


def grant(apps, schema_editor):
    for name in ("api", "workflow"):
        config = apps.get_app_config(name)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for name in MATRIX:
        group = apps.get_model("auth", "Group").objects.get(name=name)
        for app, codename in permissions_of(name):
            if app in ("api", "workflow"):
                group.permissions.add(permissions.get(content_type__app_label=app, codename=codename))


class Migration(migrations.Migration):
    dependencies = [("site", "0004_pictures"), ("api", "0002_webhooks"), ("workflow", "0001_changes")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
