"""The demo record served as in production: DEBUG off, catalogues compiled, styles collected, granian in front."""

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# A corrected text and a withdrawn one, which the demo record lacks.
COMPLETION = """
from django.contrib.auth.models import User
from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.demo.accounts import LOADER
by = User.objects.get(username=LOADER)
corrected = Article.objects.get(slug="statya-tyurkskiy-mir")
corrected.body += "<p>Добавлено при исправлении: уточнены даты.</p>"
corrected.save()
publishing.correct(corrected, by=by, correction_note="Уточнены даты.")
publishing.withdraw(Article.objects.get(slug="novost-zhampetova-2025"), by=by, reason="По просьбе издания.")
"""


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a server whose database and files lie in the folder."""
    return {
        **os.environ,
        "DEBUG": "0",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "HTTPS": "0",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder}/record.sqlite3",
        "STATIC_ROOT": str(folder / "static"),
        "ATTACHMENTS_ROOT": str(folder / "attachments"),
        "TWO_FACTOR_REQUIRED": "0",
        "API_ANONYMOUS_LIMIT": "1000000",
    }


@contextmanager
def served_record() -> Iterator[str]:
    """Prepare the record in a temporary folder, serve it, and yield the address of the site."""
    with _served([["shell", "-v0", "-c", COMPLETION]]) as (address, _addresses):
        yield address


@contextmanager
def served_desk() -> Iterator[tuple[str, dict[str, str]]]:
    """Serve the record with a desk in the midst of work; yield the address of the site and those of its pages."""
    with _served(
        [["shell", "-v0", "-c", "from tests.desk_scene import print_addresses; print_addresses()"]]
    ) as (address, addresses):
        yield address, json.loads(addresses)


@contextmanager
def _served(completed_by: list[list[str]]) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="relations-served-") as name:
        folder = Path(name)
        for kind in ("static", "media"):
            (folder / kind).mkdir()
        env = environment(folder)
        for command in (
            ["compilemessages"],
            ["migrate", "-v0"],
            ["load_demo", "-v0"],
            ["collectstatic", "--no-input", "-v0"],
            *completed_by,
        ):
            setup = subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE
            )
        addresses = setup.stdout.decode()
        port = free_port()
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)),
                *("--no-log", "relations.wsgi:application"),
            ],
            cwd=ROOT,
            env=env,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/robots.txt")
            yield address, addresses
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str, seconds: float = 30) -> None:
    """Return when the address answers."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  (an address of ours)
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
