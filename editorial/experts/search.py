"""Search entries of experts and organisations, and the names by which other records are found."""

from collections.abc import Iterable

from editorial.experts.models import Expert, Organisation
from editorial.search.acronyms import build_acronyms
from editorial.search.entry import LANGUAGES, Facet, Passage, SearchEntry, Text, available_in
from editorial.search.fields_by_language import (
    days_and_months,
    label_in,
    path_without_language,
    text_in,
    texts,
    translations,
)


def names_by_language(expert: Expert) -> dict[str, str]:
    """Return the name of a person by language, given name first."""
    given = translations(expert, "given_name")
    return {
        language: f"{given.get(language, '')} {family}".strip()
        for language, family in translations(expert, "family_name").items()
    }


def expert_words(expert: Expert) -> list[Text]:
    """Return every form of a person's name."""
    forms = [(form.name, form.language) for form in expert.name_forms.all()]
    names = [*((name, language) for language, name in names_by_language(expert).items()), *forms]
    return [Text(name, language, is_name=True) for name, language in names]


def organisation_words(organisation: Organisation) -> list[Text]:
    """Return every form of an organisation's name, as words and as names."""
    forms = [Text(form.name, form.language, is_name=True) for form in organisation.name_forms.all()]
    return [
        *texts(organisation, "name"),
        *texts(organisation, "name", "short_name", is_name=True),
        *forms,
    ]


def person_facets(experts: Iterable[Expert]) -> list[Facet]:
    """Return people as values to narrow by."""
    return [Facet("person", expert.slug, names_by_language(expert)) for expert in experts]


def organisation_facets(organisations: Iterable[Organisation]) -> list[Facet]:
    """Return organisations as values to narrow by, under their short names where they have one."""
    return [
        Facet("organisation", one.slug, translations(one, "name") | translations(one, "short_name"))
        for one in organisations
    ]


def expert_entry(expert: Expert, language: str) -> SearchEntry:
    """Return the entry of a person in one of the languages they are named in."""
    names = names_by_language(expert)
    affiliations = list(expert.affiliations.all())
    return SearchEntry(
        type="expert",
        key=expert.slug,
        language=language,
        title=names[language],
        path=path_without_language(expert),
        available_in=available_in(language, names),
        names=expert_words(expert),
        keywords=[
            *(label_in(code, expert.get_kind_display) for code in LANGUAGES),
            *(text for one in affiliations for text in texts(one, "position")),
            *(text for one in affiliations for text in organisation_words(one.organisation)),
            *texts(expert, "note"),
            *(text for one in affiliations for text in days_and_months(one.started, one.ended)),
        ],
        passages=[
            *(
                Passage(
                    f"{text_in(language, translations(one, 'position'))}, {_name_in(language, one.organisation)}"
                )
                for one in affiliations
            ),
            Passage(text_in(language, translations(expert, "degree"))),
            Passage(text_in(language, translations(expert, "note"))),
        ],
        facets=[*person_facets([expert]), *organisation_facets(one.organisation for one in affiliations)],
        weight=4,
    )


def organisation_entry(organisation: Organisation, language: str) -> SearchEntry:
    """Return the entry of an organisation in one of the languages it is named in."""
    names = translations(organisation, "name")
    return SearchEntry(
        type="organisation",
        key=organisation.slug,
        language=language,
        title=names[language],
        path=path_without_language(organisation),
        available_in=available_in(language, names),
        names=organisation_words(organisation),
        keywords=[
            label_in(language, organisation.get_kind_display),
            *build_acronyms(texts(organisation, "name")),
            Text(organisation.country_name, language),
        ],
        passages=[Passage(text_in(language, translations(organisation, "note")))],
        facets=organisation_facets([organisation]),
        weight=4,
    )


def expert_entries(expert: Expert) -> list[SearchEntry]:
    """Return the entries of a person in all their languages."""
    return [expert_entry(expert, language) for language in names_by_language(expert)]


def organisation_entries(organisation: Organisation) -> list[SearchEntry]:
    """Return the entries of an organisation in all its languages."""
    return [organisation_entry(organisation, language) for language in translations(organisation, "name")]


def _name_in(language: str, organisation: Organisation) -> str:
    return text_in(language, translations(organisation, "name"))
