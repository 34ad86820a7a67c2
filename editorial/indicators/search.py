"""Search entries of indicators: the name, and each value with who states it."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from editorial.experts.search import organisation_facets, organisation_words
from editorial.indicators.models import Indicator, Observation
from editorial.provenance.disagreements import disagreeing_with
from editorial.search.entry import Passage, SearchEntry, Text, available_in
from editorial.search.fields_by_language import (
    days_and_months,
    label_in,
    path_without_language,
    text_in,
    texts,
    translations,
)
from editorial.topics.search import topic_facets, topic_words
from editorial.values.date_format import format_period, locale_of


def build_search_entry(indicator: Indicator, language: str) -> SearchEntry:
    """Return the entry of an indicator in one of the languages it is named in."""
    names = translations(indicator, "name")
    observations = list(indicator.observations.all())
    stating = {one.stated_by.pk: one.stated_by for one in observations if one.stated_by}
    areas = {one.area.pk: one.area for one in observations if one.area}
    return SearchEntry(
        type="indicator",
        key=indicator.slug,
        language=language,
        title=names[language],
        path=path_without_language(indicator),
        available_in=available_in(language, names),
        names=texts(indicator, "name"),
        keywords=[
            label_in(language, lambda: _("indicator")),
            *topic_words(indicator.topics.all()),
            *(text for area in areas.values() for text in texts(area, "name")),
            *(text for organisation in stating.values() for text in organisation_words(organisation)),
            *(Text(figure, language) for figure in _ungrouped_numbers(observations)),
            *_days_and_months(observations),
        ],
        passages=[
            Passage(text_in(language, translations(indicator, "description"))),
            *(Passage(format_observation(one, language, observations), one.slug) for one in observations),
        ],
        facets=[*topic_facets(indicator.topics.all()), *organisation_facets(stating.values())],
        date=max((one.started_on for one in observations if one.started_on), default=None),
        weight=3,
    )


def format_observation(observation: Observation, language: str, comparable: Iterable[Observation]) -> str:
    """Return one value as a line: period, value with its unit and qualifier, area, nature, who states it, and the note.

    `comparable` are the values of the indicator, one of which may contradict it.
    """
    measured = observation.nature == Observation.Nature.MEASURED
    parts = [
        format_period(observation.started, observation.ended, locale_of(language)),
        observation.written(language),
        *(_in(language, row, "name") for row in (observation.area,) if row),
        "" if measured else _words(language, observation.get_nature_display),
        *(_in(language, row, "name") for row in (observation.stated_by,) if row),
        _words(language, lambda: _("other sources report a different value"))
        if disagreeing_with(observation, comparable)
        else "",
        _in(language, observation, "note"),
    ]
    return ", ".join(part for part in parts if part)


def _ungrouped_numbers(observations: Iterable[Observation]) -> list[str]:
    """Return the numbers that pages write with a space between thousands, without it: some readers look for those."""
    ends = (
        end for one in observations for end in (one.value, one.value_min, one.value_max) if end is not None
    )
    return list(dict.fromkeys(f"{end.normalize():f}" for end in ends if abs(end) >= 1000))


def _days_and_months(observations: Iterable[Observation]) -> list[Text]:
    texts_ = (text for one in observations for text in days_and_months(one.started, one.ended))
    return list(dict.fromkeys(texts_))


def search_entries(indicator: Indicator) -> list[SearchEntry]:
    """Return the entries of an indicator in all its languages."""
    return [build_search_entry(indicator, language) for language in translations(indicator, "name")]


def _words(language: str, label: Callable[[], object]) -> str:
    return label_in(language, label).text


def _in(language: str, row: object, field: str) -> str:
    return text_in(language, translations(row, field))
