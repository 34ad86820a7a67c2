"""Who reads the audit log, and who deletes a manuscript."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from editorial.site.roles import AUDIT, MANUSCRIPTS, MATRIX


def grant(apps, schema_editor):
    for label in (*AUDIT, *MANUSCRIPTS):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for name, cells in MATRIX.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        for models, verbs in cells:
            if models in (AUDIT, MANUSCRIPTS):
                for label, names in models.items():
                    codenames = [f"{verb}_{model}" for model in names for verb in verbs]
                    group.permissions.add(*permissions.filter(content_type__app_label=label, codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [("site", "0005_webhooks"), ("workflow", "0002_audit_log"), ("articles", "0003_manuscripts")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
