"""Signing in and out, and what somebody can see and change of the own sign-in."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from editorial.accounts import sessions, two_factor
from editorial.accounts.confirmation import confirmed_recently, is_recent, record_confirmation
from editorial.accounts.forms import CodeForm, ConfirmForm, SignInForm, wrong_code
from editorial.accounts.middleware import account_of
from editorial.accounts.two_factor import Owed
from editorial.workflow import audit_log
from editorial.workflow.models import AuditAction


class SignInView(LoginView):
    """The password, then the second step where one is owed."""

    template_name = "admin/login.html"
    authentication_form = SignInForm
    next_page = "admin:index"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send on whoever has done this step."""
        if admin.site.has_permission(request):
            return HttpResponseRedirect(self.get_success_url())
        account = account_of(request)
        if account is not None and not request.user.is_authenticated:
            page = "accounts:code" if two_factor.owed(account) is Owed.CODE else "accounts:set-up"
            query = {self.redirect_field_name: self.get_success_url()}
            return HttpResponseRedirect(f"{reverse(page)}?{urlencode(query)}")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Write the sign-in down."""
        response = super().form_valid(form)
        self.request.session.pop(sessions.SEEN, None)
        record_confirmation(self.request)
        audit_log.record(AuditAction.SIGNED_IN, by=form.get_user(), request=self.request)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page what the desk's frame needs."""
        frame = {**admin.site.each_context(self.request), "title": _("Sign in")}
        return super().get_context_data(**kwargs, **frame, app_path=self.request.get_full_path())


class SignOutView(LogoutView):
    """Sign out, and write it down."""

    template_name = "registration/logged_out.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Note who it was while that is known."""
        account = account_of(request)
        if account is not None:
            audit_log.record(AuditAction.SIGNED_OUT, by=account, request=request)
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the page what the desk's frame needs."""
        return super().get_context_data(**kwargs, **admin.site.each_context(self.request))


@never_cache
@sensitive_post_parameters()
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the second step."""
    account = account_of(request)
    if account is None or two_factor.owed(account) is not Owed.CODE:
        return _to_sign_in(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if two_factor.verify(request, account, form.cleaned_data["code"]):
            return HttpResponseRedirect(_next(request))
        form.add_error("code", wrong_code(account))
    return _page(request, "code", title=_("Two-factor authentication"), form=form, account=account)


@never_cache
@sensitive_post_parameters()
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask an open session for the password, and for the code where one is set up."""
    account = account_of(request)
    if account is None or two_factor.owed(account) is Owed.CODE:
        return _to_sign_in(request)
    if is_recent(request):
        return HttpResponseRedirect(_next(request))
    form = ConfirmForm(request, account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        record_confirmation(request)
        return HttpResponseRedirect(_next(request))
    return _page(request, "confirm", title=_("Confirm that it is you"), form=form, account=account)


@never_cache
@sensitive_post_parameters()
@confirmed_recently
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the key as a picture and as text, and confirm it by the first code."""
    account = account_of(request)
    if account is None or two_factor.owed(account) is Owed.CODE:
        return _to_sign_in(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = two_factor.confirm(request, account, form.cleaned_data["code"])
        if codes:
            return _page(request, "codes", title=_("Recovery codes"), codes=codes, next=_next(request))
        form.add_error(
            "code",
            _("Invalid code. Check the time on your device and enter the latest code."),
        )
    device = two_factor.begin(account)
    return _page(
        request,
        "set_up",
        title=_("Set up two-factor authentication"),
        form=form,
        account=account,
        picture=two_factor.picture_of(device),
        key=two_factor.key_of(device),
        is_required=two_factor.is_required(account),
    )


@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """Show the own two-factor sign-in and sessions."""
    if not admin.site.has_permission(request):
        return _to_sign_in(request)
    user = _user(request)
    return _page(
        request,
        "own",
        title=_("Account security"),
        has_device=two_factor.device_of(user) is not None,
        codes_left=user.recovery_codes.count(),
        is_required=two_factor.is_required(user),
        sessions=sessions.of(user),
        this_session=request.session.session_key,
    )


@never_cache
@require_POST
@confirmed_recently
def change_two_factor(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, or remove two-factor sign-in."""
    if not admin.site.has_permission(request):
        return _to_sign_in(request)
    user = _user(request)
    if two_factor.device_of(user) is None:
        return HttpResponseRedirect(reverse("accounts:own"))
    back = HttpResponseRedirect(reverse("accounts:own"))
    removes = "remove" in request.POST
    if removes and two_factor.is_required(user):
        messages.error(
            request, _("Your role requires two-factor authentication, so it cannot be turned off.")
        )
        return back
    if removes:
        two_factor.remove(user, by=user, request=request)
        messages.success(request, _("Two-factor authentication has been turned off."))
        return back
    codes = two_factor.renew_codes(request, user)
    return _page(request, "codes", title=_("Recovery codes"), codes=codes, next=reverse("accounts:own"))


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Sign out of one other session, or of all others."""
    if not admin.site.has_permission(request):
        return _to_sign_in(request)
    user, number = _user(request), request.POST.get("session", "")
    one = number.isdigit()
    ended = sessions.end(user, int(number)) if one else sessions.end_others(request, user)
    if ended:
        audit_log.record(AuditAction.SIGNED_OUT_ELSEWHERE, by=user, request=request, detail=str(int(ended)))
        messages.success(request, _("The other session has been signed out."))
    return HttpResponseRedirect(reverse("accounts:own"))


@sensitive_post_parameters()
@confirmed_recently
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the own password as the admin does, and write it down."""
    if not admin.site.has_permission(request):
        return _to_sign_in(request)
    response = admin.site.password_change(request)
    if request.method == "POST" and response.status_code == 302:
        audit_log.record(AuditAction.PASSWORD, by=_user(request), about=_user(request), request=request)
    return response


def _user(request: HttpRequest) -> User:
    account = account_of(request)
    if account is None:
        raise RuntimeError("This page is for those who are signed in.")
    return account


def _next(request: HttpRequest) -> str:
    asked = (request.POST if request.method == "POST" else QueryDict()).get("next") or request.GET.get(
        "next", ""
    )
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if safe else reverse("admin:index")


def _to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': _next(request)})}")


def _page(request: HttpRequest, name: str, **context: Any) -> TemplateResponse:
    frame = {**admin.site.each_context(request), **context}
    return TemplateResponse(request, f"admin/account/{name}.html", frame)
