"""A cache on a server of its own: used when it answers, and missed by nobody when it does not."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from redis import Redis
from redis.exceptions import RedisError

from editorial.site import remote_cache
from editorial.site.remote_cache import RemoteCache
from tests.factory import make_agreement, make_user
from tests.programs import skip_for_want_of
from tests.serving import ROOT, free_port

pytestmark = pytest.mark.django_db
REDIS_SERVER = Path("/usr/bin/redis-server")
PAGES = ("/en/", "/en/agreements/", "/en/search/?q=steel", "/api/v1/agreements/", "/admin/account/login/")


@pytest.fixture(autouse=True)
def no_outage_of_another_test() -> Iterator[None]:
    RemoteCache._outages.clear()
    yield
    RemoteCache._outages.clear()


def use(settings: Any, port: int) -> None:
    remote = {
        "BACKEND": "editorial.site.remote_cache.RemoteCache",
        "LOCATION": f"redis://:secret-word@127.0.0.1:{port}/0",
    }
    settings.CACHES = {"default": remote, "memory": remote}


@contextmanager
def redis_server(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    if not REDIS_SERVER.exists():
        skip_for_want_of(f"Redis at {REDIS_SERVER}", "redis-server")
    options = {"--port": str(port), "--bind": "127.0.0.1", "--save": "", "--requirepass": "secret-word"}
    server = subprocess.Popen(
        [str(REDIS_SERVER), *(part for option in options.items() for part in option)],
        stdout=subprocess.DEVNULL,
    )
    try:
        for _attempt in range(200):
            try:
                Redis(port=port, password="secret-word").ping()
                break
            except RedisError:
                time.sleep(0.05)
        yield server
    finally:
        server.kill()
        server.wait()


def assert_served(client: Client) -> None:
    for page in PAGES:
        assert client.get(page).status_code == 200, page


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == remote_cache.__name__]


def test_what_is_stored_lies_on_the_server(settings: Any, client: Client) -> None:
    port = free_port()
    use(settings, port)
    with redis_server(port):
        cache.set("kept", {"steel": 1}, 60)
        cache.set_many({"more": 1, "most": 2})
        assert cache.get_many(["kept", "more", "most", "none"]) == {
            "kept": {"steel": 1},
            "more": 1,
            "most": 2,
        }
        assert (cache.incr("more"), cache.has_key("none"), cache.add("more", 9)) == (2, False, False)
        assert cache.touch("more", 5)
        assert cache.delete("more")
        cache.delete_many(["most"])
        assert Redis(port=port, password="secret-word").keys() == [b":1:kept"]
        assert_served(client)
        assert not run_checks(tags=["caches"], include_deployment_checks=True)


def test_a_server_that_goes_and_comes_back_is_missed_by_nobody(
    settings: Any, client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_agreement()
    monkeypatch.setattr(remote_cache, "RETRY_AFTER", 0.0)
    port = free_port()
    use(settings, port)
    with redis_server(port):
        assert_served(client)
    assert_served(client)
    cache.set("meanwhile", 1)
    with redis_server(port):
        assert_served(client)
        assert cache.get("meanwhile") is None
    away, back = lines(caplog)
    assert f"127.0.0.1:{port} fails" in away
    assert "answers again" in back
    assert "secret-word" not in caplog.text


def test_pages_limits_and_signing_in_do_without_a_server_that_refuses(
    settings: Any, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    use(settings, free_port())
    settings.API_ANONYMOUS_LIMIT = 7
    assert_served(client)
    assert [client.get("/api/v1/topics/")["RateLimit"].split(";")[1] for _ in range(2)] == ["r=5", "r=4"]
    user = make_user("editor")
    answer = client.post(reverse("account_login"), {"login": user.username, "password": "secret"})
    assert answer.status_code == 302
    assert len(lines(caplog)) == 1  # for all these requests


def test_a_server_that_never_answers_is_waited_for_once(
    settings: Any, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(remote_cache, "ANSWER_TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        use(settings, silent.getsockname()[1])
        assert_served(client)
    assert len(lines(caplog)) == 1
    assert "Timeout" in lines(caplog)[0]


@pytest.mark.slow  # a process of its own
def test_the_check_of_a_deployment_names_a_cache_that_is_away() -> None:
    environment = {
        **os.environ,
        "DEBUG": "0",
        "SECRET_KEY": "long" * 15,
        "CACHE_URL": f"redis://127.0.0.1:{free_port()}/0",
        "DJANGO_SETTINGS_MODULE": "relations.settings",
    }
    result = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "health.W012" in result.stderr
    assert "Connection refused" in result.stderr or "ConnectionError" in result.stderr
