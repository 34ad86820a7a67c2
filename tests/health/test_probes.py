"""Answers to a balancer, Prometheus and an administrator about the state of the site."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from editorial.health import probes, schedule, views
from editorial.health.checks import configuration_messages
from editorial.health.models import CommandRun
from editorial.queue.tasks import send_letter
from tests.serving import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_health(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test see the results of another."""
    monkeypatch.setattr(views, "health", probes.Health())


def note_successes() -> None:
    """Let every timer have run just now."""
    for scheduled in schedule.SCHEDULE:
        CommandRun.objects.claim(scheduled.command, timezone.now())
        CommandRun.objects.note_success(scheduled.command, timezone.now())


def test_a_balancer_asks_by_number_and_without_tls(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["record.example.org"]
    answer = client.get("/health/live", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok\n", "no-store")


def test_all_is_well_once_every_timer_has_run(client: Client) -> None:
    assert client.get("/health/ready").json()["checks"]["timers"] == "failing"
    views.health = probes.Health()
    note_successes()
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "checks": dict.fromkeys(probes.PROBES, "ok")}


def test_a_database_that_is_away_takes_the_process_out_and_nothing_else_does(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> str:
        raise DatabaseError("connection refused by 10.1.2.3")

    note_successes()
    monkeypatch.setitem(probes.PROBES, "mail", fails)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["checks"]["mail"]) == (200, "failing")
    assert answer.json()["status"] == "degraded"

    views.health = probes.Health()
    monkeypatch.setitem(probes.PROBES, "database", fails)
    answer = client.get("/health/ready")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.json()["checks"] == {
        "database": "failing",
        **dict.fromkeys(list(probes.PROBES)[1:], "unknown"),
    }
    assert b"10.1.2.3" not in answer.content


def test_probes_are_not_repeated_for_everybody_who_asks(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    monkeypatch.setitem(probes.PROBES, "storage", lambda: taken.append(1) or "")
    for _ in range(5):
        client.get("/health/ready")
    assert len(taken) == 1


def test_a_fault_is_logged_once_and_so_is_its_end(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(probes, "REMEMBERED", 0)
    note_successes()
    faults = iter(["disk full", "disk full", ""])
    monkeypatch.setitem(probes.PROBES, "storage", lambda: next(faults))
    with caplog.at_level("INFO", "editorial.health.probes"):
        for _ in range(3):
            client.get("/health/ready")
    assert [record.getMessage() for record in caplog.records if record.name.endswith("probes")] == [
        "storage: disk full",
        "storage: well again",
    ]


def test_a_storage_that_cannot_be_written_is_named(settings: Any, tmp_path: Any) -> None:
    (tmp_path / "file").write_text("")
    settings.STORAGES = {
        **settings.STORAGES,
        "pictures": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "file" / "folder")},
        },
    }
    assert probes.storage().startswith("pictures: NotADirectoryError")


def test_numbers_need_the_token(client: Client, settings: Any) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "a-long-token"
    assert client.get("/metrics", headers={"authorization": "Bearer another"}).status_code == 404
    note_successes()
    answer = client.get("/metrics", headers={"authorization": "Bearer a-long-token"})
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert "relations_database_up 1.0" in text
    assert 'relations_command_success_timestamp_seconds{command="backup"}' in text


def test_a_scheduled_command_notes_its_end_or_why_it_failed() -> None:
    call_command("run_scheduled", "clearsessions")
    run = CommandRun.objects.get(command="clearsessions")
    assert run.succeeded_at is not None
    assert run.failure == ""
    with pytest.raises(CommandError):
        call_command("run_scheduled", "backup", "/nowhere/at/all/x.zip", "--unknown")
    failed = CommandRun.objects.get(command="backup")
    assert failed.succeeded_at is None
    assert "CommandError" in failed.failure


def test_what_is_due_is_claimed_by_one_process_alone() -> None:
    now = timezone.now()
    assert {scheduled.command for scheduled in schedule.due_commands(now)} == set(schedule.BY_COMMAND)
    every = schedule.BY_COMMAND["backup"].every
    assert CommandRun.objects.claim("backup", now, unless_started_since=now - every)
    assert not CommandRun.objects.claim("backup", now, unless_started_since=now - every)
    assert "backup" not in {scheduled.command for scheduled in schedule.due_commands(now)}
    assert "backup" in {scheduled.command for scheduled in schedule.due_commands(now + every)}


def test_a_task_that_waits_for_long_says_that_no_worker_runs(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert probes.worker() == ""
    result = send_letter.using(backend="default").enqueue("a@example.org", "Subject", "Text")
    assert probes.worker() == ""
    rows = type(probes.DBTaskResult.objects.get(pk=result.id)).objects
    rows.update(enqueued_at=timezone.now() - dt.timedelta(hours=1))
    assert probes.worker().startswith("a task waits for 3600 s")


def test_the_settings_that_are_not_fit_for_a_server_are_each_named(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = "django.db.backends."
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", f"{engine}sqlite3")
    settings.SITE_ORIGIN = "http://localhost:8000"
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.HTTPS, settings.BEHIND_PROXY, settings.DEBUG = True, False, False
    settings.STATIC_ROOT = "/nowhere"
    assert [message.id for message in configuration_messages()] == [
        f"health.W00{number}" for number in range(1, 6)
    ]
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", f"{engine}postgresql")
    settings.SITE_ORIGIN = "https://record.example.org"
    settings.EMAIL_BACKEND = probes.SMTP
    settings.BEHIND_PROXY, settings.DEBUG = True, True
    assert list(configuration_messages()) == []


def test_the_timers_of_systemd_follow_the_schedule() -> None:
    timers = {
        line.removeprefix("Unit=relations-run@").removesuffix(".service")
        for path in (ROOT / "deploy/systemd").glob("*.timer")
        for line in path.read_text().splitlines()
        if line.startswith("Unit=")
    }
    assert timers == set(schedule.BY_COMMAND)
