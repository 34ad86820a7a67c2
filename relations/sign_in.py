"""Signing in by django-allauth, under /admin/account/."""

from typing import Any

import environ

ACCOUNT = {
    "ACCOUNT_ADAPTER": "editorial.accounts.adapters.AccountAdapter",
    "ACCOUNT_FORMS": {
        "login": "editorial.accounts.forms.SignInForm",
        "reauthenticate": "editorial.accounts.forms.ReauthenticateForm",
    },
    "ACCOUNT_LOGIN_METHODS": {"email", "username"},
    "ACCOUNT_LOGOUT_REDIRECT_URL": "account_login",
    "ACCOUNT_SESSION_REMEMBER": True,  # for SESSION_HOURS
    "ACCOUNT_SIGNUP_ENABLED": False,
    "ACCOUNT_CHANGE_EMAIL": True,  # one address for each account
    "ACCOUNT_EMAIL_VERIFICATION": "none",  # an address is verified when it changes, not at sign-in
    "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": False,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "[Relations] ",
    "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 15 * 60,  # seconds
    "ACCOUNT_REAUTHENTICATION_METHODS": ("password",),  # whose form asks for the second factor too
    "USERSESSIONS_ADAPTER": "editorial.accounts.adapters.SessionsAdapter",
}
SECOND_FACTOR = {
    "MFA_ADAPTER": "editorial.accounts.adapters.SecondFactorAdapter",
    "MFA_FORMS": {
        "add_webauthn": "editorial.accounts.forms.AddKeyForm",
        "edit_webauthn": "editorial.accounts.forms.RenameKeyForm",
    },
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # nobody signs up here
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_RECOVERY_CODE_DIGITS": 12,
    "MFA_TOTP_TOLERANCE": 1,  # step of 30 seconds that a clock may be off
}


def sign_in_settings(env: environ.Env, *, is_debug: bool) -> dict[str, Any]:
    """Return the settings of sign-in, second factor and sessions."""
    attempts, minutes = (
        env.int("SIGN_IN_ATTEMPTS", default=5),
        env.int("SIGN_IN_LOCK_MINUTES", default=15),
    )
    return {
        **ACCOUNT,
        **SECOND_FACTOR,
        "SESSION_COOKIE_AGE": 3600 * env.int("SESSION_HOURS", default=12),  # without a request
        "SIGN_IN_LOCK_MINUTES": minutes,
        # From an address, and of an account from that address.
        "ACCOUNT_RATE_LIMITS": {"login_failed": f"{10 * attempts}/{minutes}m/ip,{attempts}/{minutes}m/key"},
        # Of publishers and administrators. Accounts of the demo have no device, so nothing is required of them.
        "TWO_FACTOR_REQUIRED": env.bool("TWO_FACTOR_REQUIRED", default=not is_debug),
        "MFA_TOTP_ISSUER": env.str("TWO_FACTOR_ISSUER", default="Relations"),  # shown by an authenticator app
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": is_debug,
    }
