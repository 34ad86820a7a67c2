from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflow', '0013_email_changes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='auditentry',
            name='object_id',
            field=models.BigIntegerField(null=True, verbose_name='object ID'),
        ),
    ]
