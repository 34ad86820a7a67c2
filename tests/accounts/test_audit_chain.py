"""The audit log shows that it is whole, also after retention and erasure."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from editorial.workflow import audit_chain, audit_log
from editorial.workflow.models import AuditAction, AuditEntry, AuditSeal

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    """An editor with five entries."""
    user = User.objects.create_user("aigerim", "aigerim@example.org", "a-long-password-1", is_staff=True)
    for number in range(5):
        audit_log.record(AuditAction.SIGNED_IN, by=user, detail=f"entry {number}")
    audit_chain.seal()
    return user


def test_a_whole_log_verifies_and_sealing_again_adds_nothing(person: User) -> None:
    assert audit_chain.seal() == 0
    assert list(audit_chain.verify()) == []


@pytest.mark.parametrize("change", [{"action": "password"}, {"detail": "x"}, {"actor_name": "another"}])
def test_a_changed_entry_is_named(person: User, change: dict[str, Any]) -> None:
    entry = AuditEntry.objects.order_by("pk")[2]
    AuditEntry.objects.filter(pk=entry.pk).update(**change)
    with pytest.raises(CommandError, match="not what was written: 1 faults"):
        call_command("verify_audit_log")
    assert [fault.split(":")[0] for fault in audit_chain.verify()] == [str(entry.pk)]


def test_a_deleted_entry_and_a_deleted_seal_are_named(person: User) -> None:
    first, second = AuditEntry.objects.order_by("pk")[1:3]
    first.delete()
    assert [fault.split(": ")[1] for fault in audit_chain.verify()] == ["the entry is gone"]
    AuditSeal.objects.filter(entry_key=second.pk).delete()
    assert "the chain is broken" in " ".join(audit_chain.verify())


def test_retention_deletes_and_the_chain_still_verifies(person: User, settings: Any) -> None:
    AuditEntry.objects.all().delete()
    AuditSeal.objects.all().delete()
    old = audit_log.record(AuditAction.SIGNED_IN, by=person)
    AuditEntry.objects.filter(pk=old.pk).update(at=timezone.now() - dt.timedelta(days=400))
    recent = audit_log.record(AuditAction.SIGNED_OUT, by=person)
    settings.AUDIT_RETENTION_DAYS = 365
    call_command("verify_audit_log")
    assert list(AuditEntry.objects.values_list("pk", flat=True)) == [recent.pk]
    assert list(audit_chain.verify()) == []


def test_an_erased_person_is_nowhere_and_the_chain_still_verifies(person: User, tmp_path: Path) -> None:
    file = tmp_path / "data.json"
    call_command("erase_account", "aigerim", str(file), "--erase")
    data = json.loads(file.read_text())
    assert data["account"]["email"] == "aigerim@example.org"
    assert len(data["audit_log"]) == 5
    person.refresh_from_db()
    assert (person.email, person.is_active, person.has_usable_password()) == ("", False, False)
    assert not AuditEntry.objects.filter(actor_name="aigerim").exists()
    assert not AuditEntry.objects.filter(detail__contains="entry").exists()
    assert list(audit_chain.verify()) == []
    assert not Client().login(username="aigerim", password="a-long-password-1")
    with pytest.raises(CommandError, match="no account"):
        call_command("erase_account", "aigerim", str(tmp_path / "again.json"))
