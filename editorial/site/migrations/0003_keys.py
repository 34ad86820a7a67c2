"""The administrators' permissions for keys of the API."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from editorial.site.roles import ADMINISTRATOR, KEYS


def grant(apps, schema_editor):
    config = apps.get_app_config("api")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    administrators = apps.get_model("auth", "Group").objects.get(name=ADMINISTRATOR)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="api", content_type__model__in=KEYS["api"]
    )
    administrators.permissions.add(*permissions.exclude(codename__startswith="delete"))


class Migration(migrations.Migration):
    dependencies = [("site", "0002_demo_load"), ("api", "0001_keys")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
