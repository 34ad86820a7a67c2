from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0001_change_log'),
        ('api', '0004_deliveries_of_the_moved_log'),
        ('workflow', '0010_change_log_moves'),
    ]

    operations = [
        migrations.RenameField(model_name='change', old_name='shown', new_name='embedded_state'),
    ]
