"""The desk's form of a unit: what is written after a number, asked by examples and not by grammar."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from editorial.desk.optimistic_lock import VersionedForm
from editorial.indicators.models import Observation, Unit, validate_forms
from editorial.values.languages import Language
from editorial.values.quantities import (
    GRAMMARS,
    NUMBER,
    ORDINAL,
    form_names,
    format_number,
    sample_numbers,
    write_quantity,
)

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
EXAMPLES = tuple(map(Decimal, ("1", "2", "5", "1.5")))


def field_name(language: str, form: str) -> str:
    """Return the name of the field for one form in one language."""
    return f"forms_{language}_{form}"


def fields_of(language: str) -> tuple[str, ...]:
    """Return the fields of a language, as many as it has forms."""
    return tuple(field_name(language, form) for form in form_names(language))


def example_label(language: str, form: str) -> Any:
    """Return the place of a form by examples: «1, 21, 31 …», «1,5 …», «5 … артық / 5 … кем (более, менее)»."""
    grammar = GRAMMARS.get(language)
    if grammar and form in grammar.cases:
        phrases = {name: phrase for name, phrase in grammar.qualifiers.items() if phrase.form == form}
        patterns = " / ".join(phrase.pattern.replace("{}", "5 …") for phrase in phrases.values())
        meanings = [Observation.Qualifier(name).label for name in phrases]
        return format_lazy("{} ({})", patterns, format_lazy(", ".join("{}" for _one in meanings), *meanings))
    numbers = sample_numbers(form, language)
    if grammar and not grammar.is_declined_by_number:
        numbers = [Decimal(1), Decimal(2), Decimal("1.5")]
    return f"{', '.join(format_number(number, language) for number in numbers)} …"


def as_pattern(text: str) -> str:
    """Return the pattern of what an editor typed: words alone stand after the number."""
    return text if not text or NUMBER in text or ORDINAL in text else f"{NUMBER} {text}"


def as_typed(pattern: str) -> str:
    """Return what the field shows for a pattern: words that stand after the number, without it."""
    words = pattern.removeprefix(f"{NUMBER} ")
    return pattern if NUMBER in words or ORDINAL in words else words


def examples(unit: Unit, language: str) -> str:
    """Return numbers with the unit, as pages write them: «1 год, 2 года, 5 лет, 1,5 года, более 5 лет»."""
    patterns, code = unit.forms_in(language)
    plain = [write_quantity([number], language, patterns, forms_language=code) for number in EXAMPLES]
    qualified = [
        write_quantity([Decimal(5)], language, patterns, qualifier=qualifier, forms_language=code)
        for qualifier in ("more_than", "up_to")
    ]
    return ", ".join(dict.fromkeys((*plain, *qualified)))


def _form_fields() -> Iterator[tuple[str, forms.Field]]:
    for language in LANGUAGES:
        for form in form_names(language):
            yield (
                field_name(language, form),
                forms.CharField(
                    label=example_label(language, form),
                    required=False,
                    max_length=100,
                    widget=UnfoldAdminTextInputWidget(attrs={"lang": language, "autocomplete": "off"}),
                ),
            )


class UnitFormBase(VersionedForm):
    """The words after a number, one field for each form that a language has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            patterns: Mapping[str, str] = self.instance.forms.get(language, {})
            for form in form_names(language):
                self.initial.setdefault(field_name(language, form), as_typed(patterns.get(form, "")))

    def clean(self) -> dict[str, Any] | None:
        """Refuse forms of which the one that is used most is missing."""
        cleaned = super().clean() or {}
        for language in LANGUAGES:
            patterns = self._patterns(cleaned, language)
            if patterns and "other" not in patterns:
                self.add_error(
                    field_name(language, "other"), _("Fill in this form, or none of this language.")
                )
            for form, pattern in patterns.items():
                try:
                    validate_forms({language: {form: pattern}})
                except ValidationError as error:
                    self.add_error(field_name(language, form), error)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        patterns = {language: self._patterns(self.cleaned_data, language) for language in LANGUAGES}
        self.instance.forms = {language: forms for language, forms in patterns.items() if forms}

    @staticmethod
    def _patterns(cleaned: Mapping[str, Any], language: str) -> dict[str, str]:
        typed = {form: cleaned.get(field_name(language, form), "") for form in form_names(language)}
        return {form: as_pattern(text.strip()) for form, text in typed.items() if text and text.strip()}


UnitForm = type("UnitForm", (UnitFormBase,), dict(_form_fields()))


def _fieldset(language: str, **options: Any) -> Any:
    title = format_lazy("{}: {}", _("Forms after a number"), Language(language).label)
    return (title, {"fields": fields_of(language), **options})


EXPLANATION = _(
    "What is written after the numbers shown: the words alone, or with {n} for the number where it does not "
    "come first (“USD {n} million”); {nth} is an ordinal, {n} alone a number without a unit. Fields left "
    "empty: the symbol, else the name, is used."
)
FORMS_FIELDSETS: Any = (
    _fieldset(LANGUAGES[0], description=EXPLANATION),
    *(_fieldset(language) for language in LANGUAGES[1:]),
)


def examples_in_desk_language(unit: Unit) -> str:
    """Return the examples in the language of the desk."""
    return examples(unit, get_language() or settings.LANGUAGE_CODE)
