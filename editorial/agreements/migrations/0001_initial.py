import django.db.models.deletion
import editorial.values.countries
import editorial.values.languages
import editorial.values.partial_dates
import editorial.values.slugs
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0001_initial'),
        ('experts', '0001_initial'),
        ('places', '0001_initial'),
        ('topics', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
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
                ('title', models.CharField(max_length=600, verbose_name='title')),
                ('title_ru', models.CharField(max_length=600, null=True, verbose_name='title')),
                ('title_kk', models.CharField(max_length=600, null=True, verbose_name='title')),
                ('title_az', models.CharField(max_length=600, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=600, null=True, verbose_name='title')),
                ('kind', models.CharField(choices=[('treaty', 'treaty'), ('convention', 'convention'), ('agreement', 'agreement'), ('protocol', 'protocol'), ('declaration', 'declaration'), ('joint_statement', 'joint statement'), ('communique', 'communiqué'), ('memorandum', 'memorandum'), ('roadmap', 'road map'), ('programme', 'programme'), ('decision', 'decision'), ('contract', 'contract'), ('package', 'package of documents')], max_length=20, verbose_name='type')),
                ('level', models.CharField(choices=[('interstate', 'interstate'), ('intergovernmental', 'intergovernmental'), ('interagency', 'interagency'), ('corporate', 'corporate'), ('multilateral', 'multilateral')], max_length=20, verbose_name='level')),
                ('stage', models.CharField(choices=[('planned', 'planned'), ('draft', 'draft'), ('agreed', 'agreed, signature not confirmed'), ('signed', 'signed or adopted')], default='signed', max_length=10, verbose_name='stage of preparation')),
                ('document_count', models.PositiveSmallIntegerField(blank=True, help_text='Only for a package, if a source gives the number.', null=True, verbose_name='number of documents in the package')),
                ('signed_on', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='date of signature')),
                ('signed_on_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('depositary', models.CharField(blank=True, max_length=300, verbose_name='depositary')),
                ('depositary_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='depositary')),
                ('depositary_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='depositary')),
                ('depositary_az', models.CharField(blank=True, max_length=300, null=True, verbose_name='depositary')),
                ('depositary_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='depositary')),
                ('registration', models.CharField(blank=True, help_text='Number and register, for example UN Treaty Series.', max_length=300, verbose_name='registration')),
                ('publication', models.CharField(blank=True, help_text='Where the text was officially published.', max_length=300, verbose_name='official publication')),
                ('authentic_languages', models.CharField(blank=True, help_text='Language codes separated by commas: az, kk, ru, en, fa, tk.', max_length=100, verbose_name='languages of the authentic texts')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('note_ru', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_kk', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_az', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_en', models.TextField(blank=True, null=True, verbose_name='note')),
                ('party_count', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='parties')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='places.place', verbose_name='place of signature')),
                ('topics', models.ManyToManyField(blank=True, related_name='agreements', to='topics.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'ordering': [models.OrderBy(models.F('signed_on'), descending=True, nulls_last=True), 'slug'],
                'abstract': False,
                'indexes': [models.Index(fields=['state', 'published_at'], name='agreements__state_214613_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'approved', 'published', 'withdrawn'])), name='agreements_agreement_state_is_known'), models.CheckConstraint(condition=models.Q(('published_at__isnull', False), models.Q(('state__in', ('published', 'withdrawn')), _negated=True), _connector='OR'), name='agreements_agreement_published_has_date'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='agreements_agreement_withdrawn_has_reason'), models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='agreement_slug_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('signed_on__isnull', True), ('signed_on_precision', '')), models.Q(('signed_on__isnull', False), ('signed_on_precision', 'day')), models.Q(('signed_on__day', 1), ('signed_on__isnull', False), ('signed_on_precision', 'month')), models.Q(('signed_on__day', 1), ('signed_on__isnull', False), ('signed_on__month', 1), ('signed_on_precision', 'year')), _connector='OR'), name='agreement_signed_on_precision_agrees', violation_error_message='The date does not match its precision.'), models.CheckConstraint(condition=models.Q(('party_count__gte', 1), ('state', 'draft'), _connector='OR'), name='agreement_has_a_party', violation_error_message='An agreement must have at least one party.'), models.CheckConstraint(condition=models.Q(('document_count__isnull', True), models.Q(('document_count__gte', 1), ('kind', 'package')), _connector='OR'), name='agreement_count_only_for_package', violation_error_message='Only a package can have a number of documents.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('amends', 'amends'), ('renews', 'renews'), ('implements', 'implements'), ('supersedes', 'supersedes'), ('based_on', 'based on')], max_length=10, verbose_name='relationship')),
                ('inferred', models.BooleanField(default=False, help_text='Not stated explicitly in the sources; inferred from the context.', verbose_name='inferred')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='agreements.agreement')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inverse_relations', to='agreements.agreement', verbose_name='related agreement')),
            ],
            options={
                'verbose_name': 'relationship',
                'verbose_name_plural': 'relationships',
                'ordering': ['kind', 'id'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'kind', 'other'), name='relation_once'), models.CheckConstraint(condition=models.Q(('agreement', models.F('other')), _negated=True), name='relation_not_to_itself', violation_error_message='An agreement cannot be related to itself.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementSource',
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
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='agreements.agreement')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('aspect', ''), models.Q(('statement', ''), _negated=True), _connector='OR'), name='agreements_agreementsource_aspect_has_statement'), models.CheckConstraint(condition=models.Q(('edition__isnull', False), models.Q(('document_title', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='agreements_agreementsource_names_a_document', violation_error_message='Select the article or enter the document that contains the information.'), models.CheckConstraint(condition=models.Q(models.Q(('document_date__isnull', True), ('document_date_precision', '')), models.Q(('document_date__isnull', False), ('document_date_precision', 'day')), models.Q(('document_date__day', 1), ('document_date__isnull', False), ('document_date_precision', 'month')), models.Q(('document_date__day', 1), ('document_date__isnull', False), ('document_date__month', 1), ('document_date_precision', 'year')), _connector='OR'), name='agreement_source_document_date_precision_agrees', violation_error_message='The date does not match its precision.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', editorial.values.languages.LanguageField(choices=[('ru', 'Russian'), ('kk', 'Kazakh'), ('az', 'Azerbaijani'), ('en', 'English')], max_length=2, verbose_name='language')),
                ('file', models.FileField(blank=True, upload_to='agreements/', verbose_name='file')),
                ('url', models.URLField(blank=True, max_length=1000, verbose_name='link')),
                ('is_authentic', models.BooleanField(default=False, verbose_name='authentic')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='agreements.agreement')),
            ],
            options={
                'verbose_name': 'text of the agreement',
                'verbose_name_plural': 'texts of the agreement',
                'ordering': ['language'],
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ['ru', 'kk', 'az', 'en'])), name='agreement_text_language_is_known', violation_error_message='Unsupported language.'), models.UniqueConstraint(fields=('agreement', 'language'), name='agreement_text_once', violation_error_message='A text in this language already exists.'), models.CheckConstraint(condition=models.Q(models.Q(('file', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='agreement_text_is_somewhere', violation_error_message='Add a file or a link.')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', editorial.values.countries.CountryField(blank=True, help_text='Two-letter code: AZ, KZ, GE.', max_length=2, verbose_name='country')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='agreements.agreement')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreement_parties', to='experts.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'party',
                'verbose_name_plural': 'parties',
                'ordering': ['order', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('country', ''), ('organisation__isnull', False)), models.Q(models.Q(('country', ''), _negated=True), ('organisation__isnull', True)), _connector='OR'), name='party_is_state_or_body', violation_error_message='A party is either a state or an organisation.'), models.UniqueConstraint(condition=models.Q(('country', ''), _negated=True), fields=('agreement', 'country'), name='party_country_once', violation_error_message='This state is already listed as a party.'), models.UniqueConstraint(fields=('agreement', 'organisation'), name='party_organisation_once', violation_error_message='This organisation is already listed as a party.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed', 'signature'), ('ratified', 'ratification'), ('notified', 'notification'), ('entered_into_force', 'entry into force'), ('amended', 'amendment'), ('suspended', 'suspension'), ('terminated', 'termination')], max_length=20, verbose_name='action')),
                ('dated_on', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='date')),
                ('dated_on_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('note_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='note')),
                ('note_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='note')),
                ('note_az', models.CharField(blank=True, max_length=300, null=True, verbose_name='note')),
                ('note_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='note')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='agreements.agreement')),
                ('party', models.ForeignKey(blank=True, help_text='Leave empty for the agreement as a whole.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='agreements.party', verbose_name='party')),
            ],
            options={
                'verbose_name': 'action',
                'verbose_name_plural': 'actions',
                'ordering': [models.OrderBy(models.F('dated_on'), nulls_last=True), 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('dated_on__isnull', True), ('dated_on_precision', '')), models.Q(('dated_on__isnull', False), ('dated_on_precision', 'day')), models.Q(('dated_on__day', 1), ('dated_on__isnull', False), ('dated_on_precision', 'month')), models.Q(('dated_on__day', 1), ('dated_on__isnull', False), ('dated_on__month', 1), ('dated_on_precision', 'year')), _connector='OR'), name='action_dated_on_precision_agrees', violation_error_message='The date does not match its precision.'), models.UniqueConstraint(fields=('agreement', 'party', 'kind', 'dated_on'), name='action_of_a_party_once', violation_error_message='This action has already been recorded.'), models.UniqueConstraint(condition=models.Q(('party__isnull', True)), fields=('agreement', 'kind', 'dated_on'), name='action_of_the_whole_once', violation_error_message='This action has already been recorded.')],
            },
        ),
    ]
