"""Adapters of django-allauth: addresses, limits, letters, and who may sign in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context, ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.accounts import emails, two_factor
from editorial.accounts.reauthentication import is_recent
from editorial.net.client_ip import client_ip
from editorial.queue import tasks
from editorial.workflow import audit_log
from editorial.workflow.models import AuditAction

UNKNOWN_ADDRESS = "::"  # a line of a session must have one


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in of those who work at the desk."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": format_lazy(
            gettext_lazy("Too many failed attempts. Try again in {minutes} min."),
            minutes=settings.SIGN_IN_LOCK_MINUTES,
        ),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that the audit log has too."""
        return client_ip(request) or UNKNOWN_ADDRESS

    def get_http_user_agent(self, request: HttpRequest) -> str:
        """Name the browser and the system in letters."""
        return audit_log.user_agent_label(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # By name and address: nobody locks out another by failing from elsewhere.
        return f"{_name_in(credentials).lower()} {self.get_client_ip(request)}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a wrong password down, and that it was the last of too many."""
        name = _name_in(credentials)
        audit_log.record(AuditAction.FAILED, by=None, name=name, request=request)
        key = self._get_login_attempts_cache_key(request, **credentials)
        if not ratelimit.consume(request, action="login_failed", key=key, dry_run=True):
            audit_log.record(AuditAction.LOCKED, by=None, name=name, request=request)

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Let nobody in who has nothing to do at the desk, by whatever way."""
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refused is None and not user.is_staff:
            refused = self.respond_user_inactive(request, user)
        return refused

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Ask somebody with a second factor and no recovery codes to make some."""
        emails.confirm_if_new(user)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if not two_factor.has_factor(user) or two_factor.has_recovery_codes(user):
            return response
        messages.warning(request, _("You have no recovery codes. Generate new ones and save them."))
        return HttpResponseRedirect(reverse("mfa_generate_recovery_codes"))

    def logout(self, request: HttpRequest) -> None:
        """Write down who it was while that is known."""
        if request.user.is_authenticated:
            audit_log.record(AuditAction.SIGNED_OUT, by=request.user, request=request)
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Take a sign-in of a short while ago for a confirmation."""
        return super().is_reauthentication_required(app=app, **kwargs) and not is_recent(self.request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a letter here, where the request is known, and leave its sending to a task."""
        known = {"request": self.request, "email": email, "current_site": get_current_site(self.request)}
        letter = self.render_mail(template_prefix, email, {**known, **context})
        tasks.send_letter.enqueue(email, letter.subject, letter.body)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "Your role requires two-factor authentication, so it cannot be turned off."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse the only factor of somebody who must have one."""
        user = authenticator.user
        others = Authenticator.objects.filter(user=user, type__in=two_factor.FACTORS)
        return not two_factor.is_required(user) or others.exclude(pk=authenticator.pk).exists()


class SessionsAdapter(DefaultUserSessionsAdapter):  # type: ignore[misc]
    """Signing out elsewhere."""

    def end_sessions(self, sessions: list[UserSession]) -> None:
        """End them, and write down whose."""
        super().end_sessions(sessions)
        for user in {one.user for one in sessions}:
            audit_log.record(
                AuditAction.SIGNED_OUT_ELSEWHERE, by=user, detail=str(len(sessions)), request=context.request
            )


def _name_in(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username") or credentials.get("email") or "")
