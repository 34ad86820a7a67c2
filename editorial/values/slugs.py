"""Slugs: the stable part of an address, in Latin letters."""

import re
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.values.text_fields import SlugField

PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_LETTERS = {
    **dict(zip("абвгдезийклмнопрстуфхцыэё", "a b v g d e z i y k l m n o p r s t u f h c y e e".split(), strict=True)),
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "ъ": "", "ь": "",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i",
    "ə": "a", "ı": "i", "ğ": "g", "ş": "sh", "ç": "ch", "ö": "o", "ü": "u", "i̇": "i",
}  # fmt: skip


def slugify(text: str, *, max_length: int = 80) -> str:
    """Write a title of any of the four languages as a slug, cut at a word."""
    latin = "".join(_LETTERS.get(letter, letter) for letter in text.lower())
    words = re.findall(r"[a-z0-9]+", latin)
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:max_length]
        if len(longer) > max_length:
            break
        slug = longer
    return slug


class RecordSlugField(SlugField):  # type: ignore[type-arg]
    """The address of a record: unique in its type, small Latin letters, figures and single hyphens."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("URL slug"))
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault("unique", True)
        kwargs.setdefault(
            "help_text",
            _("Part of the page address. Existing links depend on it; change it only to correct an error."),
        )
        super().__init__(*args, **kwargs)
        self.validators = [
            *self.validators,
            RegexValidator(PATTERN, _("Use only lower-case Latin letters, digits and single hyphens.")),
        ]


def slug_not_empty(*, prefix: str) -> models.CheckConstraint:
    """Constrain a slug to be there."""
    return models.CheckConstraint(condition=~Q(slug=""), name=f"{prefix}_slug_not_empty")
