"""The user who loads the demo data, and the demo accounts of the desk."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User

from editorial.accounts import emails
from editorial.workflow.roles import Role

LOADER = "demo"
DESK = {role: f"{role}@relations.example" for role in Role.values}


@dataclass(frozen=True)
class Cast:
    """The authors, editors and publishers of the demo texts."""

    author: User
    editor: User
    publisher: User


def assemble() -> tuple[Cast, dict[str, str]]:
    """Return the cast, and the passwords of the accounts by user name.

    While DEBUG is on, each group of the desk has an account, whose password is made once and remembered in
    `DEMO_PASSWORDS`. Otherwise one account, with which nobody can sign in, plays all parts.
    """
    if not settings.DEBUG:
        loader = _account(LOADER, groups=(Role.ADMINISTRATOR,), password=None)
        return Cast(author=loader, editor=loader, publisher=loader), {}
    users = {user.username: user for user in User.objects.filter(username__in=DESK.values())}
    made = {}
    for role, name in DESK.items():
        if name not in users:
            made[name] = secrets.token_urlsafe(9)
            users[name] = _account(name, groups=(role,), password=made[name])
    passwords = _store_passwords(made) if made else stored_passwords()
    return Cast(*(users[DESK[role]] for role in (Role.AUTHOR, Role.EDITOR, Role.PUBLISHER))), passwords


def stored_passwords() -> dict[str, str]:
    """Return the passwords that the accounts were made with, as far as this machine remembers them."""
    path = Path(settings.DEMO_PASSWORDS)
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _store_passwords(made: dict[str, str]) -> dict[str, str]:
    passwords = stored_passwords() | made
    path = Path(settings.DEMO_PASSWORDS)
    path.parent.mkdir(exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(passwords), encoding="utf-8")
    return passwords


def _account(name: str, *, groups: tuple[str, ...], password: str | None) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        user = User(username=name, email=name if "@" in name else "", is_staff=password is not None)
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name__in=groups))
        emails.set_verified(user, user.email)
    return user
