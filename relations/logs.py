"""Reporting of errors: the log on standard error, e-mails to administrators, Sentry."""

from email.utils import getaddresses
from typing import Any

import environ
import sentry_sdk
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.utils.module_loading import import_string

FORMATTERS = {"text": "editorial.site.log_records.TextLines", "json": "editorial.site.log_records.JsonLines"}
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


def logging_config(env: environ.Env) -> dict[str, Any]:
    """Return the setting LOGGING: lines of text or JSON, each with the request it belongs to."""
    style = _one_of(env, "LOG_FORMAT", "text", tuple(FORMATTERS))
    level = _one_of(env, "LOG_LEVEL", "INFO", LEVELS)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "editorial.site.log_records.AddRequest"}},
        "formatters": {"lines": {"()": FORMATTERS[style]}},
        "handlers": {
            "lines": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["request"]},
            "admins": {
                "class": "editorial.site.log_records.MailToAdmins",
                "level": "ERROR",
                "filters": ["request"],
            },
        },
        "root": {"handlers": ["lines", "admins"], "level": "WARNING"},
        "loggers": {
            "editorial": {"level": level},
            # Django's own handlers give way to those above; what readers ask for in vain is no fault.
            "django": {"handlers": [], "propagate": True, "level": level},
            "django.request": {"level": "ERROR"},
        },
    }


def _one_of(env: environ.Env, name: str, default: str, known: tuple[str, ...]) -> str:
    value = env.str(name, default=default)
    if value not in known:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(known)}, not {value!r}.")
    return str(value)


def administrators(env: environ.Env) -> list[tuple[str, str]]:
    """Return the setting ADMINS from `Name <address>, address`."""
    value = env.str("ADMINS", default="")
    people = getaddresses([value]) if value else []
    for _name, address in people:
        try:
            validate_email(address)
        except ValidationError as error:
            raise ImproperlyConfigured(f"ADMINS names no address of mail: {address!r}.") from error
    return [(name or address, address) for name, address in people]


def report_to_sentry(env: environ.Env) -> None:
    """Send faults to the server of SENTRY_DSN, if one is set; what readers send is left out."""
    dsn = env.str("SENTRY_DSN", default="")
    if dsn:
        sentry_sdk.init(
            dsn=dsn,
            environment=env.str("SENTRY_ENVIRONMENT", default="production"),
            send_default_pii=False,
            max_request_body_size="never",
            include_local_variables=False,
            before_send=_with_request,
        )


def _with_request(event: Any, _hint: dict[str, Any]) -> Any:
    # Apps cannot be imported while settings are read.
    return import_string("editorial.site.log_records.tag_event")(event)
