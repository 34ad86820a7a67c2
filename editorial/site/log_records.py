"""Formats of log records: with their request, as text, JSON lines or e-mail."""

import datetime as dt
import json
import logging
import re
import time
import traceback
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.log import AdminEmailHandler

from editorial.site.request_log import current_request
from editorial.values.request_ids import get_request_id

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
MAIL_INTERVAL = 300.0  # seconds between two letters about the same fault
FACTS = ("request_id", "user_id", "method", "path", "status_code", "duration_ms")


class AddRequest(logging.Filter):
    """Give each record the request during which it was made: id, user, method, path."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        source_request = getattr(record, "request", None)
        request = source_request if isinstance(source_request, HttpRequest) else current_request.get()
        is_fault = record.levelno >= logging.ERROR
        for name, value in (request_facts(request, may_query=is_fault) if request else {}).items():
            setattr(record, name, value)
        return True


def request_facts(request: HttpRequest, *, may_query: bool) -> dict[str, Any]:
    """Return what a record says of its request; `may_query` the database who is signed in where that is not yet known."""
    return {
        "request_id": get_request_id(request),
        "user_id": _user_id(request) if may_query or hasattr(request, "_cached_user") else None,
        "method": request.method,
        "path": request.path,  # without the query, which may hold what a reader searched for
    }


def _user_id(request: HttpRequest) -> int | None:
    try:
        key: int | None = request.user.pk
    except Exception:  # noqa: BLE001  (before the session is opened, or the database is what failed)
        return None
    return key


def on_one_line(text: str) -> str:
    """Return the text with its control characters escaped, so that nobody can forge a line of the log."""
    return CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


def record_time(record: logging.LogRecord) -> str:
    """Return when the record was made, in UTC."""
    return dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")


class TextLines(logging.Formatter):
    """A line for people, followed by the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Write `time LEVEL logger: message [name=value …]`."""
        facts = " ".join(f"{name}={value}" for name in FACTS if (value := getattr(record, name, None)))
        message = f"{record.getMessage()} [{facts}]" if facts else record.getMessage()
        line = on_one_line(f"{record_time(record)} {record.levelname} {record.name}: {message}")
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class JsonLines(logging.Formatter):
    """One JSON object a line, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Write all that is known; what is not is left out."""
        line = {
            "time": record_time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **{name: value for name in FACTS if (value := getattr(record, name, None)) is not None},
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class MailToAdmins(AdminEmailHandler):
    """Django's letter to ADMINS, once in a while for each fault: a broken page is asked for again and again."""

    _sent: ClassVar[dict[tuple[str, ...], float]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Send a letter unless nobody wants one, or one about the same fault was just sent."""
        now, fault = time.monotonic(), fault_key(record)
        if settings.ADMINS and now - self._sent.get(fault, float("-inf")) >= MAIL_INTERVAL:
            self._sent[fault] = now
            super().emit(record)


def fault_key(record: logging.LogRecord) -> tuple[str, ...]:
    """Return what is the same in all records of one fault, whatever address was asked for."""
    raised = traceback.extract_tb(record.exc_info[2])[-1:] if record.exc_info else []
    return record.name, str(record.msg), *(f"{frame.filename}:{frame.lineno}" for frame in raised)


def tag_event(event: dict[str, Any]) -> dict[str, Any]:
    """Tell Sentry to which request and user an event belongs, and nothing of what the reader sent."""
    request = current_request.get()
    facts = request_facts(request, may_query=True) if request else {}
    tags = {name: str(facts[name]) for name in ("request_id", "user_id") if facts.get(name) is not None}
    for sent in ("query_string", "cookies", "data"):
        (event.get("request") or {}).pop(sent, None)
    event["tags"] = {**(event.get("tags") or {}), **tags}
    return event
