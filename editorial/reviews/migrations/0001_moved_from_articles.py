"""The review of texts becomes an app of its own: its tables stay as they are, with their rows and names."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MODELS = ("previewlink", "reviewcomment", "reviewreply", "expertapproval")


def move(apps, schema_editor, *, source="articles", target="reviews"):
    """Let the content types follow, and with them permissions and histories."""
    types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    for model in MODELS:
        if not types.filter(app_label=target, model=model).exists():
            types.filter(app_label=source, model=model).update(app_label=target)


def move_back(apps, schema_editor):
    move(apps, schema_editor, source="reviews", target="articles")


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0020_manuscripts_moved'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    state_operations = [
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Comments and approval are recorded under this name.', max_length=200, verbose_name='reviewer’s name')),
                ('email', models.EmailField(blank=True, help_text='The link will be sent to this address.', max_length=254, verbose_name='e-mail')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('expires_at', models.DateTimeField(verbose_name='valid until')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='preview_links', to='articles.article')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='created by')),
            ],
            options={
                'verbose_name': 'reviewer link',
                'verbose_name_plural': 'reviewer links',
                'db_table': 'articles_previewlink',
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ReviewComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='date and time')),
                ('anchor', models.CharField(blank=True, max_length=80)),
                ('note_key', models.CharField(blank=True, max_length=40)),
                ('passage', models.TextField(blank=True, verbose_name='selected text')),
                ('quote', models.TextField(blank=True, verbose_name='quoted text')),
                ('text', models.TextField(verbose_name='comment')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='resolved')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='review_comments', to='articles.article')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='reviews.previewlink')),
            ],
            options={
                'verbose_name': 'review comment',
                'verbose_name_plural': 'review comments',
                'db_table': 'articles_reviewcomment',
                'ordering': ['at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', True), ('link__isnull', False)), models.Q(('by__isnull', False), ('link__isnull', True)), _connector='OR'), name='review_comment_is_signed_once'),
                    models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='review_comment_says_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ReviewReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='date and time')),
                ('act', models.CharField(choices=[('replied', 'replied'), ('resolved', 'resolved'), ('reopened', 'reopened')], default='replied', max_length=8)),
                ('text', models.TextField(blank=True, verbose_name='reply')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='reviews.reviewcomment')),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='reviews.previewlink')),
            ],
            options={
                'verbose_name': 'reply',
                'verbose_name_plural': 'replies',
                'db_table': 'articles_reviewreply',
                'ordering': ['at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', True), ('link__isnull', False)), models.Q(('by__isnull', False), ('link__isnull', True)), _connector='OR'), name='review_reply_is_signed_once'),
                    models.CheckConstraint(condition=models.Q(('act', 'replied'), ('text', ''), _negated=True), name='review_reply_says_something'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ExpertApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='date and time')),
                ('text_checksum', models.CharField(max_length=64, verbose_name='text checksum')),
                ('remark', models.TextField(blank=True, verbose_name='comment on the approval')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expert_approvals', to='articles.article')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='approvals', to='reviews.previewlink')),
            ],
            options={
                'verbose_name': 'reviewer approval',
                'verbose_name_plural': 'reviewer approvals',
                'db_table': 'articles_expertapproval',
                'ordering': ['-at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('article', 'link', 'text_checksum'), name='expert_approval_once_for_a_text')],
            },
        ),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(state_operations=state_operations),
        migrations.RunPython(move, move_back),
    ]
