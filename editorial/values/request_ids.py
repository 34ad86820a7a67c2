"""The id by which a request is found in the log."""

import re
import uuid

from django.http import HttpRequest

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")
KEY = "relations.request_id"  # in META, where no header can write


def get_request_id(request: HttpRequest) -> str:
    """Return the id that a proxy or reader gave the request, where it is well-formed, else one of ours."""
    if KEY not in request.META:
        header = request.headers.get(HEADER, "")
        request.META[KEY] = header if WELL_FORMED.fullmatch(header) else str(uuid.uuid4())
    return str(request.META[KEY])
