"""Numbers that others give out: DOI, ISBN and ISSN, checked as far as they can be without asking anyone."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DOI = re.compile(r"10\.\d{4,9}/[!-~]+", re.ASCII)


def valid_doi(value: str) -> None:
    """Accept a DOI by itself, not its address."""
    if not DOI.fullmatch(value):
        raise ValidationError(
            _("Enter the DOI without https://doi.org/, for example 10.1234/name."), code="no_doi"
        )


def valid_isbn(value: str) -> None:
    """Accept an ISBN of 10 or 13 digits, with or without hyphens, whose check digit is right."""
    digits = value.replace("-", "").replace(" ", "").upper()
    if not (_is_isbn_13(digits) or _is_isbn_10(digits)):
        raise ValidationError(
            _("Invalid ISBN “%(value)s”: a digit is missing or wrong."),
            code="no_isbn",
            params={"value": value},
        )


def valid_issn(value: str) -> None:
    """Accept an ISSN as 1234-5679, whose check digit is right."""
    is_written_well = re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9X]", value, re.ASCII)
    digits = value.replace("-", "")
    if (
        not is_written_well
        or sum((10 if digit == "X" else int(digit)) * (8 - place) for place, digit in enumerate(digits)) % 11
    ):
        raise ValidationError(
            _("Invalid ISSN “%(value)s”: enter it as 1234-5679."), code="no_issn", params={"value": value}
        )


def _is_isbn_13(digits: str) -> bool:
    if not re.fullmatch(r"97[89][0-9]{10}", digits):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def _is_isbn_10(digits: str) -> bool:
    if not re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        return False
    return (
        sum((10 if digit == "X" else int(digit)) * (10 - place) for place, digit in enumerate(digits)) % 11
        == 0
    )
