"""Forms of sign-in and confirmation, with the fields that django-allauth lacks."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, EditWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail or user name, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = _("E-mail or username")
        login.widget.attrs.update(autocomplete="username", autofocus=True, spellcheck="false")

    def clean(self) -> Any:
        """Refuse an account without access to the desk as one that there is not."""
        cleaned = super().clean()
        if self.user is not None and not self.user.is_staff:
            raise get_adapter().validation_error("username_password_mismatch")
        return cleaned


class ReauthenticateForm(PasswordForm):  # type: ignore[misc]
    """The password and, where a second factor is set up, a code or a key as well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs["autofocus"] = True
        types = set(Authenticator.objects.filter(user=self.user).values_list("type", flat=True))
        self.takes_key = Authenticator.Type.WEBAUTHN in types
        if types:
            attributes = {"autocomplete": "one-time-code", "spellcheck": "false"}
            self.fields["code"] = forms.CharField(
                label=_("Code"),
                max_length=30,
                required=not self.takes_key,
                widget=forms.TextInput(attrs=attributes),
                help_text=_("From your authenticator app, or a recovery code."),
            )
        if self.takes_key:
            self.fields["credential"] = forms.JSONField(required=False, widget=forms.HiddenInput)

    def key_options(self) -> dict[str, Any]:
        """Return what the browser asks a key for."""
        return {"request_options": begin_authentication(self.user)}

    def clean(self) -> dict[str, Any]:
        """Try the factor after the password: a code is spent by trying."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or "code" not in self.fields:
            return cleaned
        name = "credential" if cleaned.get("credential") else "code"
        kind = AuthenticateWebAuthnForm if name == "credential" else AuthenticateForm
        factor = kind(user=self.user, data={name: self.data.get(name, "")})
        if factor.is_valid():
            factor.save()
        else:
            for message in factor.errors[name]:
                self.add_error(name, message)
        return cleaned


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A key, with a label that the package does not translate."""

    name = forms.CharField(label=_("Key name"), required=False, max_length=100)


class RenameKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """The name of a key."""

    name = forms.CharField(label=_("Key name"), max_length=100)
