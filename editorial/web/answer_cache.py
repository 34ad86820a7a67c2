"""Whole public answers, kept in the memory of each process for as long as nothing changes that a reader could notice.

An answer is kept under the state of the database (`records.state`) and the local date, as statuses are those of today.
The state is read before the answer is built, so an answer can only be newer than the state it is kept under, and the
first commit after it drops it, in every process. Only views that say so are kept (`public_answer`).
"""

import hashlib
import logging
import re
from collections.abc import Callable, Collection
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec, TypeGuard

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from editorial.records.state import current_state, missing_triggers
from editorial.web.answer_store import NEGOTIATED, AnswerStore, StoredAnswer, base_key

P = ParamSpec("P")
log = logging.getLogger(__name__)
MAX_ANSWER = 1_000_000  # bytes; a longer answer is not kept
# May be stored by whoever carries it, and is asked for again each time: a withdrawal shows at once.
REVALIDATE = "public, max-age=0, must-revalidate"
# A browser may show a picture again for a day; whoever carries it for others asks each time.
PICTURE = "public, max-age=86400, s-maxage=0, proxy-revalidate"
# What the server around Django gives to and takes from this middleware, in META, where no header can write.
STORE, STATE, ANSWER = "relations.answer_store", "relations.state", "relations.answer"
CONDITIONS = {"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"}
# Header fields of a 304, by their beginnings: those of RFC 9110, and those on every answer.
FIELDS_OF_304 = (
    "cache-control",
    "content-location",
    "etag",
    "expires",
    "last-modified",
    "vary",
    "link",
    "attribution",
)


def public_answer(
    *params: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Let the answers of a view be kept and given to everybody.

    `params` are all parameters of the query that the view reads; an address with any other is answered and not kept.
    The view may read nothing else of the request but what its answer names in Vary.
    """

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            mark_public(request, response, params)
            return response

        return answer

    return decorate


def mark_public(request: HttpRequest, response: HttpResponseBase, params: Collection[str]) -> None:
    """Say of an answer that it is the same for everybody who sends the same known parameters."""
    if request.GET.keys() <= set(params):
        response.is_public_answer = True  # type: ignore[attr-defined]


class AnswerCacheMiddleware:
    """Answer from memory what a public view answered before in the same state of the database.

    Outermost but for the log of requests and the limits of the API, whose answers differ each time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.store = AnswerStore(settings.ANSWER_CACHE_MB * 1_000_000)
        self.is_trusted: bool | None = None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from memory where possible, else build the answer and keep it where allowed."""
        meta = request.META
        store = meta.get(STORE) or self.store
        base = base_key(meta) if store.max_bytes else None
        state = (meta.get(STATE) or self._state()) if base is not None else None
        stored = store.get(state, base, meta) if base is not None and state is not None else None
        if stored is not None:
            meta[ANSWER] = stored
            return conditional(request, stored.response())
        response = self.get_response(request)
        if not is_public(response):
            return response
        finish(response)
        vary = vary_fields(response)
        if base is not None and state is not None and vary is not None and is_storable(request, response):
            meta[ANSWER] = stored = StoredAnswer(
                response.content, tuple(response.items()), etag=response["ETag"]
            )
            store.put(state, base, meta, vary, stored)
        return conditional(request, response)

    def _state(self) -> tuple[int, object] | None:
        """Return the state of the database and the local date; None while the number cannot be trusted."""
        try:
            if self.is_trusted is None:
                self.is_trusted = has_triggers()
            return (current_state(), timezone.localdate()) if self.is_trusted else None
        except DatabaseError:
            return None


def has_triggers() -> bool:
    """Return whether the number can be trusted; if not, the log says what is missing."""
    missing = missing_triggers()
    if missing:
        log.error(
            "No answer is kept: triggers are missing in the database (%s); run migrate",
            ", ".join(missing[:5]),
        )
    return not missing


def is_public(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Return whether a good answer is that of a public view, whole."""
    return (
        getattr(response, "is_public_answer", False)
        and response.status_code == HTTPStatus.OK
        and isinstance(response, HttpResponse)
    )


def finish(response: HttpResponse) -> None:
    """Give a public answer what caches compare it by; they may store it and have to ask each time."""
    response.headers.setdefault("Cache-Control", REVALIDATE)
    response.headers.setdefault("ETag", f'"{hashlib.sha256(response.content).hexdigest()[:32]}"')
    response["Content-Length"] = str(len(response.content))


def is_storable(request: HttpRequest, response: HttpResponse) -> bool:
    """Return whether nothing in an answer is for one reader alone, and it is not too large."""
    session = getattr(request, "session", None)
    return (
        not response.cookies
        and (session is None or not session.accessed)
        and not {"no-store", "private"} & set(re.split(r"[\s,]+", response["Cache-Control"]))
        and len(response.content) <= MAX_ANSWER
    )


def vary_fields(response: HttpResponseBase) -> tuple[str, ...] | None:
    """Return the header fields that an answer depends on; None where one of them is not known here."""
    names = tuple(
        sorted({name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()})
    )
    return names if NEGOTIATED.keys() >= set(names) else None


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """Return the answer, 304 to whoever has it already, or 412 to whoever wants another only."""
    if not CONDITIONS & request.META.keys():
        return response
    modified = response.get("Last-Modified")
    answer = get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=parse_http_date_safe(modified) if modified else None,
        response=response,
    )
    if answer is None or answer is response:
        return response
    if answer.status_code != HTTPStatus.NOT_MODIFIED:
        return answer
    for name, value in response.items():
        if name.lower().startswith(FIELDS_OF_304):
            answer.headers[name] = value
    return answer
