"""Record types of this app: what each part of the program knows of them."""

from django.utils.translation import gettext_lazy as _

from editorial.articles.linked_data import describe_article, describe_collection, from_edition_page
from editorial.articles.models import (
    Article,
    Collection,
    Edition,
    ExpertSource,
    Footnote,
    Picture,
    Reference,
)
from editorial.articles.search import article_entries, collection_entries
from editorial.articles.share_card import article_card, collection_card
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.records.linked_data import LinkedData
from editorial.records.registry import LinkField, RecordType
from editorial.records.surfaces import Entry, OrganisationSection, TopicSection
from editorial.search.sources import SearchSource
from editorial.topics.models import Topic
from editorial.workflow.states import State

RECORD_TYPES = (
    RecordType(
        model=Collection,
        order=20,
        label=_("Collection"),
        plural=_("Collections"),
        lists=("articles:collections",),
        navigation=Entry(_("Collections"), 10),
        organisation_section=OrganisationSection(
            heading=_("Collections"),
            order=40,
            rows=lambda body: body.published_collections.filter(collection__state=State.PUBLISHED),
            page="articles:collection",
            path="collection",
        ),
        revisions=("publishers", "contributions"),
        search=SearchSource(rows=Collection.objects.for_search, entries=collection_entries),
        linked_data=LinkedData(
            describe=describe_collection,
            fields=(
                "slug",
                "title",
                "language",
                "year",
                "isbn",
                "publishers",
                "topics",
                "description",
                "url",
            ),
        ),
        section="collections",
        share_card=collection_card,
        translated="title",
        embeds={
            Topic: ("topics",),
            Place: ("place",),
            Expert: ("contributions__expert",),
            Organisation: ("publishers__organisation", "contributions__organisation"),
            Article: ("articles",),
        },
    ),
    RecordType(
        model=Article,
        order=10,
        label=_("Article"),
        plural=_("Articles"),
        lists=("articles:list",),
        navigation=Entry(_("Articles"), 20),
        tally=Entry(_("Publications"), 10),
        topic_section=TopicSection(
            rows=lambda topic: Article.objects.for_listing().under(topic).in_page_language(),
            template="articles/includes/topic_rows.html",
            heading=_("Publications"),
            more=_("All articles on this topic"),
        ),
        revisions=("abstracts", "contributions", "footnotes", "references"),
        search=SearchSource(rows=Edition.objects.for_search, entries=article_entries, key="article__slug"),
        linked_data=LinkedData(
            describe=describe_article,
            fields=(
                "slug",
                "genre",
                "language",
                "title",
                "titles",
                "dated",
                "outlet",
                "source_url",
                "collection",
                "first_page",
                "last_page",
                "doi",
                "attribution",
                "topics",
                "contributions",
                "edition",
                "published_at",
                "updated_at",
                "url",
            ),
            expand=("outlet",),
            from_page=from_edition_page,
        ),
        section="articles",
        share_card=article_card,
        links=(
            LinkField(Footnote, "url", owner="article"),
            LinkField(Reference, "url", owner="article"),
            LinkField(Article, "source_url"),
            LinkField(ExpertSource, "url", owner="expert"),
        ),
        translated="title",
        embeds={
            Topic: ("topics",),
            Expert: ("contributions__expert",),
            Organisation: ("outlet", "contributions__organisation"),
            Collection: ("collection",),
            Article: ("translation_of",),
        },
        references={"collection": Collection},
        # As the contents of a collection have it.
        embedded_fields=("genre", "order_in_collection", "first_page", "last_page"),
        embedded_values={"title": Edition.objects.current_titles},
    ),
)
# Models with revisions of their own that are no records.
REVISED = (Picture,)
