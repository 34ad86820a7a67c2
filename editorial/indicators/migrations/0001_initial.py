import django.db.models.deletion
import editorial.values.partial_dates
import editorial.values.slugs
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0001_initial'),
        ('experts', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('name_ru', models.CharField(max_length=200, null=True, verbose_name='name')),
                ('name_kk', models.CharField(max_length=200, null=True, verbose_name='name')),
                ('name_az', models.CharField(max_length=200, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=200, null=True, verbose_name='name')),
            ],
            options={
                'verbose_name': 'area',
                'verbose_name_plural': 'areas',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('name_ru', models.CharField(max_length=100, null=True, verbose_name='name')),
                ('name_kk', models.CharField(max_length=100, null=True, verbose_name='name')),
                ('name_az', models.CharField(max_length=100, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=100, null=True, verbose_name='name')),
                ('symbol', models.CharField(blank=True, max_length=40, verbose_name='sign')),
                ('symbol_ru', models.CharField(blank=True, max_length=40, null=True, verbose_name='sign')),
                ('symbol_kk', models.CharField(blank=True, max_length=40, null=True, verbose_name='sign')),
                ('symbol_az', models.CharField(blank=True, max_length=40, null=True, verbose_name='sign')),
                ('symbol_en', models.CharField(blank=True, max_length=40, null=True, verbose_name='sign')),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('approved', 'approved'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn')),
                ('withdrawn_reason', models.TextField(blank=True, editable=False, help_text='Readers see it in place of the text.', verbose_name='reason of withdrawal')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('slug', editorial.values.slugs.RecordSlugField(help_text='Part of the address. Readers keep links to it: change it only for a slip.', max_length=100, unique=True, verbose_name='slug')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('name_ru', models.CharField(max_length=300, null=True, verbose_name='name')),
                ('name_kk', models.CharField(max_length=300, null=True, verbose_name='name')),
                ('name_az', models.CharField(max_length=300, null=True, verbose_name='name')),
                ('name_en', models.CharField(max_length=300, null=True, verbose_name='name')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('description_ru', models.TextField(blank=True, null=True, verbose_name='description')),
                ('description_kk', models.TextField(blank=True, null=True, verbose_name='description')),
                ('description_az', models.TextField(blank=True, null=True, verbose_name='description')),
                ('description_en', models.TextField(blank=True, null=True, verbose_name='description')),
                ('topics', models.ManyToManyField(blank=True, related_name='indicators', to='topics.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'ordering': ['name'],
                'abstract': False,
                'indexes': [models.Index(fields=['state', 'published_at'], name='indicators__state_795c87_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'approved', 'published', 'withdrawn'])), name='indicators_indicator_state_is_known'), models.CheckConstraint(condition=models.Q(('published_at__isnull', False), models.Q(('state__in', ('published', 'withdrawn')), _negated=True), _connector='OR'), name='indicators_indicator_published_has_date'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='indicators_indicator_withdrawn_has_reason'), models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='indicator_slug_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', editorial.values.slugs.RecordSlugField(help_text='Part of the address. Readers keep links to it: change it only for a slip.', max_length=100, unique=True, verbose_name='slug')),
                ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='value')),
                ('value_min', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='from')),
                ('value_max', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='to')),
                ('qualifier', models.CharField(blank=True, choices=[('', 'exact'), ('approx', 'about'), ('more_than', 'more than'), ('less_than', 'less than'), ('at_least', 'at least'), ('up_to', 'up to')], default='', max_length=10, verbose_name='exactness')),
                ('nature', models.CharField(choices=[('measured', 'measured'), ('target', 'target'), ('forecast', 'forecast')], default='measured', max_length=10, verbose_name='nature')),
                ('started_on', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='period from')),
                ('started_on_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('ended_on', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='period to')),
                ('ended_on_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('note_ru', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_kk', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_az', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_en', models.TextField(blank=True, null=True, verbose_name='note')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='indicators.area', verbose_name='area')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='indicators.indicator', verbose_name='indicator')),
                ('stated_by', models.ForeignKey(blank=True, help_text='The body whose figure it is, if the source names it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='experts.organisation', verbose_name='stated by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='indicators.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'observation',
                'verbose_name_plural': 'observations',
                'ordering': ['indicator_id', 'started_on', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='observation_slug_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('started_on__isnull', True), ('started_on_precision', '')), models.Q(('started_on__isnull', False), ('started_on_precision', 'day')), models.Q(('started_on__day', 1), ('started_on__isnull', False), ('started_on_precision', 'month')), models.Q(('started_on__day', 1), ('started_on__isnull', False), ('started_on__month', 1), ('started_on_precision', 'year')), _connector='OR'), name='observation_started_on_precision_agrees', violation_error_message='The date and its precision do not agree.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('ended_on_precision', '')), models.Q(('ended_on__isnull', False), ('ended_on_precision', 'day')), models.Q(('ended_on__day', 1), ('ended_on__isnull', False), ('ended_on_precision', 'month')), models.Q(('ended_on__day', 1), ('ended_on__isnull', False), ('ended_on__month', 1), ('ended_on_precision', 'year')), _connector='OR'), name='observation_ended_on_precision_agrees', violation_error_message='The date and its precision do not agree.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('started_on__isnull', True), ('ended_on__gte', models.F('started_on')), models.Q(('ended_on__year__gte', models.F('started_on__year')), ('ended_on_precision', 'year')), models.Q(('ended_on__month__gte', models.F('started_on__month')), ('ended_on__year', models.F('started_on__year')), ('ended_on_precision', 'month')), _connector='OR'), name='observation_ended_on_not_before_start', violation_error_message='The end is before the start.'), models.CheckConstraint(condition=models.Q(('value__isnull', False), models.Q(('value_max__isnull', False), ('value_min__isnull', False)), _connector='OR'), name='observation_has_value_or_range', violation_error_message='Give a value, or both ends of a range.'), models.CheckConstraint(condition=models.Q(('value_max__isnull', True), ('value_max__gte', models.F('value_min')), _connector='OR'), name='observation_range_is_in_order', violation_error_message='The range ends below its start.')],
            },
        ),
        migrations.CreateModel(
            name='ObservationSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('anchor', models.SlugField(blank=True, help_text='Paragraph of the edition, as in its address: p-12.', max_length=40, verbose_name='passage')),
                ('pages', models.CharField(blank=True, max_length=40, verbose_name='printed pages')),
                ('document_title', models.CharField(blank=True, max_length=500, verbose_name='document')),
                ('document_author', models.CharField(blank=True, max_length=300, verbose_name='author of the document')),
                ('document_outlet', models.CharField(blank=True, max_length=300, verbose_name='outlet')),
                ('document_date', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='date of the document')),
                ('document_date_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='link')),
                ('accessed_on', models.DateField(blank=True, null=True, verbose_name='seen on')),
                ('quotation', models.TextField(blank=True, help_text='The words of the source, if they matter.', verbose_name='quotation')),
                ('aspect', models.CharField(blank=True, choices=[('title', 'title'), ('date', 'date'), ('deadline', 'term'), ('number', 'number'), ('level', 'level'), ('parties', 'parties'), ('precedence', 'which came first'), ('other', 'account')], help_text='Fill in when another source of this fact says otherwise; then say below what this one says.', max_length=10, verbose_name='sources disagree about')),
                ('statement', models.CharField(blank=True, max_length=500, verbose_name='what this source says')),
                ('statement_ru', models.CharField(blank=True, max_length=500, null=True, verbose_name='what this source says')),
                ('statement_kk', models.CharField(blank=True, max_length=500, null=True, verbose_name='what this source says')),
                ('statement_az', models.CharField(blank=True, max_length=500, null=True, verbose_name='what this source says')),
                ('statement_en', models.CharField(blank=True, max_length=500, null=True, verbose_name='what this source says')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.edition', verbose_name='edition')),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='indicators.observation')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('aspect', ''), models.Q(('statement', ''), _negated=True), _connector='OR'), name='indicators_observationsource_aspect_has_statement'), models.CheckConstraint(condition=models.Q(('edition__isnull', False), models.Q(('document_title', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='indicators_observationsource_names_a_document', violation_error_message='Name the article or the document that states it.'), models.CheckConstraint(condition=models.Q(models.Q(('document_date__isnull', True), ('document_date_precision', '')), models.Q(('document_date__isnull', False), ('document_date_precision', 'day')), models.Q(('document_date__day', 1), ('document_date__isnull', False), ('document_date_precision', 'month')), models.Q(('document_date__day', 1), ('document_date__isnull', False), ('document_date__month', 1), ('document_date_precision', 'year')), _connector='OR'), name='observation_source_document_date_precision_agrees', violation_error_message='The date and its precision do not agree.')],
            },
        ),
    ]
