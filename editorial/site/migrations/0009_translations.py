"""Granted permissions to groups; `editorial.accounts.roles.sync_roles` does so after each `migrate`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("site", "0008_checked_links"), ("workflow", "0003_translations")]
    operations = []
