"""Whole public answers, kept in the memory of each process for as long as nothing changes that a reader could notice.

An answer is kept under the state of the database (`records.state`) and the local date, as statuses are those of today.
The state is read before the answer is built, so an answer can only be newer than the state it is kept under, and the
first commit after it drops it, in every process. Only views that say so are kept (`public_answer`).
"""

import hashlib
import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache, wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, TypeGuard

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from editorial.records.state import current_state, missing_triggers
from editorial.web.compression import choose_encoding
from editorial.web.reading_preferences import preferences_from_cookie

P = ParamSpec("P")
log = logging.getLogger(__name__)
MAX_ANSWER = 1_000_000  # bytes; a longer answer is not kept
MAX_ADDRESSES = 20_000  # of which the header fields they depend on are remembered
MAX_KEY = 2_000  # characters of address and header fields; a longer request is not looked up
# May be stored by whoever carries it, and is asked for again each time: a withdrawal shows at once.
REVALIDATE = "public, max-age=0, must-revalidate"
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


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An answer as it goes out: packed, with all header fields."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        """Bytes of memory, roughly."""
        return len(self.body) + 2_000

    def response(self) -> HttpResponse:
        """Build the answer anew; the middleware around this one may add to it."""
        response = HttpResponse(self.body)
        del response.headers["Content-Type"]
        for name, value in self.headers:
            response.headers[name] = value
        return response


class AnswerStore:
    """Answers under one state of the database at a time, at most so many bytes; those unused for longest go first."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._lock = threading.Lock()
        self._state: object = None
        self._answers: OrderedDict[tuple[Any, ...], StoredAnswer] = OrderedDict()
        self._vary: dict[tuple[Any, ...], tuple[str, ...]] = {}
        self.bytes = 0

    def clear(self) -> None:
        """Drop everything."""
        self._enter(None)

    def _enter(self, state: object) -> None:
        self._state = state
        self._answers.clear()
        self._vary.clear()
        self.bytes = 0

    def get(self, state: object, base: tuple[Any, ...], request: HttpRequest) -> StoredAnswer | None:
        """Return the answer to a request in this state, or None."""
        with self._lock:
            if state != self._state:
                self._enter(state)
                return None
            vary = self._vary.get(base)
            if vary is None:
                return None
            key = (base, negotiated(request, vary))
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(
        self,
        state: object,
        base: tuple[Any, ...],
        request: HttpRequest,
        vary: tuple[str, ...],
        answer: StoredAnswer,
    ) -> None:
        """Keep an answer, unless the state has moved on or the answer is too large."""
        with self._lock:
            if state != self._state:
                return
            if len(self._vary) >= MAX_ADDRESSES and base not in self._vary:
                self._enter(state)
            if self._vary.setdefault(base, vary) != vary:
                return  # answers of one address that differ in what they depend on are not kept
            key = (base, negotiated(request, vary))
            if old := self._answers.pop(key, None):
                self.bytes -= old.size
            self._answers[key] = answer
            self.bytes += answer.size
            while self.bytes > self.max_bytes and self._answers:
                _key, oldest = self._answers.popitem(last=False)
                self.bytes -= oldest.size


@lru_cache(maxsize=512)
def _encoding(accept_encoding: str) -> str:
    return choose_encoding(accept_encoding)


def _cookies(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(preferences_from_cookie(request).items()))


# What an answer may depend on, by the name in Vary, each told by what it comes to and not by how it was written.
NEGOTIATED: dict[str, Callable[[HttpRequest], object]] = {
    "accept": lambda request: request.META.get("HTTP_ACCEPT", ""),
    "accept-datetime": lambda request: request.META.get("HTTP_ACCEPT_DATETIME", ""),
    "accept-encoding": lambda request: _encoding(request.META.get("HTTP_ACCEPT_ENCODING", "")),
    "accept-language": translation.get_language_from_request,
    "cookie": _cookies,
}


def negotiated(request: HttpRequest, vary: tuple[str, ...]) -> tuple[object, ...]:
    """Return what the request says on each header field that its answer depends on."""
    return tuple(NEGOTIATED[name](request) for name in vary)


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
        base = self._base(request)
        state = self._state() if base is not None else None
        stored = self.store.get(state, base, request) if base is not None and state is not None else None
        if stored is not None:
            return conditional(request, stored.response())
        response = self.get_response(request)
        if not is_public(response):
            return response
        finish(response)
        vary = vary_fields(response)
        if base is not None and state is not None and vary is not None and is_storable(request, response):
            self.store.put(
                state, base, request, vary, StoredAnswer(response.content, tuple(response.items()))
            )
        return conditional(request, response)

    def _base(self, request: HttpRequest) -> tuple[Any, ...] | None:
        """Return what tells the address of a request that may be answered from memory; None for any other."""
        meta = request.META
        if not self.store.max_bytes or request.method != "GET" or "HTTP_RANGE" in meta:
            return None
        if settings.SESSION_COOKIE_NAME in meta.get("HTTP_COOKIE", ""):
            return None
        query = meta.get("QUERY_STRING", "")
        size = len(request.path_info) + len(query) + sum(len(meta.get(name, "")) for name in KEY_FIELDS)
        if size > MAX_KEY:
            return None
        return request.scheme, meta.get("HTTP_HOST", ""), request.path_info, query

    def _state(self) -> tuple[int, object] | None:
        """Return the state of the database and the local date; None while the number cannot be trusted."""
        try:
            if self.is_trusted is None:
                self.is_trusted = self._has_triggers()
            return (current_state(), timezone.localdate()) if self.is_trusted else None
        except DatabaseError:
            return None

    def _has_triggers(self) -> bool:
        missing = missing_triggers()
        if missing:
            log.error(
                "No answer is kept: triggers are missing in the database (%s); run migrate",
                ", ".join(missing[:5]),
            )
        return not missing


KEY_FIELDS = (
    "HTTP_HOST",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_DATETIME",
    "HTTP_COOKIE",
)


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
