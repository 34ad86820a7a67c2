"""Granted permissions to groups; `editorial.accounts.roles.sync_roles` does so after each `migrate`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("site", "0004_pictures"), ("api", "0002_webhooks"), ("workflow", "0001_changes")]
    operations = []
