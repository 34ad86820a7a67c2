"""The id by which a request is found in the log."""

import re
import uuid
from collections.abc import MutableMapping
from typing import Any

from django.http import HttpRequest

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")
KEY = "relations.request_id"  # in META, where no header can write


def get_request_id(request: HttpRequest) -> str:
    """Return the id that a proxy or reader gave the request, where it is well-formed, else one of ours."""
    return request_id_of(request.META)


def request_id_of(meta: MutableMapping[str, Any]) -> str:
    """Return the same from the fields of a request."""
    if KEY not in meta:
        header = meta.get("HTTP_X_REQUEST_ID", "")
        meta[KEY] = header if WELL_FORMED.fullmatch(header) else str(uuid.uuid4())
    return str(meta[KEY])
