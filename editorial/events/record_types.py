"""Record types of this app: what each part of the program knows of them."""

from django.utils.translation import gettext_lazy as _

from editorial.agreements.models import Agreement
from editorial.articles.models import Article
from editorial.events.linked_data import describe_event
from editorial.events.models import Event, EventSource, Mechanism, MechanismSource
from editorial.events.search import event_entries, mechanism_entries
from editorial.events.share_card import event_card
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.records.linked_data import LinkedData
from editorial.records.registry import LinkField, RecordType
from editorial.records.surfaces import Citation, Entry, FactType, OrganisationSection, TopicSection
from editorial.search.sources import SearchSource
from editorial.topics.models import Topic
from editorial.workflow.states import State

RECORD_TYPES = (
    RecordType(
        model=Event,
        order=60,
        label=_("Event"),
        plural=_("Events"),
        lists=("events:list",),
        navigation=Entry(_("Events"), 50),
        tally=Entry(_("Events"), 30),
        topic_section=TopicSection(
            rows=lambda topic: topic.events.for_listing().prefetch_related(None),
            template="events/includes/topic_rows.html",
            more=_("All events on this topic"),
        ),
        organisation_section=OrganisationSection(
            heading=_("Events"),
            order=20,
            rows=lambda body: body.participations.filter(event__state=State.PUBLISHED),
            page="events:detail",
            path="event",
            date="started_on",
        ),
        citation=Citation(
            page="events:detail",
            path="event",
            sources=EventSource,
            template="events/includes/statement.html",
            select_related=("event__place",),
        ),
        facts=(FactType(model=Event, label=_("events"), has_disputes=True, day="started_on"),),
        revisions=("participants", "outcomes", "sources", "explanations"),
        search=SearchSource(rows=Event.objects.for_search, entries=event_entries),
        linked_data=LinkedData(
            describe=describe_event,
            fields=("slug", "title", "course", "started", "ended", "place", "part_of", "topics", "url"),
            expand=("place",),
        ),
        section="events",
        share_card=event_card,
        links=(LinkField(EventSource, "url", owner="event"),),
        translated="title",
        embeds={
            Topic: ("topics",),
            Place: ("place",),
            Expert: ("participants__expert",),
            Organisation: ("participants__organisation",),
            Article: ("sources__edition__article",),
            Agreement: ("outcomes__agreement",),
            Event: ("part_of", "possibly_same_as"),
            Mechanism: ("mechanism",),
        },
        embedded_in={Agreement: ("outcomes__event",)},
        references={"outcomes__agreement": Agreement, "possibly_same_as": Event},
    ),
    RecordType(
        model=Mechanism,
        order=70,
        label=_("Cooperation mechanism"),
        plural=_("Cooperation mechanisms"),
        lists=("events:mechanisms",),
        organisation_section=OrganisationSection(
            heading=_("Cooperation mechanisms"),
            order=30,
            rows=lambda body: body.mechanisms.filter(state=State.PUBLISHED),
            page="events:mechanism",
            title="name",
        ),
        citation=Citation(
            page="events:mechanism",
            path="mechanism",
            title="name",
            sources=MechanismSource,
            template="events/includes/mechanism_statement.html",
        ),
        facts=(FactType(model=Mechanism, label=_("cooperation mechanisms"), has_disputes=True),),
        revisions=("sources", "explanations"),
        search=SearchSource(rows=Mechanism.objects.for_search, entries=mechanism_entries),
        section="series",
        links=(LinkField(MechanismSource, "url", owner="mechanism"),),
        translated="name",
        embeds={Organisation: ("organisation",), Article: ("sources__edition__article",)},
    ),
)
