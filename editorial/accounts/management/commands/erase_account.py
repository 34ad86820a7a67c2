"""Write the data of an account to a file, or erase it; at the request of the person."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q

from editorial.workflow import audit_chain
from editorial.workflow.models import AuditEntry

FIELDS = ("username", "first_name", "last_name", "email", "date_joined", "last_login", "is_active")
ENTRY_FIELDS = ("at", "action", "object_type", "object_repr", "detail", "address", "device")


class Command(BaseCommand):
    """Export first; erasure cannot be undone."""

    help = "Write the data of an account to FILE; with --erase, then erase it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the account and the file."""
        parser.add_argument("username")
        parser.add_argument("file", type=Path, help="where its data are written as JSON")
        parser.add_argument(
            "--erase", action="store_true", help="then erase the person and close the account"
        )

    def handle(self, *, username: str, file: Path, erase: bool, **_options: Any) -> None:
        """Refuse an unknown account and a file that exists; what the person published stays signed as it was."""
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account {username!r}.")
        if file.exists():
            raise CommandError(f"{file} exists already.")
        text = json.dumps(account_data(user), ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
        file.touch(mode=0o600)
        file.write_text(text + "\n", encoding="utf-8")
        self.stdout.write(f"{file}: the data of {username}.")
        if erase:
            entries = erase_account(user)
            self.stdout.write(f"Erased; {entries} entries of the audit log name nobody now.")


def account_data(user: User) -> dict[str, Any]:
    """Return what is stored of a person: the account, groups, addresses, sessions, entries of the audit log."""
    entries = AuditEntry.objects.filter(Q(actor=user) | Q(actor_name=user.get_username()))
    return {
        "account": {name: getattr(user, name) for name in FIELDS},
        "groups": list(user.groups.values_list("name", flat=True)),
        "addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "sessions": list(
            UserSession.objects.filter(user=user).values("ip", "user_agent", "created_at", "last_seen_at")
        ),
        "audit_log": list(entries.order_by("pk").values(*ENTRY_FIELDS)),
    }


@transaction.atomic
def erase_account(user: User) -> int:
    """Empty the account and what names its person, and close it; rows that point to it keep a nameless one."""
    entries = audit_chain.erase_person(user)
    for model in (EmailAddress, UserSession, Authenticator):
        model.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.username, user.email = f"erased-{user.pk}", ""
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    return entries
