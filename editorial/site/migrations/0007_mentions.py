"""Granted permissions to groups; `editorial.accounts.roles.sync_roles` does so after each `migrate`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("site", "0006_audit_and_manuscripts"), ("mentions", "0001_mentions")]
    operations = []
