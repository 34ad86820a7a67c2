"""Errors leave a trace: the log, e-mails to administrators and Sentry name what failed, for whom and when."""

import gzip
import http.server
import io
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from editorial.agreements.api import AgreementViewSet
from editorial.agreements.models import Agreement
from editorial.site.log_records import JsonLines, MailToAdmins
from tests.factory import make_topic
from tests.serving import ROOT

pytestmark = pytest.mark.django_db
BROKEN = "/en/agreements/"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what the project's own handler writes."""
    handler = next(found for found in logging.getLogger().handlers if found.name == "lines")
    assert isinstance(handler, logging.StreamHandler)
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before or sys.stderr)


@pytest.fixture
def json_log(log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    handler = next(found for found in logging.getLogger().handlers if found.name == "lines")
    monkeypatch.setattr(handler, "formatter", JsonLines())
    return log


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Break every list and record of agreements."""

    def broken(*_args: Any, **_options: Any) -> None:
        raise RuntimeError("the agreements are\nbroken")

    for word in ("published", "published_or_withdrawn"):
        monkeypatch.setattr(Agreement.objects._queryset_class, word, broken)  # type: ignore[attr-defined]
        monkeypatch.setattr(type(Agreement.objects), word, broken)
    monkeypatch.setattr(AgreementViewSet, "filter_queryset", broken)
    MailToAdmins._sent.clear()


@pytest.fixture
def reader() -> Client:
    return Client(raise_request_exception=False)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_broken_page_is_in_the_log_with_its_traceback_and_the_user(
    reader: Client, editor: User, fault: None, json_log: io.StringIO
) -> None:
    reader.force_login(editor)
    answer = reader.get(f"{BROKEN}?q=private", headers={"X-Request-ID": "proxy-1"})
    assert (answer.status_code, answer["X-Request-ID"]) == (500, "proxy-1")
    failed, summary = lines(json_log)
    assert failed["level"] == "ERROR"
    assert "RuntimeError: the agreements are" in failed["exception"]
    expected = {
        "request_id": "proxy-1",
        "user_id": editor.pk,
        "method": "GET",
        "path": BROKEN,
        "status_code": 500,
    }
    for line in (failed, summary):
        assert expected.items() <= line.items()
        assert line["time"].endswith("+00:00")
    assert "private" not in json_log.getvalue()


def test_each_id_that_the_api_hands_out_is_in_the_log(
    reader: Client, fault: None, json_log: io.StringIO
) -> None:
    make_topic()
    served, failed = reader.get("/api/v1/topics/"), reader.get("/api/v1/agreements/")
    missing = reader.get("/api/v1/topics/none/", headers={"X-Request-ID": "forged\nline"})
    found = lines(json_log)
    for answer in (served, failed, missing):
        summary = [line for line in found if line["request_id"] == answer["X-Request-ID"]]
        assert summary[-1]["status_code"] == answer.status_code
    assert [line["status_code"] for line in found if "exception" in line] == [500]  # once
    assert len(missing["X-Request-ID"]) == 36


def test_a_line_of_text_cannot_be_forged(reader: Client, fault: None, log: io.StringIO) -> None:
    answer = reader.get(BROKEN)
    logging.getLogger("editorial").warning("Read\n2026-01-01 ERROR forged")
    logged = log.getvalue().splitlines()
    assert " ERROR django.request: " in logged[0]
    assert f"request_id={answer['X-Request-ID']}" in logged[0]
    assert "Traceback (most recent call last):" in logged[1]
    assert logged[-1].endswith(r"Read\n2026-01-01 ERROR forged")


def test_administrators_get_one_letter_about_a_fault(reader: Client, fault: None, settings: Any) -> None:
    settings.ADMINS = [("Admin", "admin@example.org")]
    for address in (BROKEN, f"{BROKEN}one/", f"{BROKEN}two/"):
        assert reader.get(address).status_code == 500
    assert {tuple(letter.to) for letter in mail.outbox} == {("admin@example.org",)}
    assert len(mail.outbox) == 1
    assert "RuntimeError" in mail.outbox[0].body


def test_what_readers_ask_for_in_vain_is_no_fault(reader: Client, log: io.StringIO) -> None:
    assert reader.get("/en/agreements/none/").status_code == 404
    assert not log.getvalue()


class Sink(http.server.BaseHTTPRequestHandler):
    received: list[bytes]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(
            self.headers["Content-Encoding"], bytes
        )
        self.received.append(unpack(body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        pass


def started(tmp_path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Ask for a page of a database without tables, in a process with these settings."""
    requested = (
        "from django.test import Client\n"
        "Client(raise_request_exception=False).get('/en/agreements/?q=private', headers={'X-Request-ID': 'seen-1'})"
    )
    return subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", requested],
        cwd=ROOT,
        env={
            **os.environ,
            "DEBUG": "0",
            "SECRET_KEY": "long" * 15,
            "HTTPS": "0",
            "ALLOWED_HOSTS": "testserver",
            "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3",
            "DJANGO_SETTINGS_MODULE": "relations.settings",
            "NO_PROXY": "127.0.0.1",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow  # a process of its own
def test_settings_choose_json_lines_and_send_faults_to_sentry(tmp_path: Path) -> None:
    Sink.received = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        dsn = f"http://public@127.0.0.1:{server.server_port}/1"
        log_output = started(tmp_path, LOG_FORMAT="json", SENTRY_DSN=dsn)
        server.shutdown()
        thread.join()
    faults = [json.loads(line) for line in log_output.stderr.splitlines() if line.startswith("{")]
    assert [line["request_id"] for line in faults if "OperationalError" in line.get("exception", "")] == [
        "seen-1"
    ]
    events = [
        json.loads(line) for body in Sink.received for line in body.splitlines() if b'"exception"' in line
    ]
    assert [event["tags"]["request_id"] for event in events] == ["seen-1"]
    del events[0]["extra"]["sys.argv"]  # where this test wrote it
    assert "private" not in json.dumps(events)
    assert events[0]["exception"]["values"][-1]["type"] == "OperationalError"


@pytest.mark.slow  # a process of its own
@pytest.mark.parametrize(
    ("name", "value"), [("LOG_FORMAT", "xml"), ("LOG_LEVEL", "loud"), ("ADMINS", "nobody")]
)
def test_a_setting_that_is_none_stops_the_start_and_is_named(tmp_path: Path, name: str, value: str) -> None:
    log_output = started(tmp_path, **{name: value})
    assert log_output.returncode != 0
    assert name in log_output.stderr
