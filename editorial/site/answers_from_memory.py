"""The application around Django's: what is kept is answered before Django hears of the request.

Kept answers go out with the header fields they had the first time, those of all middleware included. What differs each
time, limits, ids and the log of the API, is done here as the middleware does it.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError
from django.utils import timezone

from editorial.api import throttling
from editorial.api.middleware import PREFIX
from editorial.net.client_ip import address_of
from editorial.records.state_reader import StateReader
from editorial.site.request_log import log_answer
from editorial.values.request_ids import HEADER, request_id_of
from editorial.web.answer_cache import (
    ANSWER,
    CONDITIONS,
    STATE,
    STORE,
    conditional,
    has_triggers,
)
from editorial.web.answer_store import AnswerStore, Headers, StoredAnswer, base_key

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
# Of each request alone.
OF_THE_REQUEST = {HEADER.lower(), "ratelimit", "ratelimit-policy"}
# What a 304 leaves out: whoever asks has it, or it is of the body.
OF_THE_BODY = (
    "content-type",
    "content-length",
    "content-encoding",
    "content-language",
    "content-disposition",
)
IF_NONE_MATCH = "HTTP_IF_NONE_MATCH"
OTHER_CONDITIONS = CONDITIONS - {IF_NONE_MATCH, "HTTP_IF_MODIFIED_SINCE"}


class LocalDay:
    """The local date, worked out once a day."""

    def __init__(self) -> None:
        self._begins = self._ends = 0.0
        self._date = dt.date.min

    def today(self) -> dt.date:
        """Return the date of now in the time zone of the site."""
        now = time.time()
        if not self._begins <= now < self._ends:
            self._date = timezone.localdate()
            zone = timezone.get_default_timezone()
            self._begins, self._ends = (
                dt.datetime.combine(day, dt.time(), zone).timestamp()
                for day in (self._date, self._date + dt.timedelta(days=1))
            )
        return self._date


class AnswersFromMemory:
    """A WSGI application that answers from memory, and else asks Django."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.store = AnswerStore(settings.ANSWER_CACHE_MB * 1_000_000)
        self.reader = StateReader()
        self.day = LocalDay()
        self.is_trusted: bool | None = None

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        start = time.perf_counter()
        base = base_key(environ)
        state = None if base is None else self._state()
        if base is None or state is None:
            return self.application(environ, start_response)
        is_api = environ["PATH_INFO"].startswith(PREFIX)
        has_key = is_api and ("HTTP_AUTHORIZATION" in environ or "HTTP_X_API_KEY" in environ)
        stored = self.store.get(state, base, environ)
        if stored is None or not stored.sent or has_key:
            return self._built(environ, start_response, state)
        headers, status, body = self._chosen(environ, stored)
        if is_api:
            allowance = throttling.consume_anonymous(address_of(environ))
            if allowance.is_exceeded:
                return self.application(environ, start_response)
            headers = [*headers, *allowance.headers.items(), (HEADER, request_id_of(environ))]
        start_response(status, headers)
        if is_api:
            log_answer(environ, int(status[:3]), start)
        return body

    def _state(self) -> tuple[int, dt.date] | None:
        if self.is_trusted is None:
            try:
                self.is_trusted = has_triggers()
            except DatabaseError:
                return None
        number = self.reader.number() if self.is_trusted else None
        return None if number is None else (number, self.day.today())

    def _built(self, environ: Environ, start_response: StartResponse, state: object) -> Iterable[bytes]:
        """Let Django answer; note with which header fields the answer went out if it was kept."""
        environ[STORE], environ[STATE] = self.store, state

        def start(status: str, headers: Headers, *rest: Any) -> Any:
            stored: StoredAnswer | None = environ.get(ANSWER)
            if stored is not None and status[:3] in ("200", "304"):
                note_sent(stored, headers)
            return start_response(status, headers, *rest)

        return self.application(environ, start)

    def _chosen(self, environ: Environ, stored: StoredAnswer) -> tuple[Headers, str, list[bytes]]:
        """Return the whole answer, or 304 to whoever has it already, or 412."""
        tag = environ.get(IF_NONE_MATCH)
        is_plain = not any(name in environ for name in OTHER_CONDITIONS)
        if is_plain and tag is not None and tag == stored.etag:
            return stored.sent_unchanged, "304 Not Modified", []
        if is_plain and tag is None and "HTTP_IF_MODIFIED_SINCE" not in environ:
            return stored.sent, "200 OK", [stored.body]
        response = conditional(WSGIRequest(environ), stored.response())
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return stored.sent_unchanged, "304 Not Modified", []
        if response.status_code != HTTPStatus.OK:
            status = f"{response.status_code} {response.reason_phrase}"
            return list(response.items()), status, [getattr(response, "content", b"")]
        return stored.sent, "200 OK", [stored.body]


def note_sent(stored: StoredAnswer, headers: Headers) -> None:
    """Note the header fields with which an answer, or the 304 in its place, went out; never a cookie."""
    names = {name.lower() for name, _value in headers}
    if "set-cookie" in names:
        return
    added = [(name, value) for name, value in headers if name.lower() not in OF_THE_REQUEST]
    inner = [(name, value) for name, value in stored.headers if name.lower() not in names]
    sent = [*inner, *added]
    stored.sent_unchanged = [(name, value) for name, value in sent if name.lower() not in OF_THE_BODY]
    stored.sent = sent  # last, as another thread may look


def answers_from_memory(application: Application) -> Application:
    """Return the application with answers from memory, or as it is where none are kept."""
    return AnswersFromMemory(application) if settings.ANSWER_CACHE_MB else application
