"""The files of pictures: for everybody once a published edition shows them, before that for the desk and previews."""

import re

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.articles.body_pictures import ADDRESS
from editorial.articles.models import Picture
from editorial.articles.models.picture import file_name, picture_storage
from editorial.web.answer_cache import PICTURE, mark_public
from editorial.workflow.states import State

SALT = "picture of a preview"
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


@require_safe
def picture_file(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Send a file of a picture. One query for a public picture."""
    is_public = Picture.objects.filter(key=key, editions__article__state=State.PUBLISHED).exists()
    if not is_public and not _may_see(request, key):
        raise Http404(_("Image not found."))
    tag = f'"{key}-{name}"'
    response = get_conditional_response(request, etag=tag) or _sent(key, name, tag)
    if is_public:
        response["Cache-Control"] = PICTURE
        mark_public(request, response, ())
    else:
        patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "all" if is_public else "noindex"
    return response


def sign_picture_urls(body: str, *, valid_for: int) -> str:
    """Sign the picture addresses of a body, so that they open in a preview for `valid_for` seconds."""
    passes: dict[str, str] = {}

    def signed(found: "re.Match[str]") -> str:
        key = found[1]
        if key not in passes:
            passes[key] = signing.TimestampSigner(salt=SALT).sign_object([key, valid_for])
        return f"{found[0]}?pass={passes[key]}"

    return ADDRESS.sub(signed, body)


def _may_see(request: HttpRequest, key: str) -> bool:
    token = request.GET.get("pass", "")
    if token:
        return _opens(token, key)
    return request.user.is_staff and request.user.has_perm("articles.view_picture")


def _opens(token: str, key: str) -> bool:
    signer = signing.TimestampSigner(salt=SALT)
    try:
        signed_key, valid_for = signer.unsign_object(token)
        signer.unsign_object(token, max_age=valid_for)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(signed_key == key)


def _sent(key: str, name: str, tag: str) -> HttpResponse:
    try:
        with picture_storage().open(file_name(key, name)) as stored:
            content = stored.read()
    except OSError as error:
        raise Http404(_("Image not found.")) from error
    content_type = TYPES[name.rpartition(".")[2]]
    return HttpResponse(content, content_type=content_type, headers={"ETag": tag})
