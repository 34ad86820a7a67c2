"""Deliveries point to the change log where it is now; the table is the same."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('api', '0003_search_text'),
        ('records', '0001_change_log'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.AlterField(
                model_name='delivery',
                name='change',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.change', verbose_name='change'),
            ),
        ]),
    ]
