"""Content negotiation: by suffix or `?format=`, else by `Accept`; an unknown format is refused with the nearest one."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from editorial.values.suggestions import suggest_name


class FormatNegotiation(DefaultContentNegotiation):
    """A list is never answered in a form that holds one text only."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Choose among the forms that the answer has. Raises ValidationError for two forms at once, or none."""
        format_name = request.query_params.get("format")
        if format_name == "" or (format_name and format_suffix):
            text = _("Specify one format: a file extension or the “format” parameter.")
            raise ValidationError({"format": [text]})
        view: Any = (request.parser_context or {}).get("view")
        is_list = getattr(view, "action", "") == "list"
        forms = [one for one in renderers if not is_list or getattr(one, "takes_lists", True)]
        if request.method == "OPTIONS":  # what is said then has no other form
            return JSONRenderer(), JSONRenderer.media_type
        chosen: tuple[BaseRenderer, str] = super().select_renderer(request, forms, format_suffix)
        return chosen

    def filter_renderers(self, renderers: Iterable[BaseRenderer], format: str) -> list[BaseRenderer]:  # noqa: A002
        """Take the renderers of a form. Raises Http404 that names the nearest."""
        renderers = list(renderers)
        if found := [one for one in renderers if one.format == format]:
            return found
        known = [one.format for one in renderers if one.format]
        text = _("Format “%(name)s” is not available for this resource. %(hint)s")
        raise Http404(text % {"name": format, "hint": suggest_name(format, known)})
