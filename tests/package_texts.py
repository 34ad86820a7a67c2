"""Texts that the desk and the API take from packages: the files that hold them, and their translations."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

from editorial.i18n.catalogues import MARKERS

# What a page of the desk or a refusal is made of; templates that the project replaces among them.
FILES = {
    "django": (
        "contrib/admin/*.py", "contrib/admin/templatetags/*.py", "contrib/admin/views/*.py", "contrib/auth/*.py",
        "core/paginator.py", "core/validators.py", "db/models/base.py", "db/models/constraints.py",
        "db/models/fields/*.py", "forms/*.py", "utils/dates.py", "utils/ipv6.py", "utils/text.py",
        "utils/timesince.py",
    ),
    "unfold": (
        "*.py", "contrib/filters/**/*", "contrib/forms/*.py", "contrib/import_export/**/*", "contrib/inlines/**/*",
        "templatetags/*.py", "templates/admin/**/*.html", "templates/registration/password_change*.html",
        "templates/registration/logged_out.html", "templates/unfold/**/*.html",
    ),
    "import_export": ("admin.py", "forms.py", "widgets.py"),
    "rest_framework": ("exceptions.py",),
    "allauth": (
        "account/adapter.py", "account/fields.py", "account/forms.py", "mfa/adapter.py", "mfa/**/forms.py",
        "templates/account/account_inactive.html", "templates/account/email_c*.html",
        "templates/account/password_*.html", "templates/account/signup_closed.html", "templates/account/logout.html",
        "templates/account/snippets/*.html", "templates/account/messages/*.txt",
        "templates/account/email/base_notification.txt", "templates/account/email/email_c*.txt",
        "templates/account/email/password_*.txt", "templates/mfa/authenticate.html", "templates/mfa/index.html",
        "templates/mfa/recovery_codes/*.html", "templates/mfa/totp/*.html", "templates/mfa/webauthn/a*m*.html",
        "templates/mfa/webauthn/edit_form.html", "templates/mfa/webauthn/snippets/scripts.html",
        "templates/mfa/email/*.txt", "templates/mfa/messages/*.txt",
    ),
    "django_filters": ("fields.py",),
}  # fmt: skip
LEFT_OUT = {
    # keys that stand inside a mark
    "addedname", "changedname", "deletedname",
    # kinds of columns, which only the documentation of models shows
    "A JSON object", "Duration", "Image", "IPv4 address", "Positive big integer", "Positive integer",
    "Positive small integer", "Raw binary data", "Slug (up to %(max_length)s)", "Small integer", "String (unlimited)",
    "Universally unique identifier",
    # tables of ties, which are named by what they tie
    "%(from)s-%(to)s relationship", "%(from)s-%(to)s relationships",
    # ways of django-allauth that are off: telephones, sign-up, codes by mail, several addresses of an account
    "A sign-in code has been sent to %(recipient)s.", "A user is already registered with this phone number.",
    "A verification code has been sent to %(phone)s.", "Email (again)", "Email (optional)",
    "Email address confirmation", "Email or phone",
    "Enter a phone number including country code (e.g. +1 for the US).", "Invalid login.", "Login",
    "Password Reset Code", "Please select only one.", "Primary email address set.", "Remember Me",
    "Removed email address %(email)s.", "Send me a sign-in code", "Successfully signed in as %(name)s.",
    "The email address is not assigned to any user account.",
    "The phone number and/or password you specified are not correct.",
    "The phone number is not assigned to any user account.",
    "This mail can be safely ignored if you did not initiate this action.",
    "Too many failed login attempts. Try again later.", "Use authenticator app or code", "Use your password",
    "Username (optional)", "Username can not be used. Please use other username.", "Username or phone",
    "Username, email or phone",
    "You cannot activate two-factor authentication until you have verified your email address.",
    "You cannot add an email address to an account protected by two-factor authentication.",
    "You cannot add more than %d email addresses.", "You cannot deactivate two-factor authentication.",
    "You cannot remove your primary email address (%(email)s).", "You cannot remove your primary email address.",
    "You have verified phone number %(phone)s.", "You must type the same email each time.",
    "Your email verification code is listed below. Please enter it in your open browser window.",
    "Your password reset code is listed below. Please enter it in your open browser window.",
    "Your primary email address must be verified.",
    # pages of resetting a password of the admin, which the desk has not
    "Enter new password", "Password reset", "Password reset complete", "Password reset sent",
    "Password reset unsuccessful",
    # names that the database does not give
    "Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase A-Z letters, numbers, and @/./+/-/_ characters.",
    # faults of a programmer, and parts of Unfold that the desk has not
    "Dataset not found. No action performed.", "Form is not validated, call `is_valid` first", "Select currency",
    "View traceback", "You can not create nested object without parent",
    "use_natural_foreign_keys and key_is_id cannot both be True",
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}|<[^>]*>|\n")


@cache
def texts() -> frozenset[tuple[str, str | None]]:
    """Return each text with its context; of one with plural forms, the singular."""
    found = set()
    for source in sources():
        text = source.read_text(encoding="utf-8")
        if source.suffix != ".py":
            # Indented lines between the texts are no Python, of which the extractor would complain.
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(source)).splitlines())
        for _line, message, _comments, context in extract("python", BytesIO(text.encode()), keywords=MARKERS):
            one = message if isinstance(message, str) else message[0]
            if one and one not in LEFT_OUT:
                found.add((one, context))
    return frozenset(found)


def sources() -> Iterator[Path]:
    """Yield the files."""
    for package, patterns in FILES.items():
        spec = find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        for pattern in patterns:
            files = [
                path
                for path in Path(spec.origin).parent.glob(pattern)
                if path.suffix in {".py", ".html", ".txt"}
            ]
            assert files, f"{package} has no {pattern}"
            yield from files


def translated(language: str, text: str, context: str | None) -> tuple[str, ...]:
    """Return what the language itself says for a text, nothing where another would have to say it."""
    catalogue = trans_real.translation(language)._catalog  # type: ignore[attr-defined]
    key = f"{context}\x04{text}" if context else text
    forms = tuple(
        str(catalogue[one]) for one in (key, *((key, number) for number in range(4))) if one in catalogue
    )
    return forms if any(forms) else ()


@cache
def sentences(language: str) -> frozenset[str]:
    """Return the parts of texts between their placeholders that are long enough to be known on a page."""
    message = set()
    for text, context in texts():
        forms = (text,) if language == "en" else translated(language, text, context)
        message |= {part.strip(" .:;,") for form in forms for part in PLACEHOLDER.split(form)}
    return frozenset(part for part in message if len(part) >= 12 and " " in part)
