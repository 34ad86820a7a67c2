"""Where somebody is signed in, and signing out elsewhere."""

import datetime as dt

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from editorial.accounts.models import DeskSession
from editorial.net.client_ip import client_ip
from editorial.workflow.audit_log import user_agent_label

SEEN_EVERY = dt.timedelta(minutes=1)
SEEN = "seen_at"


def note_seen(request: HttpRequest, user: User) -> None:
    """Write down that the user is here, at most once a minute; the session is prolonged by it."""
    now = timezone.now()
    last = request.session.get(SEEN)
    if last and now - dt.datetime.fromisoformat(last) < SEEN_EVERY:
        return
    key = request.session.session_key
    with transaction.atomic():
        # The lock keeps a session that is being ended elsewhere from leaving a line without it.
        if not Session.objects.select_for_update().filter(pk=key).exists():
            return
        DeskSession.objects.update_or_create(
            session_id=key,
            defaults={
                "user": user,
                "seen_at": now,
                "address": client_ip(request) or None,
                "device": user_agent_label(request),
            },
        )
    request.session[SEEN] = now.isoformat()


def of(user: User) -> "list[DeskSession]":
    """List the sessions that have not ended, the latest first. One query."""
    return list(
        DeskSession.objects.filter(user=user, session__expire_date__gt=timezone.now()).order_by("-seen_at")
    )


def end(user: User, number: int) -> bool:
    """Sign the user out of one session; False when there is none of that number."""
    return bool(Session.objects.filter(desk=number, desk__user=user).delete()[0])


def end_others(request: HttpRequest, user: User) -> int:
    """Sign the user out everywhere but here; returns the number of sessions ended."""
    others = [each.session_id for each in of(user) if each.session_id != request.session.session_key]
    Session.objects.filter(pk__in=others).delete()
    return len(others)


def end_all(user: User) -> None:
    """Sign the user out everywhere."""
    keys = DeskSession.objects.filter(user=user).values_list("session_id", flat=True)
    Session.objects.filter(pk__in=list(keys)).delete()
