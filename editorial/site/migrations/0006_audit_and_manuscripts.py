"""Granted permissions to groups; `editorial.accounts.roles.sync_roles` does so after each `migrate`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("site", "0005_webhooks"), ("workflow", "0002_audit_log"), ("articles", "0003_manuscripts")]
    operations = []
