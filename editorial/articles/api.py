"""Articles and collections in the API; and how the API writes a source."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from editorial.articles.api_attribution import ATTRIBUTION, serialize_attribution
from editorial.articles.api_renderers import RENDERERS, render_articles
from editorial.articles.attribution import to_named
from editorial.articles.body_pictures import pictures_in_body
from editorial.articles.filters import ArticleQuery, CollectionQuery
from editorial.articles.models import Article, Collection, CollectionPublisher, Edition
from editorial.articles.models.contributor import Contributor
from editorial.articles.models.source import EditionSource
from editorial.articles.notes import cited_works
from editorial.experts.api import ExpertSerializer, OrganisationSerializer
from editorial.experts.querysets import listed_positions
from editorial.places.api import PlaceSerializer
from editorial.provenance.disagreements import disagreements
from editorial.provenance.models import Aspect
from editorial.topics.api import TopicSerializer, TopicSlugField
from editorial.web.api.field_selection import Expansion
from editorial.web.api.fields import PublishedSlugField
from editorial.web.api.serializers import FastModelSerializer, FastSerializer
from editorial.web.api.value_fields import (
    PageAddressField,
    PartialDateField,
    TranslatedField,
    format_timestamp,
)
from editorial.web.api.viewsets import RecordViewSet


def current_edition(article: Article) -> Edition:
    """The edition that `current_editions` of the querysets brought."""
    edition: Edition = article.current_editions[0]  # type: ignore[attr-defined]
    return edition


class SourceSerializer(FastSerializer[EditionSource]):
    """The place where a fact is stated: a passage of an article in the record, or a document outside it.

    `aspect` is what the fact's `disagreements` may be about; `statement` is what this source says of it.
    An `edition` before the current one of the article has the passage as it was before a correction that editors have
    yet to follow.
    """

    article = serializers.SerializerMethodField()
    edition = serializers.IntegerField(source="edition.number", default=None, allow_null=True)
    passage = serializers.CharField(source="anchor")
    pages = serializers.CharField()
    pages_of = serializers.SerializerMethodField()
    document_title = serializers.CharField()
    document_author = serializers.CharField()
    document_outlet = serializers.CharField()
    document_date = PartialDateField(source="document_dated")
    url = serializers.SerializerMethodField()
    quotation = serializers.CharField()
    aspect = serializers.CharField()
    statement = TranslatedField()

    @extend_schema_field({"type": ["string", "null"]})
    def get_article(self, source: EditionSource) -> str | None:
        """The slug of the article."""
        return source.edition.article.slug if source.edition else None

    @extend_schema_field({"type": "string", "enum": ["text", "original", "document"]})
    def get_pages_of(self, source: EditionSource) -> str:
        """Owner of the pages: a full text, the original of a summary, or a document outside the record."""
        if source.edition is None:
            return "document"
        return "original" if source.edition.article.is_digest else "text"

    def get_url(self, source: EditionSource) -> str:
        """The address of the passage; empty where there is none."""
        address = source.passage_url
        return f"{self.context.get('origin', '')}{address}" if address.startswith("/") else address


@extend_schema_field({"type": "array", "items": {"type": "string", "enum": Aspect.values}})
class DisagreementsField(serializers.Field):  # type: ignore[type-arg]
    """Differences between the sources of a fact; `statement` of each source has what it says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="sources", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> list[str]:
        """Name what they disagree about."""
        return [str(one.aspect) for one in disagreements(value.all())]


class ContributorSerializer(FastSerializer[Contributor]):
    """Who: the slug and name of an expert or of an organisation, and the position at the time."""

    role = serializers.CharField()
    order = serializers.IntegerField()
    expert = PublishedSlugField()
    organisation = PublishedSlugField()
    name = serializers.SerializerMethodField()
    position = TranslatedField()

    def get_name(self, contributor: Contributor) -> str:
        """The name in the language of the answer."""
        language = self.context.get("language") or settings.LANGUAGE_CODE
        return to_named(contributor, language).name


class PublisherSerializer(FastModelSerializer[CollectionPublisher]):
    """A body that published a collection or helped to."""

    organisation = PublishedSlugField()

    class Meta:
        model = CollectionPublisher
        fields = ("role", "organisation")


