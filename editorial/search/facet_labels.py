"""Labels of types, languages and other facet values in the language of the reader."""

from django.utils.functional import Promise

from editorial.search.engine import FacetCount
from editorial.values.languages import Language

TYPE_LABELS: dict[str, str | Promise] = {}  # filled by the registry of record types


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
