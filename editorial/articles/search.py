"""Search entries of articles and collections: the current edition, never the working copy."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _
from lxml import html as lxml_html

from editorial.articles.models import Collection, Edition
from editorial.articles.models.contributor import Contributor
from editorial.articles.rendering import BLOCKS, HEADINGS
from editorial.experts.search import expert_words, organisation_facets, organisation_words, person_facets
from editorial.i18n.language_versions import version_for
from editorial.search.entry import LANGUAGES, Facet, Passage, SearchEntry, Text, available_in
from editorial.search.fields_by_language import (
    date_search_terms,
    label_in,
    path_without_language,
    text_in,
    texts,
    translations,
)
from editorial.topics.search import topic_facets, topic_words

TEXT_WITHOUT_MARKERS = ".//text()[not(ancestor::sup[contains(@class, 'footnote-ref')])]"


def article_entry(edition: Edition) -> SearchEntry:
    """Return the entry of an article as its edition reads; an article has one language."""
    article = edition.article
    contributions = list(article.contributions.all())
    abstracts = edition.abstracts.items()
    return SearchEntry(
        type="article",
        key=article.slug,
        language=edition.language,
        title=edition.title,
        titles={language: abstract["title"] for language, abstract in abstracts if abstract["title"]},
        path=path_without_language(article),
        available_in=_site_languages(edition),
        names=[
            Text(edition.subtitle, edition.language),
            *(Text(abstract["title"], language) for language, abstract in abstracts),
        ],
        keywords=[
            *(Text(word, language) for language, abstract in abstracts for word in abstract["keywords"]),
            *topic_words(article.topics.all()),
            *contributor_words(contributions),
            *(label_in(code, article.get_genre_display) for code in LANGUAGES),
            *date_search_terms(article.dated),
        ],
        passages=[
            *(Passage(abstract["text"]) for _language, abstract in abstracts if abstract["text"]),
            *edition_passages(edition),
        ],
        facets=[*topic_facets(article.topics.all()), *contributor_facets(contributions)],
        date=article.dated_on or edition.published_at.date(),
        weight=4,
    )


def _site_languages(edition: Edition) -> tuple[str, ...]:
    """Return the languages of the site whose readers find this version of a text."""
    article = edition.article
    original = article.translation_of or article
    versions = {one.language: one for one in (original, *original.translations.all()) if one.is_published}
    if len(versions) < 2:
        return tuple(LANGUAGES)
    return tuple(code for code in LANGUAGES if version_for(versions, code).pk == article.pk)


def collection_entry(collection: Collection, language: str) -> SearchEntry:
    """Return the entry of a collection in one of the languages of its title."""
    titles = translations(collection, "title")
    contributions = list(collection.contributions.all())
    publishers = [publisher.organisation for publisher in collection.publishers.all()]
    return SearchEntry(
        type="collection",
        key=collection.slug,
        language=language,
        title=titles[language],
        path=path_without_language(collection),
        available_in=available_in(language, titles),
        names=texts(collection, "title", "subtitle"),
        keywords=[
            *topic_words(collection.topics.all()),
            *contributor_words(contributions),
            *(text for publisher in publishers for text in organisation_words(publisher)),
            *(label_in(code, lambda: _("collection")) for code in LANGUAGES),
            Text(str(collection.year), language),
        ],
        passages=[Passage(text_in(language, translations(collection, "description")))],
        facets=[
            *topic_facets(collection.topics.all()),
            *contributor_facets(contributions),
            *organisation_facets(publishers),
        ],
        date=dt.date(collection.year, 1, 1),
        weight=5,
    )


def edition_passages(edition: Edition) -> list[Passage]:
    """Return the blocks of an edition with their anchors, and its notes."""
    root = lxml_html.fragment_fromstring(edition.html, create_parent="div")
    blocks = [block for block in root if block.tag in BLOCKS + HEADINGS]
    passages = [
        Passage(" ".join(" ".join(block.xpath(TEXT_WITHOUT_MARKERS)).split()), block.get("id", ""))
        for block in blocks
    ]
    notes = [
        Passage(
            lxml_html.fragment_fromstring(note["html"] or " ", create_parent="div").text_content(),
            f"fn-{note['number']}",
        )
        for note in edition.footnotes
    ]
    return [passage for passage in (*passages, *notes) if passage.text.strip()]


def contributor_words(contributions: Iterable[Contributor]) -> list[Text]:
    """Return the names of contributors, under which their texts are found too."""
    words: list[Text] = []
    for one in contributions:
        words += expert_words(one.expert) if one.expert else []
        words += organisation_words(one.organisation) if one.organisation else []
    return words


def contributor_facets(contributions: Iterable[Contributor]) -> list[Facet]:
    """Return contributors as values to narrow by."""
    return [
        *person_facets(one.expert for one in contributions if one.expert),
        *organisation_facets(one.organisation for one in contributions if one.organisation),
    ]


def article_entries(edition: Edition) -> list[SearchEntry]:
    """Return the entry of an article, in the language of its edition."""
    return [article_entry(edition)]


def collection_entries(collection: Collection) -> list[SearchEntry]:
    """Return the entries of a collection in all its languages."""
    return [collection_entry(collection, language) for language in translations(collection, "title")]
