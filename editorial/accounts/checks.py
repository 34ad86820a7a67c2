"""What a server in production is told of signing in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as Remark


def two_factor_is_required(**_options: Any) -> list[CheckMessage]:
    """Warn of a server on which publishers sign in by password alone."""
    if settings.TWO_FACTOR_REQUIRED:
        return []
    hint = "Unset TWO_FACTOR_REQUIRED, or set it to on."
    return [Remark("Publishers may sign in without a second factor.", hint=hint, id="accounts.W001")]
