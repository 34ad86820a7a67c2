"""What types, languages and other values of facets are called in the language of the reader."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from editorial.search.engine import FacetCount
from editorial.values.languages import Language

TYPE_LABELS: Mapping[str, str | Promise] = {
    "article": gettext_lazy("Article"),
    "collection": gettext_lazy("Collection"),
    "agreement": gettext_lazy("Agreement"),
    "event": gettext_lazy("Event"),
    "mechanism": gettext_lazy("Cooperation mechanism"),
    "indicator": gettext_lazy("Indicator"),
    "expert": gettext_lazy("Person"),
    "organisation": gettext_lazy("Organisation"),
    "topic": gettext_lazy("Topic"),
}


def value_label(kind: str, value: FacetCount) -> str:
    """Return the words for a value: those of the interface for types and languages, else its own."""
    if kind == "type":
        return str(TYPE_LABELS.get(value.value, value.label))
    if kind == "language":
        return language_label(value.value)
    return value.label


def language_label(code: str) -> str:
    """Return the name of a language in the language of the page."""
    return str(dict(Language.choices).get(code, code))
