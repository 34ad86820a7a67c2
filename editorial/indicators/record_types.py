"""Record types of this app: what each part of the program knows of them."""

from django.utils.translation import gettext_lazy as _

from editorial.articles.models import Article
from editorial.experts.models import Organisation
from editorial.indicators.disagreements import find_contradicting_rows
from editorial.indicators.linked_data import describe_indicator
from editorial.indicators.models import Area, Indicator, Observation, ObservationSource, Unit
from editorial.indicators.search import search_entries
from editorial.indicators.share_card import indicator_card
from editorial.indicators.statements import mark_contradictions
from editorial.records.linked_data import LinkedData
from editorial.records.registry import LinkField, RecordType
from editorial.records.surfaces import Citation, Entry, FactType, OrganisationSection, TopicSection
from editorial.search.sources import SearchSource
from editorial.topics.models import Topic
from editorial.workflow.states import State

RECORD_TYPES = (
    RecordType(
        model=Indicator,
        order=80,
        label=_("Indicator"),
        plural=_("Indicators"),
        lists=("indicators:list",),
        navigation=Entry(_("Indicators"), 60),
        tally=Entry(_("Indicators"), 40),
        topic_section=TopicSection(
            rows=lambda topic: topic.indicators.published(),
            template="indicators/includes/topic_rows.html",
            more=_("All indicators on this topic"),
            key_rows=lambda topic: topic.key_indicators.for_listing().order_by("pk"),
            key_template="indicators/includes/key_figures.html",
        ),
        organisation_section=OrganisationSection(
            heading=_("Indicators reported by the organisation"),
            order=50,
            rows=lambda body: body.observations.filter(indicator__state=State.PUBLISHED),
            page="indicators:detail",
            path="indicator",
            title="name",
        ),
        citation=Citation(
            page="indicators:detail",
            path="observation__indicator",
            title="name",
            sources=ObservationSource,
            template="indicators/includes/statement.html",
            select_related=(
                "observation__indicator",
                "observation__unit",
                "observation__area",
                "observation__stated_by",
            ),
            prepare=mark_contradictions,
        ),
        facts=(
            FactType(
                model=Observation,
                label=_("values of indicators"),
                has_disputes=True,
                disputed_keys=lambda: Observation.objects.all().disputed_keys(),
                record="indicator",
                day="started_on",
                select_related=("indicator", "unit", "area", "stated_by"),
                contradictions=find_contradicting_rows,
            ),
        ),
        revisions=("observations", "observations__sources", "observations__explanations"),
        search=SearchSource(rows=Indicator.objects.for_search, entries=search_entries),
        linked_data=LinkedData(
            describe=describe_indicator, fields=("slug", "name", "description", "topics", "url")
        ),
        section="indicators",
        share_card=indicator_card,
        links=(LinkField(ObservationSource, "url", owner="observation__indicator"),),
        translated="name",
        embeds={
            Topic: ("topics",),
            Organisation: ("observations__stated_by",),
            Article: ("observations__sources__edition__article",),
        },
    ),
)
# Models with revisions of their own that are no records.
REVISED = (
    Unit,
    Area,
)
