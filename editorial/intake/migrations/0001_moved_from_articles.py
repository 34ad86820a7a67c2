"""Manuscripts become an app of their own: their tables stay as they are, with their rows and names."""

import django.db.models.deletion
import editorial.intake.models
import editorial.workflow.search_text
from django.conf import settings
from django.db import migrations, models

MODELS = ("manuscriptfile", "manuscriptdraft")


def move(apps, schema_editor, *, source="articles", target="intake"):
    """Let the content types follow, and with them permissions and histories."""
    types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    for model in MODELS:
        if not types.filter(app_label=target, model=model).exists():
            types.filter(app_label=source, model=model).update(app_label=target)


def move_back(apps, schema_editor):
    move(apps, schema_editor, source="intake", target="articles")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0019_own_print'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    state_operations = [
        migrations.CreateModel(
            name='ManuscriptFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('original', models.FileField(max_length=300, storage=editorial.intake.models.manuscript_storage, upload_to='%Y/%m/', verbose_name='file')),
                ('name', models.CharField(max_length=255, verbose_name='name')),
                ('sha256', models.CharField(editable=False, max_length=64, unique=True)),
                ('size', models.PositiveBigIntegerField(verbose_name='size')),
                ('state', models.CharField(choices=[('waiting', 'queued'), ('reading', 'processing'), ('refused', 'processing failed'), ('read', 'ready for review'), ('drafted', 'drafts created')], default='waiting', max_length=10, verbose_name='status')),
                ('done', models.PositiveIntegerField(default=0, editable=False)),
                ('total', models.PositiveIntegerField(default=0, editable=False)),
                ('touched_at', models.DateTimeField(auto_now=True)),
                ('refusal', models.TextField(blank=True, verbose_name='cause of failure')),
                ('structure', models.JSONField(blank=True, editable=False, null=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded on')),
                ('search_text', editorial.workflow.search_text.SearchTextField('name', blank=True, default='', editable=False, serialize=False)),
                ('collection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='manuscripts', to='articles.collection', verbose_name='collection')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'manuscript',
                'verbose_name_plural': 'manuscripts',
                'db_table': 'articles_manuscriptfile',
                'ordering': ['-uploaded_at', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('sha256', ''), _negated=True), name='manuscript_has_checksum'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('read', 'drafted')), _negated=True), ('structure__isnull', False), _connector='OR'), name='manuscript_read_has_structure'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ManuscriptDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(verbose_name='order')),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='manuscript_draft', to='articles.article')),
                ('manuscript', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='intake.manuscriptfile')),
            ],
            options={
                'verbose_name': 'draft from a manuscript',
                'verbose_name_plural': 'drafts from manuscripts',
                'db_table': 'articles_manuscriptdraft',
                'ordering': ['order'],
            },
        ),
        migrations.AddField(
            model_name='manuscriptfile',
            name='articles',
            field=models.ManyToManyField(related_name='manuscripts', through='intake.ManuscriptDraft', to='articles.article'),
        ),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=state_operations),
        migrations.RunPython(move, move_back),
    ]
