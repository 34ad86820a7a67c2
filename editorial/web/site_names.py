"""The name of the site in the active language: the owner's, else that of the software.

Where it is kept is known to a higher app, which gives the function that reads it (`provide`).
"""

from collections.abc import Callable

from django.utils.translation import gettext

_read: list[Callable[[], str]] = []


def provide(read: Callable[[], str]) -> None:
    """Let the name be read by this function; empty where the owner has set none."""
    _read[:] = [read]


def site_name() -> str:
    """Return the name of the site. One query at most."""
    return (_read[0]() if _read else "") or gettext("Relations")
