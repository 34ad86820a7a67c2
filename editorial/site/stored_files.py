"""Files of the record by their address: for everybody once their row is published, before that for the desk."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.agreements.models import AgreementText
from editorial.articles.models import Collection
from editorial.pages.models import Institute
from editorial.values.attachments import PICTURE_KINDS, TYPES, attachment_storage, detect_kind
from editorial.web.answer_cache import REVALIDATE
from editorial.workflow.models import PublishableModel

# Nothing in a file may run as a page of ours, nor load anything.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@dataclass(frozen=True)
class StoredFile:
    """A file of a row: who may see it before it is published, and how it is called when it is saved."""

    row: PublishableModel | Institute
    permission: str
    title: str


def _agreement_text(name: str) -> StoredFile | None:
    text = AgreementText.objects.select_related("agreement").filter(file=name).first()
    if text is None:
        return None
    return StoredFile(text.agreement, "agreements.view_agreement", f"{text.agreement.slug}-{text.language}")


def _cover(name: str) -> StoredFile | None:
    collection = Collection.objects.filter(cover=name).first()
    return collection and StoredFile(collection, "articles.view_collection", collection.slug)


def _logo(name: str) -> StoredFile | None:
    institute = Institute.objects.select_related("organisation").filter(logo=name).first()
    return institute and StoredFile(institute, "pages.view_sitedetails", institute.organisation.slug)


FOLDERS: dict[str, Callable[[str], StoredFile | None]] = {
    "agreements": _agreement_text,
    "covers": _cover,
    "logos": _logo,
}


@require_safe
def stored_file(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    """Send a file. One query for a published one."""
    found = _find_file(request, name)
    try:
        file = attachment_storage().open(name)
    except OSError as error:
        raise _not_found() from error
    kind = detect_kind(file)
    if not kind:
        file.close()
        raise Http404(_("Files of this kind are not provided."))
    tag = f'"{hashlib.sha256(f"{name}:{file.size}".encode()).hexdigest()[:32]}"'  # a name is given once
    if found.row.is_published and (unchanged := get_conditional_response(request, etag=tag)):
        file.close()
        unchanged["Cache-Control"] = REVALIDATE
        return unchanged
    response = FileResponse(
        file,
        as_attachment=kind not in PICTURE_KINDS,
        filename=f"{found.title}.{kind}",
        content_type=TYPES[kind],
        headers={"Content-Security-Policy": SANDBOX, "X-Content-Type-Options": "nosniff"},
    )
    if found.row.is_published:
        response["Cache-Control"], response["ETag"] = REVALIDATE, tag
    else:
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def moved_file(request: HttpRequest, name: str) -> HttpResponse:
    """Lead from the address that a file had when the proxy served it."""
    _find_file(request, name)
    return HttpResponsePermanentRedirect(attachment_storage().url(name))


def _find_file(request: HttpRequest, name: str) -> StoredFile:
    find: Any = FOLDERS.get(name.partition("/")[0])
    found: StoredFile | None = find and find(name)
    if found is None or not (found.row.is_published or _may_see(request, found)):
        raise _not_found()
    return found


def _may_see(request: HttpRequest, found: StoredFile) -> bool:
    return request.user.is_staff and request.user.has_perm(found.permission)


def _not_found() -> Http404:
    return Http404(_("There is no such file."))
