"""Search entries of agreements."""

from editorial.agreements.models import Agreement, Party
from editorial.experts.search import organisation_facets, organisation_words
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


def build_search_entry(agreement: Agreement, language: str) -> SearchEntry:
    """Return the entry of an agreement in one of the languages of its title."""
    titles = translations(agreement, "title")
    parties = list(agreement.parties.all())
    organisations = [party.organisation for party in parties if party.organisation]
    return SearchEntry(
        type="agreement",
        key=agreement.slug,
        language=language,
        title=titles[language],
        path=path_without_language(agreement),
        available_in=available_in(language, titles),
        names=texts(agreement, "title"),
        keywords=[
            *(label_in(code, agreement.get_kind_display) for code in LANGUAGES),
            *(
                label_in(language, label)
                for label in (agreement.get_level_display, agreement.get_scope_display)
            ),
            *topic_words(agreement.topics.all()),
            *(text for party in parties for text in party_names(party)),
            *(texts(agreement.place, "name") if agreement.place else ()),
            *date_search_terms(agreement.signed),
            *(text for action in agreement.actions.all() for text in days_and_months(action.dated)),
        ],
        passages=[
            Passage(text_in(language, translations(agreement, "note"))),
            Passage(text_in(language, translations(agreement, "depositary"))),
            Passage(agreement.registration),
            Passage(agreement.publication),
        ],
        facets=[*topic_facets(agreement.topics.all()), *organisation_facets(organisations)],
        date=agreement.signed_on,
        weight=4,
    )


def party_names(party: Party) -> list[Text]:
    """Return the names of a party in every language."""
    if party.organisation:
        return organisation_words(party.organisation)
    return [Text(country_name(party.country, language), language) for language in LANGUAGES]


def search_entries(agreement: Agreement) -> list[SearchEntry]:
    """Return the entries of an agreement in all its languages."""
    return [build_search_entry(agreement, language) for language in translations(agreement, "title")]
