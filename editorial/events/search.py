"""Search entries of events and mechanisms."""

from editorial.events.models import Event, Mechanism, Outcome, Participant
from editorial.experts.search import expert_words, organisation_facets, organisation_words, person_facets
from editorial.search.acronyms import build_acronyms
from editorial.search.entry import LANGUAGES, Passage, SearchEntry, Text, available_in
from editorial.search.fields_by_language import (
    date_search_terms,
    days_and_months,
    label_in,
    path_without_language,
    text_in,
    texts,
    translations,
)
from editorial.topics.search import topic_facets, topic_words
from editorial.values.countries import country_name
from editorial.values.roman import roman


def event_entry(event: Event, language: str) -> SearchEntry:
    """Return the entry of an event in one of the languages of its title."""
    titles = translations(event, "title")
    participants = list(event.participants.all())
    return SearchEntry(
        type="event",
        key=event.slug,
        language=language,
        title=titles[language],
        path=path_without_language(event),
        available_in=available_in(language, titles),
        names=texts(event, "title"),
        keywords=[
            *(label_in(code, event.get_kind_display) for code in LANGUAGES),
            *topic_words(event.topics.all()),
            *(texts(event.mechanism, "name") if event.mechanism else ()),
            *(texts(event.place, "name") if event.place else ()),
            *(text for participant in participants for text in participant_words(participant)),
            *date_search_terms(event.started, event.ended),
            *number_words(event.number),
        ],
        passages=[
            Passage(text_in(language, translations(event, "note"))),
            *(Passage(_outcome_in(language, outcome)) for outcome in event.outcomes.all()),
        ],
        facets=[
            *topic_facets(event.topics.all()),
            *person_facets(one.expert for one in participants if one.expert),
            *organisation_facets(one.organisation for one in participants if one.organisation),
        ],
        date=event.started_on,
        weight=4,
    )


def mechanism_entry(mechanism: Mechanism, language: str) -> SearchEntry:
    """Return the entry of a mechanism in one of the languages it is named in."""
    names = translations(mechanism, "name")
    return SearchEntry(
        type="mechanism",
        key=mechanism.slug,
        language=language,
        title=names[language],
        path=path_without_language(mechanism),
        available_in=available_in(language, names),
        names=texts(mechanism, "name"),
        keywords=[
            label_in(language, mechanism.get_kind_display),
            *build_acronyms(texts(mechanism, "name")),
            *days_and_months(mechanism.since_date),
            *(Text(country_name(code, language), language) for code in mechanism.country_codes),
        ],
        passages=[Passage(text_in(language, translations(mechanism, "note")))],
        facets=organisation_facets([mechanism.organisation] if mechanism.organisation else []),
        date=mechanism.since,
        weight=4,
    )


def number_words(number: int | None) -> list[Text]:
    """Return the number of a session in the ways it is written: 12 and XII."""
    return [Text(f"{number} {roman(number)}", "en", is_name=True)] if number else []


def participant_words(participant: Participant) -> list[Text]:
    """Return the names of a participant in every language."""
    if participant.expert:
        return expert_words(participant.expert)
    if participant.organisation:
        return organisation_words(participant.organisation)
    return [Text(country_name(participant.country, language), language) for language in LANGUAGES]


def event_entries(event: Event) -> list[SearchEntry]:
    """Return the entries of an event in all its languages."""
    return [event_entry(event, language) for language in translations(event, "title")]


def mechanism_entries(mechanism: Mechanism) -> list[SearchEntry]:
    """Return the entries of a mechanism in all its languages."""
    return [mechanism_entry(mechanism, language) for language in translations(mechanism, "name")]


def _outcome_in(language: str, outcome: Outcome) -> str:
    text = text_in(language, translations(outcome, "text"))
    return text or text_in(language, translations(outcome.agreement, "title"))
