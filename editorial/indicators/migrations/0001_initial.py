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
                'verbose_name': 'geographic area',
                'verbose_name_plural': 'geographic areas',
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
                ('symbol', models.CharField(blank=True, max_length=40, verbose_name='symbol')),
                ('symbol_ru', models.CharField(blank=True, max_length=40, null=True, verbose_name='symbol')),
                ('symbol_kk', models.CharField(blank=True, max_length=40, null=True, verbose_name='symbol')),
                ('symbol_az', models.CharField(blank=True, max_length=40, null=True, verbose_name='symbol')),
                ('symbol_en', models.CharField(blank=True, max_length=40, null=True, verbose_name='symbol')),
            ],
            options={
                'verbose_name': 'unit of measurement',
                'verbose_name_plural': 'units of measurement',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('approved', 'approved'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=10, verbose_name='publication status')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created on')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='modified on')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='date published')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn on')),
                ('withdrawn_reason', models.TextField(blank=True, editable=False, help_text='Shown to readers instead of the text.', verbose_name='reason for withdrawal')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('slug', editorial.values.slugs.RecordSlugField(help_text='Part of the page address. Existing links depend on it; change it only to correct an error.', max_length=100, unique=True, verbose_name='URL slug')),
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
                ('slug', editorial.values.slugs.RecordSlugField(help_text='Part of the page address. Existing links depend on it; change it only to correct an error.', max_length=100, unique=True, verbose_name='URL slug')),
                ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='value')),
                ('value_min', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='lower limit')),
                ('value_max', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True, verbose_name='upper limit')),
                ('qualifier', models.CharField(blank=True, choices=[('', 'exact'), ('approx', 'about'), ('more_than', 'more than'), ('less_than', 'less than'), ('at_least', 'at least'), ('up_to', 'up to')], default='', max_length=10, verbose_name='qualifier')),
                ('nature', models.CharField(choices=[('measured', 'actual'), ('target', 'target'), ('forecast', 'forecast')], default='measured', max_length=10, verbose_name='type of value')),
                ('started_on', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='start of period')),
                ('started_on_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('ended_on', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='end of period')),
                ('ended_on_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('note_ru', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_kk', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_az', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_en', models.TextField(blank=True, null=True, verbose_name='note')),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='indicators.area', verbose_name='geographic area')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='indicators.indicator', verbose_name='indicator')),
                ('stated_by', models.ForeignKey(blank=True, help_text='Organisation that published the figure, if named in the source.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='experts.organisation', verbose_name='reported by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='indicators.unit', verbose_name='unit of measurement')),
            ],
            options={
                'verbose_name': 'value of an indicator',
                'verbose_name_plural': 'values of indicators',
                'ordering': ['indicator_id', 'started_on', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='observation_slug_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('started_on__isnull', True), ('started_on_precision', '')), models.Q(('started_on__isnull', False), ('started_on_precision', 'day')), models.Q(('started_on__day', 1), ('started_on__isnull', False), ('started_on_precision', 'month')), models.Q(('started_on__day', 1), ('started_on__isnull', False), ('started_on__month', 1), ('started_on_precision', 'year')), _connector='OR'), name='observation_started_on_precision_agrees', violation_error_message='The date does not match its precision.'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('ended_on_precision', '')), models.Q(('ended_on__isnull', False), ('ended_on_precision', 'day')), models.Q(('ended_on__day', 1), ('ended_on__isnull', False), ('ended_on_precision', 'month')), models.Q(('ended_on__day', 1), ('ended_on__isnull', False), ('ended_on__month', 1), ('ended_on_precision', 'year')), _connector='OR'), name='observation_ended_on_precision_agrees', violation_error_message='The date does not match its precision.'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('started_on__isnull', True), ('ended_on__gte', models.F('started_on')), models.Q(('ended_on__year__gte', models.F('started_on__year')), ('ended_on_precision', 'year')), models.Q(('ended_on__month__gte', models.F('started_on__month')), ('ended_on__year', models.F('started_on__year')), ('ended_on_precision', 'month')), _connector='OR'), name='observation_ended_on_not_before_start', violation_error_message='The end date is before the start date.'), models.CheckConstraint(condition=models.Q(('value__isnull', False), models.Q(('value_max__isnull', False), ('value_min__isnull', False)), _connector='OR'), name='observation_has_value_or_range', violation_error_message='Enter a value or both ends of a range.'), models.CheckConstraint(condition=models.Q(('value_max__isnull', True), ('value_max__gte', models.F('value_min')), _connector='OR'), name='observation_range_is_in_order', violation_error_message='The upper limit is lower than the lower limit.')],
            },
        ),
        migrations.CreateModel(
            name='ObservationSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('anchor', models.SlugField(blank=True, help_text='Paragraph number in the edition as in its URL: p-12.', max_length=40, verbose_name='paragraph')),
                ('pages', models.CharField(blank=True, max_length=40, verbose_name='pages in the printed edition')),
                ('document_title', models.CharField(blank=True, max_length=500, verbose_name='document')),
                ('document_author', models.CharField(blank=True, max_length=300, verbose_name='author of the document')),
                ('document_outlet', models.CharField(blank=True, max_length=300, verbose_name='media outlet')),
                ('document_date', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='date of the document')),
                ('document_date_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='link')),
                ('accessed_on', models.DateField(blank=True, null=True, verbose_name='accessed on')),
                ('quotation', models.TextField(blank=True, help_text='Verbatim quotation from the source, if needed.', verbose_name='quotation')),
                ('aspect', models.CharField(blank=True, choices=[('title', 'title'), ('date', 'date'), ('deadline', 'deadline'), ('number', 'number'), ('level', 'level'), ('parties', 'parties'), ('precedence', 'sequence of events'), ('other', 'description of the event')], help_text='Fill in if another source gives different information; enter this source’s version below.', max_length=10, verbose_name='point of difference between sources')),
                ('statement', models.CharField(blank=True, max_length=500, verbose_name='information in this source')),
                ('statement_ru', models.CharField(blank=True, max_length=500, null=True, verbose_name='information in this source')),
                ('statement_kk', models.CharField(blank=True, max_length=500, null=True, verbose_name='information in this source')),
                ('statement_az', models.CharField(blank=True, max_length=500, null=True, verbose_name='information in this source')),
                ('statement_en', models.CharField(blank=True, max_length=500, null=True, verbose_name='information in this source')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.edition', verbose_name='edition')),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='indicators.observation')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('aspect', ''), models.Q(('statement', ''), _negated=True), _connector='OR'), name='indicators_observationsource_aspect_has_statement'), models.CheckConstraint(condition=models.Q(('edition__isnull', False), models.Q(('document_title', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='indicators_observationsource_names_a_document', violation_error_message='Select the article or enter the document that contains the information.'), models.CheckConstraint(condition=models.Q(models.Q(('document_date__isnull', True), ('document_date_precision', '')), models.Q(('document_date__isnull', False), ('document_date_precision', 'day')), models.Q(('document_date__day', 1), ('document_date__isnull', False), ('document_date_precision', 'month')), models.Q(('document_date__day', 1), ('document_date__isnull', False), ('document_date__month', 1), ('document_date_precision', 'year')), _connector='OR'), name='observation_source_document_date_precision_agrees', violation_error_message='The date does not match its precision.')],
            },
        ),
    ]
