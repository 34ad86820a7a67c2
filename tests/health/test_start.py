"""A server does not start half configured, and commands have the settings of the service."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT

SECRET = "0123456789abcdef" * 3


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the checkout with these variables and none of the tests'."""
    base = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**base, "RELATIONS_ENV_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"DEBUG": "0"}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is no secret"),
        ({"SECRET_KEY": f"django-insecure-{SECRET}"}, "SECRET_KEY is no secret"),
        ({"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"SECRET_KEY": SECRET, "DEBUG": "1"}, "DEBUG is on"),
    ],
)
def test_an_unsafe_server_does_not_start(environment: dict[str, str], word: str, tmp_path: Path) -> None:
    server = tmp_path / "granian"
    server.write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r}); import relations.wsgi")
    result = run(environment, str(server))
    assert result.returncode != 0
    assert word in result.stderr


def test_a_command_reads_the_file_of_the_service_as_systemd_does(tmp_path: Path) -> None:
    file = tmp_path / "relations.env"
    file.write_text(
        f"# settings\nSECRET_KEY={SECRET}\nDATABASE_URL=sqlite:///{tmp_path}/a&b.sqlite3\n"
        'DEFAULT_FROM_EMAIL="Relations; $HOME <relations@example.org>"\nEMAIL_URL=\n'
    )
    code = (
        "from django.conf import settings as s;"
        "print(s.DATABASES['default']['NAME'], s.DEBUG, s.DEFAULT_FROM_EMAIL)"
    )
    result = run({"RELATIONS_ENV_FILE": str(file)}, "manage.py", "shell", "-v0", "-c", code)
    assert result.stdout.strip() == f"{tmp_path}/a&b.sqlite3 False Relations; $HOME <relations@example.org>"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("SECRET_KEY\n", "line 1: not of the form"),
        ('A=1\nB="x\n', "line 2: the quotation mark is not closed"),
    ],
)
def test_a_malformed_file_stops_with_its_line(text: str, word: str, tmp_path: Path) -> None:
    file = tmp_path / "relations.env"
    file.write_text(text)
    result = run({"RELATIONS_ENV_FILE": str(file)}, "manage.py", "check")
    assert result.returncode == 1
    assert word in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_cannot_be_read_says_whose_command_it_is(tmp_path: Path) -> None:
    result = run({"RELATIONS_ENV_FILE": str(tmp_path)}, "manage.py", "check")
    assert result.returncode == 1
    assert "Run this as the user of the site" in result.stderr
