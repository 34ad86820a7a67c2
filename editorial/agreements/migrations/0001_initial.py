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
                ('state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('approved', 'approved'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn')),
                ('withdrawn_reason', models.TextField(blank=True, editable=False, help_text='Readers see it in place of the text.', verbose_name='reason of withdrawal')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('slug', editorial.values.slugs.RecordSlugField(help_text='Part of the address. Readers keep links to it: change it only for a slip.', max_length=100, unique=True, verbose_name='slug')),
                ('title', models.CharField(max_length=600, verbose_name='title')),
                ('title_ru', models.CharField(max_length=600, null=True, verbose_name='title')),
                ('title_kk', models.CharField(max_length=600, null=True, verbose_name='title')),
                ('title_az', models.CharField(max_length=600, null=True, verbose_name='title')),
                ('title_en', models.CharField(max_length=600, null=True, verbose_name='title')),
                ('kind', models.CharField(choices=[('treaty', 'treaty'), ('convention', 'convention'), ('agreement', 'agreement'), ('protocol', 'protocol'), ('declaration', 'declaration'), ('joint_statement', 'joint statement'), ('communique', 'communiqué'), ('memorandum', 'memorandum'), ('roadmap', 'road map'), ('programme', 'programme'), ('decision', 'decision'), ('contract', 'contract'), ('package', 'package of documents')], max_length=20, verbose_name='kind')),
                ('level', models.CharField(choices=[('interstate', 'interstate'), ('intergovernmental', 'intergovernmental'), ('interagency', 'interagency'), ('corporate', 'corporate'), ('multilateral', 'multilateral')], max_length=20, verbose_name='level')),
                ('stage', models.CharField(choices=[('planned', 'planned'), ('draft', 'draft'), ('agreed', 'agreed, signature not attested'), ('signed', 'signed or adopted')], default='signed', max_length=10, verbose_name='stage')),
                ('document_count', models.PositiveSmallIntegerField(blank=True, help_text='Only for a package, if a source counts them.', null=True, verbose_name='documents in the package')),
                ('signed_on', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='signed')),
                ('signed_on_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('depositary', models.CharField(blank=True, max_length=300, verbose_name='depositary')),
                ('depositary_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='depositary')),
                ('depositary_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='depositary')),
                ('depositary_az', models.CharField(blank=True, max_length=300, null=True, verbose_name='depositary')),
                ('depositary_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='depositary')),
                ('registration', models.CharField(blank=True, help_text='Number and register, such as that of the UN.', max_length=300, verbose_name='registration')),
                ('publication', models.CharField(blank=True, help_text='Where the text was officially published.', max_length=300, verbose_name='publication')),
                ('authentic_languages', models.CharField(blank=True, help_text='Codes with commas: az, kk, ru, en, fa, tk.', max_length=100, verbose_name='authentic languages')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('note_ru', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_kk', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_az', models.TextField(blank=True, null=True, verbose_name='note')),
                ('note_en', models.TextField(blank=True, null=True, verbose_name='note')),
                ('party_count', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='parties')),
                ('place', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='places.place', verbose_name='place of signing')),
                ('topics', models.ManyToManyField(blank=True, related_name='agreements', to='topics.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'ordering': [models.OrderBy(models.F('signed_on'), descending=True, nulls_last=True), 'slug'],
                'abstract': False,
                'indexes': [models.Index(fields=['state', 'published_at'], name='agreements__state_214613_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_review', 'approved', 'published', 'withdrawn'])), name='agreements_agreement_state_is_known'), models.CheckConstraint(condition=models.Q(('published_at__isnull', False), models.Q(('state__in', ('published', 'withdrawn')), _negated=True), _connector='OR'), name='agreements_agreement_published_has_date'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='agreements_agreement_withdrawn_has_reason'), models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='agreement_slug_not_empty'), models.CheckConstraint(condition=models.Q(models.Q(('signed_on__isnull', True), ('signed_on_precision', '')), models.Q(('signed_on__isnull', False), ('signed_on_precision', 'day')), models.Q(('signed_on__day', 1), ('signed_on__isnull', False), ('signed_on_precision', 'month')), models.Q(('signed_on__day', 1), ('signed_on__isnull', False), ('signed_on__month', 1), ('signed_on_precision', 'year')), _connector='OR'), name='agreement_signed_on_precision_agrees', violation_error_message='The date and its precision do not agree.'), models.CheckConstraint(condition=models.Q(('party_count__gte', 1), ('state', 'draft'), _connector='OR'), name='agreement_has_a_party', violation_error_message='An agreement needs a party.'), models.CheckConstraint(condition=models.Q(('document_count__isnull', True), models.Q(('document_count__gte', 1), ('kind', 'package')), _connector='OR'), name='agreement_count_only_for_package', violation_error_message='Only a package has a number of documents.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('amends', 'amends'), ('renews', 'renews'), ('implements', 'implements'), ('supersedes', 'supersedes'), ('based_on', 'is based on')], max_length=10, verbose_name='relation')),
                ('inferred', models.BooleanField(default=False, help_text='The sources do not say so outright; it follows from their meaning.', verbose_name='inferred')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='agreements.agreement')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inverse_relations', to='agreements.agreement', verbose_name='other agreement')),
            ],
            options={
                'verbose_name': 'relation',
                'verbose_name_plural': 'relations',
                'ordering': ['kind', 'id'],
                'constraints': [models.UniqueConstraint(fields=('agreement', 'kind', 'other'), name='relation_once'), models.CheckConstraint(condition=models.Q(('agreement', models.F('other')), _negated=True), name='relation_not_to_itself', violation_error_message='An agreement is not related to itself.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementSource',
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
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='agreements.agreement')),
                ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='articles.edition', verbose_name='edition')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('aspect', ''), models.Q(('statement', ''), _negated=True), _connector='OR'), name='agreements_agreementsource_aspect_has_statement'), models.CheckConstraint(condition=models.Q(('edition__isnull', False), models.Q(('document_title', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='agreements_agreementsource_names_a_document', violation_error_message='Name the article or the document that states it.'), models.CheckConstraint(condition=models.Q(models.Q(('document_date__isnull', True), ('document_date_precision', '')), models.Q(('document_date__isnull', False), ('document_date_precision', 'day')), models.Q(('document_date__day', 1), ('document_date__isnull', False), ('document_date_precision', 'month')), models.Q(('document_date__day', 1), ('document_date__isnull', False), ('document_date__month', 1), ('document_date_precision', 'year')), _connector='OR'), name='agreement_source_document_date_precision_agrees', violation_error_message='The date and its precision do not agree.')],
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
                'constraints': [models.CheckConstraint(condition=models.Q(('language__in', ['ru', 'kk', 'az', 'en'])), name='agreement_text_language_is_known', violation_error_message='Unknown language.'), models.UniqueConstraint(fields=('agreement', 'language'), name='agreement_text_once', violation_error_message='There is a text in this language already.'), models.CheckConstraint(condition=models.Q(models.Q(('file', ''), _negated=True), models.Q(('url', ''), _negated=True), _connector='OR'), name='agreement_text_is_somewhere', violation_error_message='Give a file or a link.')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', editorial.values.countries.CountryField(blank=True, help_text='Two letters, as in AZ, KZ, GE.', max_length=2, verbose_name='country')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='order')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='agreements.agreement')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agreement_parties', to='experts.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'party',
                'verbose_name_plural': 'parties',
                'ordering': ['order', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('country', ''), ('organisation__isnull', False)), models.Q(models.Q(('country', ''), _negated=True), ('organisation__isnull', True)), _connector='OR'), name='party_is_state_or_body', violation_error_message='A party is either a state or an organisation.'), models.UniqueConstraint(condition=models.Q(('country', ''), _negated=True), fields=('agreement', 'country'), name='party_country_once', violation_error_message='The state is a party already.'), models.UniqueConstraint(fields=('agreement', 'organisation'), name='party_organisation_once', violation_error_message='The organisation is a party already.')],
            },
        ),
        migrations.CreateModel(
            name='AgreementAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed', 'signed'), ('ratified', 'ratified'), ('notified', 'notified'), ('entered_into_force', 'entered into force'), ('amended', 'amended'), ('suspended', 'suspended'), ('terminated', 'terminated')], max_length=20, verbose_name='step')),
                ('dated_on', editorial.values.partial_dates.PartialDateField(blank=True, null=True, verbose_name='date')),
                ('dated_on_precision', editorial.values.partial_dates.PrecisionField(blank=True, choices=[('day', 'day'), ('month', 'month'), ('year', 'year')], default='', max_length=5, verbose_name='precision')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('note_ru', models.CharField(blank=True, max_length=300, null=True, verbose_name='note')),
                ('note_kk', models.CharField(blank=True, max_length=300, null=True, verbose_name='note')),
                ('note_az', models.CharField(blank=True, max_length=300, null=True, verbose_name='note')),
                ('note_en', models.CharField(blank=True, max_length=300, null=True, verbose_name='note')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='agreements.agreement')),
                ('party', models.ForeignKey(blank=True, help_text='Empty for the agreement as a whole.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='agreements.party', verbose_name='party')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': [models.OrderBy(models.F('dated_on'), nulls_last=True), 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('dated_on__isnull', True), ('dated_on_precision', '')), models.Q(('dated_on__isnull', False), ('dated_on_precision', 'day')), models.Q(('dated_on__day', 1), ('dated_on__isnull', False), ('dated_on_precision', 'month')), models.Q(('dated_on__day', 1), ('dated_on__isnull', False), ('dated_on__month', 1), ('dated_on_precision', 'year')), _connector='OR'), name='action_dated_on_precision_agrees', violation_error_message='The date and its precision do not agree.'), models.UniqueConstraint(fields=('agreement', 'party', 'kind', 'dated_on'), name='action_of_a_party_once', violation_error_message='This step is recorded already.'), models.UniqueConstraint(condition=models.Q(('party__isnull', True)), fields=('agreement', 'kind', 'dated_on'), name='action_of_the_whole_once', violation_error_message='This step is recorded already.')],
            },
        ),
    ]
