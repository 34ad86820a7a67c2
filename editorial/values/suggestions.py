"""Suggestions for unknown names."""

import difflib
from collections.abc import Iterable

from django.utils.translation import gettext as _


def suggest_name(name: str, known: Iterable[str]) -> str:
    """Name the nearest known name, or all of them where none is near."""
    known = list(known)
    if near := difflib.get_close_matches(name, known, n=1, cutoff=0.5):
        return _("Did you mean “%(near)s”?") % {"near": near[0]}
    return _("Available: %(known)s.") % {"known": ", ".join(known) or "–"}