class ArticleSerializer(FastModelSerializer[Article]):
    """An article as a list shows it: catalogue data live, the title as the current edition has it."""

    title = serializers.SerializerMethodField()
    titles = serializers.SerializerMethodField()
    edition = serializers.SerializerMethodField()
    updated_at = serializers.SerializerMethodField()
    dated = PartialDateField()
    outlet = PublishedSlugField()
    collection = PublishedSlugField()
    topics = TopicSlugField(many=True, source="listed_topics")
    contributions = ContributorSerializer(many=True, read_only=True, source="listed_contributions")
    attribution = serializers.SerializerMethodField()
    first_page = serializers.SerializerMethodField()
    last_page = serializers.SerializerMethodField()
    url = PageAddressField()

    class Meta:
        model = Article
        fields = (
            "id", "slug", "genre", "language", "title", "titles", "dated", "dated_on", "outlet", "source_url", "collection",
            "order_in_collection", "first_page", "last_page", "doi", "is_digest", "attribution", "topics", "contributions", "edition",
            "published_at", "updated_at", "url",
        )  # fmt: skip

    def get_title(self, article: Article) -> str:
        """The title in the language of the text."""
        return current_edition(article).title

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_titles(self, article: Article) -> dict[str, str]:
        """The titles by language, as far as the text gives them."""
        abstracts = current_edition(article).abstracts
        return {code: abstract["title"] for code, abstract in abstracts.items() if abstract["title"]}

    @extend_schema_field(ATTRIBUTION)
    def get_attribution(self, article: Article) -> dict[str, Any]:
        """The nature of the text, its creators, and for an editorial summary the publication that it summarises."""
        return serialize_attribution(article, current_edition(article))

    def get_first_page(self, article: Article) -> int | None:
        """The first printed page of the text itself; null for a summary, whose original has the pages."""
        return None if article.is_digest else article.first_page

    def get_last_page(self, article: Article) -> int | None:
        """The last printed page of the text itself; null for a summary."""
        return None if article.is_digest else article.last_page

    def get_edition(self, article: Article) -> int:
        """The number of the current edition."""
        return current_edition(article).number

    @extend_schema_field({"type": "string", "format": "date-time"})
    def get_updated_at(self, article: Article) -> str:
        """Time at which the current edition was published."""
        return format_timestamp(current_edition(article).published_at)


class ArticleDetailSerializer(ArticleSerializer):
    """An article with its text, notes, references and editions."""

    text = serializers.SerializerMethodField()
    editions = serializers.SerializerMethodField()
    translation_of = PublishedSlugField()

    class Meta(ArticleSerializer.Meta):
        fields = (*ArticleSerializer.Meta.fields, "text", "editions", "translation_of", "note")  # type: ignore[assignment]

    @extend_schema_field({"type": "object"})
    def get_text(self, article: Article) -> dict[str, Any]:
        """Contents of the current edition: abstracts, HTML, plain text, notes, references, figures."""
        edition = current_edition(article)
        names = ("subtitle", "abstracts", "html", "text", "headings", "footnotes", "checksum")
        origin = str(self.context.get("origin", ""))
        return {name: getattr(edition, name) for name in names} | {
            "references": cited_works(edition.references, edition.footnotes),
            "figures": pictures_in_body(edition.html, origin),
        }

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_editions(self, article: Article) -> list[dict[str, Any]]:
        """Every edition with the note of its correction."""
        return [
            {
                "number": edition.number,
                "published_at": format_timestamp(edition.published_at),
                "correction_note": edition.correction_note,
                "checksum": edition.checksum,
            }
            for edition in article.editions.all()
        ]


class CollectionSerializer(FastModelSerializer[Collection]):
    """A collection as a list shows it."""

    title = TranslatedField()
    subtitle = TranslatedField()
    place = PublishedSlugField()
    topics = TopicSlugField(many=True)
    url = PageAddressField()

    class Meta:
        model = Collection
        fields = (
            "id",
            "slug",
            "title",
            "subtitle",
            "language",
            "year",
            "place",
            "isbn",
            "doi",
            "topics",
            "url",
        )


class ContentsLineSerializer(FastModelSerializer[Article]):
    """A line of the contents."""

    title = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields = ("order_in_collection", "slug", "title", "genre", "first_page", "last_page")

    def get_title(self, article: Article) -> str:
        """The title in the language of the text."""
        return current_edition(article).title


class CollectionDetailSerializer(CollectionSerializer):
    """A collection with its publisher's page and contents."""

    description = TranslatedField()
    note = TranslatedField()
    publishers = PublisherSerializer(many=True, read_only=True)
    contributions = ContributorSerializer(many=True, read_only=True)
    articles = ContentsLineSerializer(many=True, read_only=True)

    class Meta(CollectionSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *CollectionSerializer.Meta.fields, "description", "note", "publishers", "contributions", "articles",
        )  # fmt: skip


CONTRIBUTOR_EXPANSIONS = {
    "topics": Expansion(TopicSerializer),
    "contributions.expert": Expansion(
        ExpertSerializer, (listed_positions("listed_contributions__expert__"),)
    ),
    "contributions.organisation": Expansion(OrganisationSerializer),
}


class ArticleViewSet(RecordViewSet):
    """Published texts."""

    renderer_classes = [*RecordViewSet.renderer_classes, *RENDERERS]

    expandable = {
        **CONTRIBUTOR_EXPANSIONS,
        "collection": Expansion(CollectionSerializer, ("collection__topics",), select=("collection__place",)),
        "outlet": Expansion(OrganisationSerializer),
    }

    queryset = Article.objects.for_api()
    detail_queryset = Article.objects.for_api_detail()
    serializer_class = ArticleSerializer
    detail_serializer_class = ArticleDetailSerializer
    filterset_class = ArticleQuery
    ordering_fields = ("slug", "dated_on", "published_at", "changed_at", "order_in_collection")

    def render_file(self, rows: Iterable[Article]) -> Iterable[bytes]:
        """Write texts as the press does."""
        return render_articles(self.request, rows)


class CollectionViewSet(RecordViewSet):
    """Printed collections."""

    expandable = {"topics": Expansion(TopicSerializer), "place": Expansion(PlaceSerializer)}

    queryset = Collection.objects.for_api()
    detail_queryset = Collection.objects.for_api_detail()
    serializer_class = CollectionSerializer
    detail_serializer_class = CollectionDetailSerializer
    filterset_class = CollectionQuery
    ordering_fields = ("slug", "year", "changed_at")
