"""The guide holds: its commands and programs are run as they stand."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from editorial.api.models import Delivery, Webhook
from editorial.api.webhooks import delivery, signing
from editorial.records import changelog
from editorial.records.models import ChangeKind
from tests.factory import (
    make_agreement,
    make_article,
    make_change,
    make_event,
    make_indicator,
    make_observation,
    make_topic,
)
from tests.programs import skip_for_want_of

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]
PROGRAMS = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def site(transactional_db: None, live_server: LiveServer) -> str:
    """Return the address of a server with a small record."""
    topic = make_topic()
    changelog.record_change(topic, ChangeKind.CREATED)
    make_article(slug="corridor"), make_agreement(), make_event()
    make_observation(make_indicator())
    return str(live_server.url)


def test_the_commands_of_the_guide_are_answered(site: str) -> None:
    if shutil.which("curl") is None:
        skip_for_want_of("curl", "curl")
    assert len(COMMANDS) >= 7
    for command in COMMANDS:
        arguments = ["bash", "-c", command.replace("curl ", "curl --silent --fail --show-error ", 1)]
        done = subprocess.run(
            arguments, env={"SITE": site, "PATH": "/usr/bin:/bin"}, capture_output=True, check=False
        )
        assert done.returncode == 0, (command, done.stderr)
        assert done.stdout


def test_the_programs_of_the_guide_run(site: str) -> None:
    assert len(PROGRAMS) == 3
    results: dict[str, Any] = {"SITE": site}
    for program in PROGRAMS:
        exec(program, results)  # noqa: S102  (our own guide)
    assert len(results["values"]) == 1
    assert results["since"] == changelog.last_position()
    assert "corridor" in [thing["slug"] for thing in results["copy"].values()]


def test_the_program_for_webhooks_knows_our_signature_from_any_other(db: None) -> None:
    results: dict[str, Any] = {}
    exec(PROGRAMS[-1], results)  # noqa: S102  (our own guide)
    webhook = Webhook(name="Библиотека", address="https://example.org/")
    secret = signing.renew(webhook)
    webhook.save()
    change = make_change()
    body, headers = delivery.build_message(Delivery(webhook=webhook, change=change))
    assert results["is_from_us"](secret, headers, body)
    assert not results["is_from_us"](secret, headers, body + b" ")
    assert not results["is_from_us"](secret, headers | {"webhook-timestamp": "1700000000"}, body)
    assert not results["is_from_us"](signing.renew(webhook), headers, body)
