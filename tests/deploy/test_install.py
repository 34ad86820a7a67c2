"""The install script from an empty folder: install, upgrade without a lost request, roll back."""

import getpass
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import pytest

from tests.programs import skip_for_want_of
from tests.serving import ROOT, free_port

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
NOT_PASSED_ON = {"DEBUG", "DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE"}
SCRIPT = ROOT / "deploy/relations"


class Server:
    """A folder with what a server has in /srv, /etc and /var."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = (free_port(), free_port())
        self.front = free_port()
        self.settings = folder / "relations.env"
        self.units = folder / "units"
        self.units.mkdir()
        starter = folder / "systemctl"
        starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "tests/deploy/services.py"}" "$@"\n')
        starter.chmod(0o755)
        self.environment = {
            **{key: value for key, value in os.environ.items() if key not in NOT_PASSED_ON},
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "RELATIONS_HOME": str(folder / "srv"),
            "RELATIONS_DATA": str(folder / "var"),
            "RELATIONS_ENV_FILE": str(self.settings),
            "RELATIONS_UNITS": str(self.units),
            "RELATIONS_USER": getpass.getuser(),
            "RELATIONS_PYTHON": sys.executable,
            "RELATIONS_PORTS": " ".join(map(str, self.ports)),
            "RELATIONS_SYSTEMCTL": str(starter),
            "RELATIONS_SKIP": "packages account database proxy",
        }

    def run(self, *arguments: str) -> str:
        """Run the script; its words are the message where it fails."""
        result = subprocess.run(
            [SCRIPT, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stdout + result.stderr + self.logs()
        return result.stdout + result.stderr

    def logs(self) -> str:
        """Return what the services wrote."""
        return "\n".join(path.read_text()[-3000:] for path in self.units.glob("run/*.log"))

    def stop(self) -> None:
        """End what the units started."""
        for path in self.units.glob("run/*.pid"):
            subprocess.run(
                [self.environment["RELATIONS_SYSTEMCTL"], "stop", path.stem],
                env=self.environment,
                check=False,
            )

    def release(self) -> str:
        """Return the name of the release that runs."""
        return (self.folder / "srv/current").resolve().name


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server without anything on it but a settings file for SQLite."""
    made = Server(tmp_path)
    for name in ("srv", "var"):
        (tmp_path / name).mkdir()
    (tmp_path / "srv/releases").mkdir()
    yield made
    made.stop()


@pytest.fixture
def proxy(server: Server) -> Iterator[str]:
    """Nginx with the configuration of deploy/nginx before the two web processes."""
    if shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") is None:
        skip_for_want_of("nginx", "nginx-light")
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    site = (ROOT / "deploy/nginx/relations.conf").read_text()
    site = site.replace("127.0.0.1:8001", f"127.0.0.1:{server.ports[0]}")
    site = site.replace("127.0.0.1:8002", f"127.0.0.1:{server.ports[1]}")
    site = re.sub(r"listen 80;", f"listen 127.0.0.1:{server.front};", site)
    site = re.sub(r"listen \[::\]:80;", "", site)
    folder = server.folder / "nginx"
    folder.mkdir()
    temporary = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {temporary}\n{site} }}"
    )
    process = subprocess.Popen([str(program), "-p", str(folder), "-c", str(folder / "nginx.conf")])
    yield f"http://127.0.0.1:{server.front}"
    process.terminate()
    process.wait(20)


class Readers:
    """Two readers who ask for pages one after the other until they are stopped."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.statuses: Counter[int] = Counter()
        self.ends = threading.Event()
        self.threads = [threading.Thread(target=self._read) for _ in range(2)]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.ends.set()
        for thread in self.threads:
            thread.join()

    def _read(self) -> None:
        while not self.ends.is_set():
            self.statuses[status_of(f"{self.address}/en/")] += 1
            time.sleep(0.02)


def status_of(url: str) -> int:
    """Return the status of an answer; 0 where there was none."""
    host = urlsplit(url)
    connection = http.client.HTTPConnection(host.hostname or "", host.port, timeout=60)
    try:
        connection.request("GET", host.path, headers={"Host": "record.example.org"})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
    return answer.status


def test_a_server_is_installed_upgraded_without_a_lost_request_and_rolled_back(
    server: Server, proxy: str
) -> None:
    server.settings.write_text(
        (ROOT / "deploy/systemd/relations.env.example")
        .read_text()
        .replace("SECRET_KEY=\n", f"SECRET_KEY={'0123456789abcdef' * 4}\n")
        .replace(
            "postgresql://relations@/relations?host=/var/run/postgresql", f"sqlite:///{server.folder}/a&b.db"
        )
        .replace("/var/lib/relations", str(server.folder / "var"))
        .replace("BEHIND_PROXY=1", "HTTPS=0")
    )
    server.run("install", "record.example.org")
    first = server.release()
    assert (server.folder / "a&b.db").exists()  # no shell has read the file
    assert status_of(f"{proxy}/en/") == 200
    assert status_of(f"{proxy}/health/live") == 200
    assert status_of(f"{proxy}/metrics") == 404

    with Readers(proxy) as readers:
        words = server.run("upgrade")
    assert set(readers.statuses) == {200}, f"{readers.statuses} {server.logs()}"
    assert server.release() != first
    assert list((server.folder / "var/backups").glob("relations-*.zip"))
    assert "health.W001" in words  # SQLite: said, and no reason to stop

    with Readers(proxy) as readers:
        server.run("rollback")
    assert set(readers.statuses) == {200}
    assert server.release() == first
    connection = http.client.HTTPConnection("127.0.0.1", server.ports[0])
    connection.request("GET", "/health/ready")
    health = json.loads(connection.getresponse().read())
    connection.close()
    assert health["checks"]["database"] == health["checks"]["migrations"] == "ok"
