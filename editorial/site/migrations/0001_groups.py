"""Made the groups of the desk; `editorial.accounts.roles.sync_roles` does so after each `migrate`."""

from django.db import migrations


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
    operations = []
