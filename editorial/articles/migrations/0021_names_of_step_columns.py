"""Name the columns of a status change for what they hold."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0020_manuscripts_moved"),
        ("accounts", "0002_past_steps"),  # which reads the steps by their names of then
    ]

    operations = [
        migrations.RenameField("statechange", "by", "actor"),
        migrations.RenameField("statechange", "step", "transition"),
    ]
