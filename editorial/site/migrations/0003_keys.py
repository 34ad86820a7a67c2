"""Granted permissions to groups; `editorial.accounts.roles.sync_roles` does so after each `migrate`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("site", "0002_demo_load"), ("api", "0001_keys")]
    operations = []
