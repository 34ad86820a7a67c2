"""Move accounts to django-allauth: second factors and addresses of mail; sessions end once.

Recovery codes were stored as digests, which cannot be carried over: whoever has a second factor is asked for new ones
at the next sign-in. Of accounts with the same address, the one used last has it; the others sign in by name.
"""

from base64 import b32encode

from django.db import migrations
from django.db.models import F
from django.utils import timezone

DEVICES = "otp_totp_totpdevice"


def move_devices(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if DEVICES not in connection.introspection.table_names(cursor):
            return
        cursor.execute(f"SELECT user_id, key FROM {DEVICES} WHERE confirmed ORDER BY id")
        keys = dict(cursor.fetchall())
    authenticators = apps.get_model("mfa", "Authenticator").objects.using(connection.alias)
    having = set(authenticators.filter(type="totp").values_list("user_id", flat=True))
    authenticators.bulk_create(
        authenticators.model(
            user_id=user,
            type="totp",
            data={"secret": b32encode(bytes.fromhex(key)).decode()},
            created_at=timezone.now(),
        )
        for user, key in keys.items()
        if user not in having
    )


def move_addresses(apps, schema_editor):
    alias = schema_editor.connection.alias
    users = apps.get_model("auth", "User").objects.using(alias)
    addresses = apps.get_model("account", "EmailAddress").objects.using(alias)
    known = set(addresses.values_list("email", flat=True))
    having = set(addresses.values_list("user_id", flat=True))
    in_use = users.exclude(email="").order_by("-is_active", F("last_login").desc(nulls_last=True), "pk")
    for user in in_use:
        lower = user.email.strip().lower()
        if lower != user.email:
            user.email = lower
            user.save(update_fields=["email"])
        if lower not in known and user.pk not in having:
            addresses.create(user=user, email=lower, verified=True, primary=True)
            known.add(lower)


def end_sessions(apps, schema_editor):
    alias = schema_editor.connection.alias
    apps.get_model("accounts", "DeskSession").objects.using(alias).all().delete()
    apps.get_model("sessions", "Session").objects.using(alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_past_steps"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("sessions", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
    ]
    operations = [
        migrations.RunPython(move_devices, migrations.RunPython.noop),
        migrations.RunPython(move_addresses, migrations.RunPython.noop),
        migrations.RunPython(end_sessions, migrations.RunPython.noop),
    ]
