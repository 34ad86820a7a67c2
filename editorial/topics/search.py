"""Search entries of topics, and the topic names by which other records are found."""

from collections.abc import Iterable

from editorial.search.entry import Facet, Passage, SearchEntry, Text, available_in
from editorial.search.fields_by_language import path_without_language, text_in, texts, translations
from editorial.topics.models import Topic


def build_search_entry(topic: Topic, language: str) -> SearchEntry:
    """Return the entry of a topic in one of the languages it is named in."""
    names = translations(topic, "name")
    return SearchEntry(
        type="topic",
        key=topic.slug,
        language=language,
        title=names[language],
        path=path_without_language(topic),
        available_in=available_in(language, names),
        names=texts(topic, "name"),
        passages=[
            Passage(text_in(language, translations(topic, "description"))),
            Passage(text_in(language, translations(topic, "introduction"))),
        ],
        facets=topic_facets([topic]),
        weight=6,
    )


def search_entries(topic: Topic) -> list[SearchEntry]:
    """Return the entries of a topic in all its languages."""
    return [build_search_entry(topic, language) for language in translations(topic, "name")]


def topic_facets(topics: Iterable[Topic]) -> list[Facet]:
    """Return the topics as values to narrow by."""
    return [Facet("topic", topic.slug, translations(topic, "name")) for topic in topics]


def topic_words(topics: Iterable[Topic]) -> list[Text]:
    """Return the names of topics, under which whatever is about them is found too."""
    return [text for topic in topics for text in texts(topic, "name")]
