"""The desk's permissions for mentions."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from editorial.site.roles import MATRIX, permissions_of


def grant(apps, schema_editor):
    config = apps.get_app_config("mentions")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="mentions")
    for name in MATRIX:
        group = apps.get_model("auth", "Group").objects.get(name=name)
        wanted = [codename for app, codename in permissions_of(name) if app == "mentions"]
        group.permissions.add(*permissions.filter(codename__in=wanted))


class Migration(migrations.Migration):
    dependencies = [("site", "0006_audit_and_manuscripts"), ("mentions", "0001_mentions")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
