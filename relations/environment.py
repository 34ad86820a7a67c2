"""The environment of a server: its file, and what no server may start with."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

DEFAULT_FILE = "/etc/relations.env"
SHORTEST_SECRET = 32  # characters


def read_environment_file() -> None:
    """Set the variables of RELATIONS_ENV_FILE (`/etc/relations.env` where it exists) that are not set already.

    The lines are read as systemd reads them, `NAME=value`, and by no shell: `&`, `;` and `$` stand for themselves, so
    that a command started by hand has the very settings of the service. Raises ImproperlyConfigured for a file that
    cannot be read or a line that is none of these.
    """
    if os.environ.get("DEBUG", "") in ("1", "true", "True", "on"):
        return  # a developer's
    name = os.environ.get("RELATIONS_ENV_FILE", "")
    path = Path(name or DEFAULT_FILE)
    if not name and not path.exists():
        return
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        message = (
            f"{path} cannot be read ({error.strerror}). Run this as the user of the site: sudo -u relations …"
        )
        raise ImproperlyConfigured(message) from error
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped and stripped[0] not in "#;":
            variable, equals, value = stripped.partition("=")
            if not equals or not variable.isidentifier():
                raise ImproperlyConfigured(
                    f"{path}, line {number}: not of the form NAME=value: {stripped[:40]!r}"
                )
            os.environ.setdefault(variable, _unquoted(value.strip(), f"{path}, line {number}"))


def _unquoted(value: str, place: str) -> str:
    if value[:1] not in ("'", '"'):
        return value
    if len(value) < 2 or value[-1] != value[0]:
        raise ImproperlyConfigured(f"{place}: the quotation mark is not closed.")
    return value[1:-1]


def refuse_unsafe(*, secret_key: str, allowed_hosts: list[str]) -> None:
    """Raise ImproperlyConfigured for what makes a server unsafe, whatever else is right."""
    if not secret_key:
        raise ImproperlyConfigured("SECRET_KEY must be set when DEBUG is off.")
    if len(secret_key) < SHORTEST_SECRET or secret_key.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"SECRET_KEY is no secret: it needs {SHORTEST_SECRET} random characters or more."
        )
    if not allowed_hosts or "*" in allowed_hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of the site; * would serve any.")


def refuse_debug_server(program: str, *, is_debug: bool) -> None:
    """Raise ImproperlyConfigured where another program than `manage.py` serves with DEBUG on."""
    if is_debug and Path(program).name not in ("manage.py", "__main__.py", "pytest", "-c"):
        raise ImproperlyConfigured("DEBUG is on: errors would show the settings to readers. Set DEBUG=0.")
