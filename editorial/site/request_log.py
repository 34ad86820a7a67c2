"""Middleware that ties what is logged during a request to the request."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from editorial.values.request_ids import HEADER, get_request_id, request_id_of

log = logging.getLogger(__name__)
current_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)


class RequestLog:
    """Log each answer whose id a reader is given: those of the API, and faults."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; the first of all middleware, so that nothing happens outside of it."""
        start = time.perf_counter()
        token = current_request.set(request)
        try:
            response = self.get_response(request)
            if response.status_code >= 500:
                response[HEADER] = get_request_id(request)
            if response.has_header(HEADER):
                _log(response.status_code, start)
        finally:
            current_request.reset(token)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = _logged(request, response.streaming_content)  # type: ignore[arg-type]
        return response


def log_answer(meta: dict[str, Any], status_code: int, start: float) -> None:
    """Log an answer of which no middleware heard; `start` is a moment of `time.perf_counter`."""
    path = f"{meta.get('SCRIPT_NAME', '')}{meta['PATH_INFO']}".encode("latin-1").decode(errors="replace")
    request = {"request_id": request_id_of(meta), "method": meta["REQUEST_METHOD"], "path": path}
    _log(status_code, start, request)


def _log(status_code: int, start: float, request: Mapping[str, object] | None = None) -> None:
    if log.isEnabledFor(logging.INFO):
        duration = round((time.perf_counter() - start) * 1000)
        facts = {**(request or {}), "status_code": status_code, "duration_ms": duration}
        log.info("%s in %s ms", status_code, duration, extra=facts)


def _logged(request: HttpRequest, parts: Iterable[bytes]) -> Iterator[bytes]:
    """Send the parts of a stream; log what breaks it off, of which Django no longer hears."""
    try:
        yield from parts
    except Exception:
        log.exception("The answer broke off", extra={"request": request})
        raise
