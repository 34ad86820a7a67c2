"""Context that makes the pages of django-allauth pages of the desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from editorial.accounts import two_factor
from editorial.accounts.middleware import ACCOUNT_PAGES


def account_pages(request: HttpRequest) -> dict[str, Any]:
    """Give them the frame of the admin, and say whether a second factor has to be set up first."""
    if not request.path.startswith(ACCOUNT_PAGES):
        return {}
    return {
        **admin.site.each_context(request),
        "lacks_second_factor": two_factor.is_missing(request, request.user),
    }
