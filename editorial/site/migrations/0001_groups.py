"""The groups of the desk with their permissions."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from editorial.site.roles import MATRIX, permissions_of


def make_groups(apps, schema_editor):
    # Permissions are made after all migrations; the groups need them now.
    for config in apps.get_app_configs():
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    found = {(p.content_type.app_label, p.codename): p for p in permission_model.objects.select_related("content_type")}
    for name in MATRIX:
        group, _ = group_model.objects.get_or_create(name=name)
        # What is not there yet, a later migration grants.
        group.permissions.set([found[key] for key in permissions_of(name) if key in found])


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("agreements", "0001_initial"),
        ("articles", "0001_initial"),
        ("events", "0001_initial"),
        ("experts", "0001_initial"),
        ("indicators", "0001_initial"),
        ("places", "0001_initial"),
        ("topics", "0001_initial"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
