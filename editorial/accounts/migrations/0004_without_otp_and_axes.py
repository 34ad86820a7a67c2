"""Drop what django-otp, django-axes and our own sign-in had; make the table of the cache that processes share."""

from django.core.management import call_command
from django.db import migrations
from django.db.models import Q

APPS = ("axes", "otp_totp")
TABLES = (
    "axes_accessattemptexpiration",
    "axes_accessattempt",
    "axes_accessfailurelog",
    "axes_accesslog",
    "otp_totp_totpdevice",
)


def drop_tables(apps, schema_editor):
    quote = schema_editor.quote_name
    for table in TABLES:
        schema_editor.execute(f"DROP TABLE IF EXISTS {quote(table)}")
    names = ", ".join(f"'{name}'" for name in APPS)
    schema_editor.execute(f"DELETE FROM {quote('django_migrations')} WHERE app IN ({names})")


def drop_content_types(apps, schema_editor):
    alias = schema_editor.connection.alias
    stale = apps.get_model("contenttypes", "ContentType").objects.using(alias).filter(
        Q(app_label__in=APPS) | Q(app_label="accounts", model__in=("desksession", "recoverycode"))
    )
    apps.get_model("auth", "Permission").objects.using(alias).filter(content_type__in=stale).delete()
    stale.delete()


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", "cache_entries", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_allauth"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.DeleteModel("DeskSession"),
        migrations.DeleteModel("RecoveryCode"),
        migrations.RunPython(drop_tables, migrations.RunPython.noop),
        migrations.RunPython(drop_content_types, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
