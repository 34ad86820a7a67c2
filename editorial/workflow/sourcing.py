"""Require sources: nothing is published without one, and no public fact loses its last one.

A model says by `facts_without_source` which of its facts no source states, as {key: name}; `is_public` says whether
readers see the row. What was public without a source before stays so until an editor names one.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_NAMED = 10


def unsourced(row: Any) -> dict[str, str]:
    """Return the facts of a row that no source states; nothing for a row that states none."""
    facts = getattr(row, "facts_without_source", None)
    return facts() if facts else {}


def require_sources(row: Any, *, known: Mapping[str, str] | None = None) -> None:
    """Raise ValidationError naming the facts without a source, but for those that were `known` to have none."""
    found = {key: name for key, name in unsourced(row).items() if key not in (known or {})}
    if found:
        raise ValidationError(unsourced_message(found), code="no_source")


def unsourced_message(facts: Mapping[str, str]) -> str:
    """Say which facts have no source and what to do."""
    names = list(facts.values())
    listed = "; ".join(names[:MAX_NAMED])
    if len(names) > MAX_NAMED:
        listed += _(" and %(count)s more") % {"count": len(names) - MAX_NAMED}
    return _(
        "No source is named for: %(facts)s. Nothing is shown to readers without one: name the text or the "
        "document that states it."
    ) % {"facts": listed}
