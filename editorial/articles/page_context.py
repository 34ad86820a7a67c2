"""Context of a text's page: five queries, whatever its size."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from editorial.articles import page_queries
from editorial.articles.attribution import as_published
from editorial.articles.citation_block import citable, cite_block
from editorial.articles.models import Article, Contribution, Edition
from editorial.articles.places_in_edition import Place, PlacesInEdition
from editorial.i18n.language_versions import shown_versions, version_for
from editorial.press.citations.gost import summary_note
from editorial.records.surfaces import Label
from editorial.web.exceptions import WithdrawnError
from editorial.web.link_union import RecordLink, as_links
from editorial.web.views import raise_if_renamed

WORDS_A_MINUTE = 180


@dataclass(frozen=True, slots=True)
class CitedRecords:
    """Records of one type with their heading."""

    heading: Label
    links: list[RecordLink]


@dataclass(slots=True)
class Relatives:
    """Other editions of the text, its neighbours in the book, its translations, texts about the same."""

    editions: list[Edition] = field(default_factory=list)
    previous: Edition | None = None
    following: Edition | None = None
    translations: list[Edition] = field(default_factory=list)
    related: list[Edition] = field(default_factory=list)


def get_edition_or_404(found: Edition | None, *, slug: str) -> Edition:
    """Return the edition that was found at the slug of its article.

    Raises Withdrawn for a tombstone, Renamed for an article that has another slug now, Http404 where there is none.
    """
    if found is None:
        raise_if_renamed(Article.objects.published_or_withdrawn(), slug)
        raise Http404(_("No publication or edition found at “%(slug)s”.") % {"slug": slug})
    if found.article.is_withdrawn:
        raise WithdrawnError(found.article, found.title)
    return found


def article_page(edition: Edition, *, origin: str) -> dict[str, object]:
    """Return what the template of a text shows. `origin` is `https://host`."""
    article = edition.article
    credits_ = page_queries.credits_of(article.pk)
    article.listed_contributions = credits_  # type: ignore[attr-defined]
    statements, topics, passages = get_statements(edition)
    document = citable(edition, credits_=credits_, origin=origin)
    relatives = related_articles(edition)
    return {
        "edition": edition,
        "article": article,
        **credits_by_place(credits_),
        "topics": topics,
        "statements": statements,
        "passages": passages,
        "published_as": as_published(article),
        "relatives": relatives,
        "paths_by_language": paths_by_language(edition, relatives),
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


def get_statements(edition: Edition) -> tuple[list[CitedRecords], list[RecordLink], list[str]]:
    """Return the records that a text states or names, by type, in the order of this edition; its topics.

    Returns beside them the anchors of all passages from which something is taken. What an editor has still to decide
    about after a correction names its `edition`. One query; two for an edition that is not the current one.
    """
    types = page_queries.cited_types()
    cited = _placed(edition, as_links(page_queries.taken_from(edition.article_id)))
    cited.sort(key=lambda link: (link.edition, link.paragraph))
    first: dict[tuple[str, str], RecordLink] = {}
    for link in cited:
        first.setdefault((link.page, link.slug), link)
    anchors = dict.fromkeys(link.anchor for link in cited if link.anchor and not link.edition)
    by_page: dict[str, list[RecordLink]] = {}
    for link in first.values():
        by_page.setdefault(link.page, []).append(link)
    groups = [
        CitedRecords(one.plural, by_page[one.citation.page])
        for one in types
        if one.citation is not None and one.citation.page in by_page
    ]
    return groups, by_page.get(page_queries.TOPIC_PAGE, []), list(anchors)


def _placed(edition: Edition, found: list[RecordLink]) -> list[RecordLink]:
    """Return the links with their places in the edition that is shown, without those that it does not state."""
    places = PlacesInEdition(edition, (link.edition for link in found if link.edition))
    placed = []
    for link in found:
        place = places.place(link.edition, link.anchor) if link.edition else Place("")
        if place is not None:
            placed.append(link._replace(anchor=place.anchor, edition=place.by_edition))
    return placed


def related_articles(edition: Edition) -> Relatives:
    """Return the editions around this one. One query."""
    article = edition.article
    original, place = article.translation_of_id or article.pk, article.order_in_collection
    if article.collection_id and place is not None:
        rows = page_queries.editions_around_in_book(
            article.pk, original, article.collection_id, place - 1, place + 1
        )
    else:
        rows = page_queries.editions_around(article.pk, original)
    found = Relatives()
    for row in rows:
        _place(row, article, found)
    found.related = shown_versions(found.related, lambda row: row.article)
    return found


def paths_by_language(edition: Edition, relatives: Relatives) -> dict[str, str]:
    """Return the address of a text in each language of the site, each with the version that its readers are shown."""
    versions = {row.language: row.article for row in (*relatives.translations, edition)}
    return {
        code: re.sub(r"^/[a-z-]+/", f"/{code}/", version_for(versions, code).get_absolute_url())
        for code, _name in settings.LANGUAGES
    }


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
