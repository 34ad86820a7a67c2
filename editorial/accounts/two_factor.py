"""Second factors: who needs one, who has one, and the reset by an administrator."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.http import HttpRequest

from editorial.accounts import sessions
from editorial.workflow import audit_log
from editorial.workflow.models import AuditAction
from editorial.workflow.roles import Role, get_roles

REQUIRED_OF = frozenset((Role.PUBLISHER, Role.ADMINISTRATOR))
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_required(user: User) -> bool:
    """Return whether this user may not work at the desk without a second factor. One query."""
    return settings.TWO_FACTOR_REQUIRED and bool(get_roles(user) & REQUIRED_OF)


def has_factor(user: User) -> bool:
    """Return whether the user has an authenticator app or a key; recovery codes alone are none. One query."""
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def has_recovery_codes(user: User) -> bool:
    """Return whether the user has recovery codes, used or not. One query."""
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return bool(codes.exists())


def is_missing(request: HttpRequest, user: User | AnonymousUser) -> bool:
    """Return whether the user has yet to set up a factor; at most two queries, none where one was used to sign in."""
    if not isinstance(user, AnonymousUser) and user.is_authenticated and settings.TWO_FACTOR_REQUIRED:
        used = any(record.get("method") == "mfa" for record in get_authentication_records(request, user))
        return not used and is_required(user) and not has_factor(user)
    return False


@transaction.atomic
def reset(user: User, *, by: User, request: HttpRequest) -> None:
    """Take the factors and recovery codes of a user who has lost them, and end the user's sessions."""
    Authenticator.objects.filter(user=user).delete()
    sessions.end_all(user)
    audit_log.record(AuditAction.TWO_FACTOR_RESET, by=by, about=user, request=request)
