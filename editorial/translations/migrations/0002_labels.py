from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('translations', '0001_moved_from_workflow'),
    ]

    operations = [
        migrations.AlterField(
            model_name='translation',
            name='row_id',
            field=models.BigIntegerField(verbose_name='record ID'),
        ),
        migrations.AlterField(
            model_name='translation',
            name='source_checksum',
            field=models.CharField(max_length=64, verbose_name='checksum of the original'),
        ),
    ]
