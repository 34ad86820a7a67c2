"""Record changes of accounts in the audit log.

django-allauth tells of it by signals alone: they are the one exception to “a call, no signal”.
"""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.http import HttpRequest

from editorial.accounts import sessions
from editorial.workflow import audit_log
from editorial.workflow.models import AuditAction

CODES = Authenticator.Type.RECOVERY_CODES


def connect() -> None:
    """Listen to django-allauth; called once, as the app gets ready."""
    account.user_logged_in.connect(_signed_in)
    for signal in (account.password_changed, account.password_set, account.password_reset):
        signal.connect(_password_changed)
    account.email_changed.connect(_email_changed)
    mfa.authenticator_added.connect(_factor_added)
    mfa.authenticator_removed.connect(_factor_removed)
    mfa.authenticator_reset.connect(_codes_made)
    mfa.authenticator_used.connect(_factor_used)
    mfa.authentication_failed.connect(_code_failed)


def _signed_in(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    request.session.pop(sessions.LAST_ACTIVITY, None)
    audit_log.record(AuditAction.SIGNED_IN, by=user, request=request)


def _password_changed(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    sessions.end_all(user, but=request.session.session_key)
    audit_log.record(AuditAction.PASSWORD, by=user, about=user, request=request)


def _email_changed(*, request: HttpRequest, user: User, **kwargs: Any) -> None:
    was, becomes = kwargs.get("from_email_address"), kwargs.get("to_email_address")
    detail = f"{was or '—'} → {becomes or '—'}"
    audit_log.record(AuditAction.EMAIL, by=user, about=user, detail=detail, request=request)


def _factor_added(*, request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    if authenticator.type == CODES:
        return  # made along with the factor
    sessions.end_all(user, but=request.session.session_key)
    detail = _authenticator_name(authenticator)
    audit_log.record(AuditAction.TWO_FACTOR_ON, by=user, detail=detail, request=request)


def _factor_removed(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any
) -> None:
    if authenticator.type != CODES:
        detail = _authenticator_name(authenticator)
        audit_log.record(AuditAction.TWO_FACTOR_OFF, by=user, detail=detail, request=request)


def _codes_made(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    audit_log.record(AuditAction.RECOVERY_CODES, by=user, request=request)


def _factor_used(*, request: HttpRequest, user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    if authenticator.type == CODES:
        audit_log.record(AuditAction.RECOVERY_CODE_USED, by=user, request=request)


def _code_failed(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    audit_log.record(AuditAction.CODE_FAILED, by=user, request=request)


def _authenticator_name(authenticator: Authenticator) -> str:
    """Return what the user calls a key; an app has no name."""
    return str(authenticator) if authenticator.type == Authenticator.Type.WEBAUTHN else ""
