"""Accounts of a server of v0.1, which the stored databases lack, and their state after the upgrade."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from tests.one_time_codes import code_at

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
KEY = "48656c6c6f21deadbeef48656c6c6f21deadbeef"  # the same as django-otp stored it
NOW, EARLIER = "2026-11-20 10:00:00+00:00", "2026-10-20 10:00:00+00:00"
USERS = (
    (101, "chief", "Chief@Example.org", NOW),
    (102, "namesake", "chief@example.org", EARLIER),
    (103, "nameless", "", NOW),
)
DEVICES = ((101, "TRUE"), (102, "FALSE"))
STATEMENTS = [
    *(
        "INSERT INTO auth_user (id, username, email, last_login, date_joined, password, first_name, last_name, "
        f"is_staff, is_active, is_superuser) VALUES ({key}, '{name}', '{email}', '{seen}', '{EARLIER}', '!', '', '', "
        "TRUE, TRUE, FALSE)"
        for key, name, email, seen in USERS
    ),
    *(
        "INSERT INTO otp_totp_totpdevice (id, name, confirmed, key, step, t0, digits, tolerance, drift, last_t, user_id, "
        f"throttling_failure_count) VALUES ({user}, 'desk', {confirmed}, '{KEY}', 30, 0, 6, 1, 0, -1, {user}, 0)"
        for user, confirmed in DEVICES
    ),
    f"INSERT INTO accounts_recoverycode (id, digest, made_at, user_id) VALUES (1, 'digest', '{EARLIER}', 101)",
    "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('open', '', '2099-01-01 00:00:00+00:00')",
    (
        "INSERT INTO accounts_desksession (id, address, device, since, seen_at, session_id, user_id) VALUES "
        f"(1, '192.0.2.1', 'Firefox', '{EARLIER}', '{NOW}', 'open', 101)"
    ),
]


def state() -> dict[str, Any]:
    """Return what an upgraded database holds of them, and how their owner signs in."""
    chief = User.objects.get(username="chief")
    chief.set_password("secret")
    chief.save()
    sessions = Session.objects.count()
    client, host = Client(), {"HTTP_HOST": "127.0.0.1"}
    given = {"login": "CHIEF@example.org", "password": "secret"}
    steps = [client.post("/admin/account/login/", given, **host)["Location"]]
    code, other = code_at(SECRET), Client()
    steps.append(client.post("/admin/account/2fa/authenticate/", {"code": code}, **host)["Location"])
    steps.append(str(client.get("/admin/", **host).status_code))
    other.post("/admin/account/login/", given, **host)
    return {
        "addresses": list(EmailAddress.objects.values_list("user__username", "email", "verified", "primary")),
        "apps": list(Authenticator.objects.values_list("user__username", "type", "data__secret")),
        "emails": dict(User.objects.filter(pk__gt=100).values_list("username", "email")),
        "sessions": sessions,
        "steps": steps,
        "second use": other.post("/admin/account/2fa/authenticate/", {"code": code}, **host).status_code,
        "tables": [
            name
            for name in connection.introspection.table_names()
            if name.startswith(("axes_", "otp_", "accounts_"))
        ],
        "cache": "cache_entries" in connection.introspection.table_names(),
    }
