"""What the page of a text brings together: five queries, whatever its size."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext as _

from editorial.articles.citation_block import citable, cite_block
from editorial.articles.models import Article, Contribution, Edition
from editorial.articles.places_in_edition import Place, PlacesInEdition
from editorial.articles.querysets import contributor_prefetch, related_to
from editorial.press.citations.gost import summary_note
from editorial.web.exceptions import WithdrawnError
from editorial.web.link_union import RecordLink, group_by_page, link_query, union_links
from editorial.web.views import raise_if_renamed
from editorial.workflow.states import State

WORDS_A_MINUTE = 180


@dataclass(slots=True)
class Relatives:
    """Other editions of the text, its neighbours in the book, its translations, texts about the same."""

    editions: list[Edition] = field(default_factory=list)
    previous: Edition | None = None
    following: Edition | None = None
    translations: list[Edition] = field(default_factory=list)
    related: list[Edition] = field(default_factory=list)


def get_edition_or_404(editions: "QuerySet[Edition]", *, slug: str) -> Edition:
    """Return the edition of the article.

    Raises Withdrawn for a tombstone, Renamed for an article that has another slug now, Http404 where there is none.
    """
    found = editions.filter(article__slug=slug).first()
    if found is None:
        raise_if_renamed(Article.objects.published_or_withdrawn(), slug)
        raise Http404(_("No publication or edition found at “%(slug)s”.") % {"slug": slug})
    if found.article.is_withdrawn:
        raise WithdrawnError(found.article, found.title)
    return found


def article_page(edition: Edition, *, origin: str) -> dict[str, object]:
    """Return what the template of a text shows. `origin` is `https://host`."""
    article = edition.article
    prefetch_related_objects([article], contributor_prefetch("Contribution"))
    credits_ = list(article.contributions.all())
    statements, passages = get_statements(edition)
    document = citable(edition, credits_=credits_, origin=origin)
    return {
        "edition": edition,
        "article": article,
        **credits_by_place(credits_),
        "topics": statements.pop("topics_detail", []),
        "statements": statements,
        "passages": passages,
        "relatives": related_articles(edition),
        "citable": document,
        "summary_of": summary_note(document),
        "cite": cite_block(edition, document),
        "minutes": max(1, round(edition.word_count / WORDS_A_MINUTE)),
    }


def credits_by_place(credits_: list[Contribution]) -> dict[str, list[Contribution]]:
    """Sort the credits of a text by where its page names them; under the title whoever answers comes first."""
    roles = Contribution.Role
    under_title = (roles.INTERVIEWEE, roles.INTERVIEWER, roles.AUTHOR)
    return {
        "byline": [row for role in under_title for row in credits_ if row.role == role],
        "quoted": [row for row in credits_ if row.role == roles.QUOTED],
        "other_credits": [row for row in credits_ if row.role not in (*under_title, roles.QUOTED)],
    }


def get_statements(edition: Edition) -> tuple[dict[str, list[RecordLink]], list[str]]:
    """Return what the record takes from a text, by kind, in the order of this edition, and its topics.

    Returns beside it the anchors of all passages from which something is taken. What an editor has still to decide
    about after a correction names its `edition`. One query; two for an edition that is not the current one. The
    sources of later apps are reached by relation name.
    """
    topics = link_query(edition.article.topics.all(), "topics:detail", title="name")
    found = union_links(
        _cited(edition, "agreementsources", "agreements:detail", path="agreement"),
        _cited(edition, "eventsources", "events:detail", path="event"),
        _cited(edition, "mechanismsources", "events:mechanism", path="mechanism", title="name"),
        _cited(
            edition, "observationsources", "indicators:detail", path="observation__indicator", title="name"
        ),
        _mentioned(edition, "expert", "experts:expert", title=("given_name", "family_name")),
        _mentioned(edition, "organisation", "experts:organisation", title="name"),
        topics,
    )
    cited = _placed(edition, found)
    cited.sort(key=lambda link: (link.edition, link.paragraph))
    first: dict[tuple[str, str], RecordLink] = {}
    for link in cited:
        first.setdefault((link.page, link.slug), link)
    anchors = dict.fromkeys(link.anchor for link in cited if link.anchor and not link.edition)
    return group_by_page(first.values()), list(anchors)


def _placed(edition: Edition, found: list[RecordLink]) -> list[RecordLink]:
    """Return the links with their places in the edition that is shown, without those that it does not state."""
    places = PlacesInEdition(edition, (link.edition for link in found if link.edition))
    placed = []
    for link in found:
        place = places.place(link.edition, link.anchor) if link.edition else Place("")
        if place is not None:
            placed.append(replace(link, anchor=place.anchor, edition=place.by_edition))
    return placed


def _cited(
    edition: Edition, sources: str, page: str, *, path: str, title: str = "title"
) -> "QuerySet[Any, tuple[Any, ...]]":
    sources_of_text = getattr(edition, sources).model.objects.filter(edition__article=edition.article_id)
    rows = sources_of_text.filter(**{f"{path}__state": State.PUBLISHED})
    return link_query(rows, page, path=path, title=title, anchor="anchor")


def _mentioned(
    edition: Edition, field: str, page: str, *, title: str | tuple[str, ...]
) -> "QuerySet[Any, tuple[Any, ...]]":
    """Return the people or bodies that an editor has found named in the text."""
    rows = edition.article.mentions.read().filter(**{f"{field}__state": State.PUBLISHED})
    return link_query(rows, page, path=field, title=title, anchor="edition_anchor")


def related_articles(edition: Edition) -> Relatives:
    """Return the editions around this one. One query."""
    article = edition.article
    visible = Q(article=article) | Q(is_current=True, article__state=State.PUBLISHED)
    rows = Edition.objects.light().filter(visible, article__in=_keys_around(article))
    found = Relatives()
    for row in rows.select_related("article").order_by("-number", "-article__dated_on", "article__slug"):
        _place(row, article, found)
    return found


def _keys_around(article: Article) -> "QuerySet[Any, Any]":
    """Return the keys of the article, its translations, its neighbours in the book and those about the same.

    A union, as each part is looked up by an index of its own, whatever the size of the record.
    """
    original = article.translation_of_id or article.pk
    parts = [Q(translation_of=original), Q(pk=original), Q(pk__in=related_to(article))]
    if article.collection_id and article.order_in_collection is not None:
        steps = (article.order_in_collection - 1, article.order_in_collection + 1)
        parts.append(Q(collection=article.collection_id, order_in_collection__in=steps))
    own, *others = (
        Article.objects.filter(part).order_by().values("pk") for part in (Q(pk=article.pk), *parts)
    )
    return own.union(*others)


def _place(row: Edition, article: Article, found: Relatives) -> None:
    other = row.article
    steps = (other.order_in_collection or 0) - (article.order_in_collection or 0)
    is_of_the_book = article.collection_id is not None and other.collection_id == article.collection_id
    original = article.translation_of_id or article.pk
    if other.pk == article.pk:
        found.editions.append(row)
    elif original in (other.pk, other.translation_of_id):
        found.translations.append(row)
    elif is_of_the_book and steps == -1:
        found.previous = row
    elif is_of_the_book and steps == 1:
        found.following = row
    else:
        found.related.append(row)
