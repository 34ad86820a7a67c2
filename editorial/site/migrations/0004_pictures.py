"""Permissions of the desk for pictures."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from editorial.site.roles import MATRIX, PICTURES


def grant(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", content_type__model__in=PICTURES["articles"]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=MATRIX):
        group.permissions.add(*permissions.exclude(codename__startswith="delete"))


class Migration(migrations.Migration):
    dependencies = [("site", "0003_keys"), ("articles", "0005_pictures")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
