"""The deposit for Crossref as a file, from the lists of texts and collections."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from editorial.articles import crossref
from editorial.articles.downloads import request_origin


class DepositMixin:
    """An action for the rows that are chosen; `deposit_of` makes the file."""

    deposit_of: Callable[..., bytes]
    actions: Any = ("crossref_deposit",)

    @admin.action(description=_("DOI registration file (Crossref XML)"), permissions=["change"])
    def crossref_deposit(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """Send the file; say what is missing for it."""
        try:
            written = type(self).deposit_of(queryset, origin=request_origin(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except ImproperlyConfigured as error:
            messages.error(request, str(error))
        else:
            disposition = f'attachment; filename="{crossref.NAME}"'
            return HttpResponse(
                written, content_type=crossref.CONTENT_TYPE, headers={"Content-Disposition": disposition}
            )
        return None
