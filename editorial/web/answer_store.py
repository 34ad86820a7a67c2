"""Store of whole public answers in the memory of a process, and the parts of a request that are their key."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, parse_cookie
from django.utils import translation

from editorial.web.compression import choose_encoding
from editorial.web.reading_preferences import COOKIE, parse_preferences

MAX_ADDRESSES = 20_000  # of which the header fields they depend on are remembered
MAX_KEY = 2_000  # characters of address and header fields; a longer request is not looked up
KEY_FIELDS = (
    "HTTP_HOST",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_DATETIME",
    "HTTP_COOKIE",
)
# Bytes that an answer takes beside its body: header fields, keys, objects.
OVERHEAD = 5_300
Headers = list[tuple[str, str]]
Meta = Mapping[str, Any]


@dataclass(slots=True)
class StoredAnswer:
    """An answer as the middleware around it gets it: packed, with its header fields.

    `sent` and `sent_unchanged` are the header fields as they went out, with those of the middleware around, for a
    whole answer and for a 304.
    """

    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str = ""
    sent: Headers = field(default_factory=list)
    sent_unchanged: Headers = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of memory, roughly."""
        return len(self.body) + OVERHEAD

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
        with self._lock:
            self._enter(None)

    def _enter(self, state: object) -> None:
        self._state = state
        self._answers.clear()
        self._vary.clear()
        self.bytes = 0

    def get(self, state: object, base: tuple[Any, ...], meta: Meta) -> StoredAnswer | None:
        """Return the answer to a request in this state, or None."""
        with self._lock:
            if state != self._state:
                self._enter(state)
                return None
            vary = self._vary.get(base)
            if vary is None:
                return None
            key = (base, negotiated(meta, vary))
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(
        self, state: object, base: tuple[Any, ...], meta: Meta, vary: tuple[str, ...], answer: StoredAnswer
    ) -> None:
        """Keep an answer, unless the state has moved on or the answer is too large."""
        with self._lock:
            if state != self._state:
                return
            if len(self._vary) >= MAX_ADDRESSES and base not in self._vary:
                self._enter(state)
            if self._vary.setdefault(base, vary) != vary:
                return  # answers of one address that differ in what they depend on are not kept
            key = (base, negotiated(meta, vary))
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


@lru_cache(maxsize=512)
def _preferences(cookies: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(parse_preferences(parse_cookie(cookies).get(COOKIE, "")).items()))


@lru_cache(maxsize=512)
def _language(cookies: str, accept_language: str) -> str:
    request = HttpRequest()
    request.COOKIES = parse_cookie(cookies)
    request.META["HTTP_ACCEPT_LANGUAGE"] = accept_language
    return translation.get_language_from_request(request)


# What an answer may depend on, by the name in Vary, each told by what it comes to and not by how it was written.
NEGOTIATED: dict[str, Callable[[Meta], object]] = {
    "accept": lambda meta: meta.get("HTTP_ACCEPT", ""),
    "accept-datetime": lambda meta: meta.get("HTTP_ACCEPT_DATETIME", ""),
    "accept-encoding": lambda meta: _encoding(meta.get("HTTP_ACCEPT_ENCODING", "")),
    "accept-language": lambda meta: _language(
        meta.get("HTTP_COOKIE", ""), meta.get("HTTP_ACCEPT_LANGUAGE", "")
    ),
    "cookie": lambda meta: _preferences(meta.get("HTTP_COOKIE", "")),
}


def negotiated(meta: Meta, vary: tuple[str, ...]) -> tuple[object, ...]:
    """Return what a request says on each header field that its answer depends on."""
    return tuple([NEGOTIATED[name](meta) for name in vary])


def base_key(meta: Meta) -> tuple[Any, ...] | None:
    """Return what tells the address of a request that may be answered from memory; None for any other."""
    if meta["REQUEST_METHOD"] != "GET" or "HTTP_RANGE" in meta:
        return None
    if settings.SESSION_COOKIE_NAME in meta.get("HTTP_COOKIE", ""):
        return None
    path, query = meta["PATH_INFO"], meta.get("QUERY_STRING", "")
    size = len(path) + len(query)
    for name in KEY_FIELDS:
        size += len(meta.get(name, ""))
    if size > MAX_KEY:
        return None
    host = meta.get("HTTP_HOST") or (meta.get("SERVER_NAME"), meta.get("SERVER_PORT"))
    return _scheme(meta), host, meta.get("SCRIPT_NAME", ""), path, query


def _scheme(meta: Meta) -> object:
    """Return by which scheme a request came: whatever `HttpRequest.scheme` reads."""
    trusted = settings.SECURE_PROXY_SSL_HEADER
    return meta.get("wsgi.url_scheme"), meta.get(trusted[0]) if trusted else None
