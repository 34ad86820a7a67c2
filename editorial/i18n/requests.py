"""The language that a request to the API names."""

from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from editorial.values.languages import Language


def activate_request_language(request: Request) -> None:
    """Refuse from here on in the language of `?lang=`, where that is one of the four."""
    code = request.query_params.get("lang")
    if code in Language.values:
        translation.activate(code)


def requested_language(request: Request) -> str | None:
    """Return the language of `?lang=`, None for all. Raises ValidationError for one that is not of the four."""
    code = request.query_params.get("lang")
    if code and code not in Language.values:
        text = _("Language “%(name)s” is not supported. Supported: %(known)s.")
        raise ValidationError({"lang": [text % {"name": code, "known": ", ".join(Language.values)}]})
    return code or None
