"""Who loads the demo record, and the accounts with which one tries the desk."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group, User

from editorial.workflow.states import Role

LOADER = "demo"
DESK = tuple(Role.values)


@dataclass(frozen=True)
class Cast:
    """Who writes, edits and publishes the texts of the demo record."""

    author: User
    editor: User
    publisher: User


def assemble() -> tuple[Cast, dict[str, str]]:
    """Return the cast, and the passwords of the accounts that were made just now, by user name.

    While DEBUG is on, each group of the desk has an account of its name. Otherwise one account, with which
    nobody can sign in, plays all parts.
    """
    if not settings.DEBUG:
        loader = _account(LOADER, groups=(Role.ADMINISTRATOR,), password=None)
        return Cast(author=loader, editor=loader, publisher=loader), {}
    passwords, users = {}, {}
    known = {user.username: user for user in User.objects.filter(username__in=DESK)}
    for role in DESK:
        if role not in known:
            passwords[role] = secrets.token_urlsafe(9)
            known[role] = _account(role, groups=(role,), password=passwords[role])
        users[role] = known[role]
    return Cast(users[Role.AUTHOR], users[Role.EDITOR], users[Role.PUBLISHER]), passwords


def _account(name: str, *, groups: tuple[str, ...], password: str | None) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        user = User(username=name, email=f"{name}@relations.example", is_staff=password is not None)
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name__in=groups))
    return user
