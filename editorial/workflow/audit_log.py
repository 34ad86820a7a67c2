"""The audit log: who did what at the desk, with what, and from where."""

import re

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model
from django.http import HttpRequest

from editorial.net.client_ip import client_ip
from editorial.workflow.models import AuditAction, AuditEntry

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("YaBrowser", "Yandex"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def record(
    action: AuditAction,
    *,
    by: User | AnonymousUser | None,
    name: str = "",
    about: Model | None = None,
    detail: str = "",
    request: HttpRequest | None = None,
) -> AuditEntry:
    """Record an action; `name` is what a user without an account typed as the name. One query."""
    known = by if isinstance(by, Model) and by.pk else None
    return AuditEntry.objects.create(
        action=action,
        actor_id=known.pk if known else None,
        actor_name=(known.get_username() if known else name)[:150],
        object_type=about._meta.label_lower if about else "",
        object_id=about.pk if about else None,
        object_repr=str(about)[:300] if about else "",
        detail=detail,
        address=(client_ip(request) or None) if request else None,
        device=user_agent_label(request) if request else "",
    )


def user_agent_label(request: HttpRequest) -> str:
    """Name the browser and the system that a request comes from, as far as they say so."""
    return device_label(request.headers.get("User-Agent", ""))


def device_label(agent: str) -> str:
    """Name the browser and the system of a User-Agent header."""
    browser = next((label for word, label in BROWSERS if word in agent), "")
    system = next((label for word, label in SYSTEMS if word in agent), "")
    return ", ".join(filter(None, (browser, system))) or re.sub(r"\s+", " ", agent)[:200]
