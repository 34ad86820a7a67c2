"""Sessions of a user: the list of devices, and signing out elsewhere."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

ACTIVITY_INTERVAL = dt.timedelta(minutes=1)
LAST_ACTIVITY = "seen_at"


def record_activity(request: HttpRequest) -> None:
    """Write down that the user is here, at most once a minute."""
    now = timezone.now()
    last = request.session.get(LAST_ACTIVITY)
    if last and now - dt.datetime.fromisoformat(last) < ACTIVITY_INTERVAL:
        return
    # One that is being ended elsewhere leaves no line behind.
    key = request.session.session_key
    if key is None or not request.session.exists(key):
        return
    UserSession.objects.create_from_request(request)
    request.session[LAST_ACTIVITY] = now.isoformat()


def open_sessions(user: User) -> QuerySet[UserSession]:
    """Return the sessions that have not ended, the latest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows: QuerySet[UserSession] = UserSession.objects.filter(user=user, session_key__in=alive)
    return rows.order_by("-last_seen_at")


def end_all(user: User, *, but: str | None = None) -> int:
    """Sign the user out everywhere, but in the session of this key; return the number of sessions ended."""
    ended = [one for one in UserSession.objects.filter(user=user) if one.session_key != but]
    for one in ended:
        one.end()
    return len(ended)
