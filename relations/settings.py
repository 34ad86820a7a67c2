"""All settings, read from the environment; a missing or invalid value stops the start with a message."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from relations.database import database
from relations.desk_theme import UNFOLD  # noqa: F401  (a setting)
from relations.environment import refuse_unsafe
from relations.logs import administrators, logging_config, report_to_sentry
from relations.sign_in import sign_in_settings
from relations.template_engines import template_engines

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# A variable without a value is one that is not set, as in a file of settings with a line to fill in.
env.ENVIRON = {name: value for name, value in os.environ.items() if value}
# What the site writes: the database of SQLite, files, dumps, backups, each in a folder unless its own variable says so.
VAR_DIR = Path(env.str("VAR_ROOT", default=str(BASE_DIR / "var")))
DEBUG: bool = env.bool("DEBUG", default=False)

SECRET_KEY: str = env.str("SECRET_KEY", default="only-for-development" if DEBUG else "")
# Earlier keys, still good for what was signed or derived with them.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
if not DEBUG:
    refuse_unsafe(secret_key=SECRET_KEY, allowed_hosts=ALLOWED_HOSTS)
# Behind a proxy of ours: it says by which scheme and from which address a reader came.
BEHIND_PROXY: bool = env.bool("BEHIND_PROXY", default=False)
# The address that files made without a request (a printed book, for one) carry.
SITE_ORIGIN: str = env.str("SITE_ORIGIN", default="http://localhost:8000")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "editorial.site.errors.csrf_failure"

INSTALLED_APPS = [
    "modeltranslation",
    "unfold.apps.BasicAppConfig",  # the site is the desk's
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.inlines",
    "unfold.contrib.import_export",
    # its modules are found by `editorial.site`, once the record types are registered
    "editorial.desk.admin_config.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "reversion",
    "import_export",
    "django_prose_editor",
    "django_filters",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
    # the record, ground first
    "editorial.i18n",
    "editorial.workflow",
    "editorial.desk",
    "editorial.search",
    "editorial.records",
    "editorial.topics",
    "editorial.places",
    "editorial.experts",
    "editorial.articles",
    "editorial.agreements",
    "editorial.events",
    "editorial.indicators",
    "editorial.intake",
    "editorial.reviews",
    "editorial.mentions",
    "editorial.translations",
    "editorial.pages",
    # surfaces
    "editorial.api",
    "editorial.site",
    "editorial.accounts",
    "editorial.linkcheck",
    "editorial.health",
    "editorial.demo",
]

MIDDLEWARE = [
    "editorial.site.request_log.RequestLog",
    "editorial.health.views.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "editorial.api.middleware.ApiHeadersMiddleware",
    # Answers are kept with all that the middleware below adds; what is above is done for each request.
    "editorial.web.answer_cache.AnswerCacheMiddleware",
    "editorial.site.security_policy.ContentSecurityPolicy",
    "editorial.web.compression.Compression",
    "editorial.api.middleware.ApiValidatorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "editorial.accounts.middleware.SecondFactorMiddleware",
    "editorial.accounts.middleware.SessionActivityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "editorial.site.accessibility.AccessibilityMiddleware",
    "editorial.site.errors.ErrorPagesMiddleware",
]

ROOT_URLCONF = "relations.urls"
WSGI_APPLICATION = "relations.wsgi.application"
ASGI_APPLICATION = "relations.asgi.application"

TEMPLATES = template_engines(BASE_DIR)
# Widgets of forms by the compiled templates, and by the templates of the project where there is none.
FORM_RENDERER = "editorial.desk.compiled_templates.FormRenderer"

DATABASES = {"default": database(env, VAR_DIR)}
# What all processes must know, failed sign-ins and used codes, is in the database; `redis://host:6379/0` is quicker.
CACHES = {
    "default": env.cache_url(
        "CACHE_URL",
        default="locmemcache://" if DEBUG else "dbcache://cache_entries?max_entries=100000&cull_frequency=10",
    ),
}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    CACHES["default"]["BACKEND"] = "editorial.site.remote_cache.RemoteCache"
# What each process may know for itself: made pictures, and how often the API was asked.
CACHES["memory"] = CACHES["default"] if "CACHE_URL" in env.ENVIRON else env.cache_url_config("locmemcache://")
# Megabytes of public answers that each process keeps in memory while nothing changes; 0 to build each again,
# as for who changes templates.
ANSWER_CACHE_MB = env.int("ANSWER_CACHE_MB", default=0 if DEBUG else 48)
# Background work: on a server by a worker, else in the process itself.
TASKS = {
    "default": {
        "BACKEND": "editorial.queue.backends.AfterCommitBackend"
        if DEBUG
        else "django_tasks_db.DatabaseBackend"
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
vars().update(sign_in_settings(env, is_debug=DEBUG))

# Languages: the four of the record, in the order in which pages offer them.
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("kk", _("Kazakh")), ("az", _("Azerbaijani")), ("en", _("English"))]
# What the interface says goes before what it says in place of packages.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "packages"]
FORMAT_MODULE_PATH = "relations.formats"
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Baku")
USE_TZ = True

# Short fields in four languages; a language without a text shows the first of these that has one.
MODELTRANSLATION_LANGUAGES = ("ru", "kk", "az", "en")
MODELTRANSLATION_DEFAULT_LANGUAGE = "ru"
MODELTRANSLATION_FALLBACK_LANGUAGES = {
    "default": ("ru", "en", "kk", "az"),
    "kk": ("ru", "en", "az"),
    "az": ("ru", "en", "kk"),
    "en": ("ru", "az", "kk"),
}

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
MEDIA_URL = "media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Texts of agreements and covers of books: served by a view that knows what is published.
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.str("ATTACHMENTS_ROOT", default=str(VAR_DIR / "attachments")),
            "base_url": "/files/",
        },
    },
    # Originals of manuscripts, never served.
    "manuscripts": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("MANUSCRIPTS_ROOT", default=str(VAR_DIR / "manuscripts"))},
    },
    # Pictures of texts: served by a view that knows what is published.
    "pictures": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("PICTURES_ROOT", default=str(VAR_DIR / "pictures"))},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# The desk.

DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000  # the review of a long manuscript has a field for each paragraph


IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
# Extensions of the article editor beside the package's own: footnote markers, captions of tables, languages of passages.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("desk/editor.js")],
        "extensions": dict.fromkeys(
            (
                "DeskLabels",
                "DeskToolbar",
                "DeskFigure",
                "DeskLink",
                "DeskTable",
                "FootnoteMarker",
                "PageBreak",
                "PreservedAttributes",
                "WordPaste",
                "Fullscreen",
            ),
            html_tags([]),
        ),
    },
]

FILTERS_EMPTY_CHOICE_LABEL = _("Any")

REST_FRAMEWORK = {
    # Named as strings, so that no app's api.py imports the API surface.
    "DEFAULT_RENDERER_CLASSES": [
        "rest_framework.renderers.JSONRenderer",
        "editorial.api.renderers.NDJSONRenderer",
        "editorial.api.renderers.CSVRenderer",
        "editorial.api.renderers.XLSXRenderer",
        "editorial.api.renderers.JSONLDRenderer",
    ],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PAGINATION_CLASS": "editorial.api.pagination.RecordPagination",
    "PAGE_SIZE": 20,
    "DEFAULT_FILTER_BACKENDS": [
        "editorial.api.filters.StrictFilterBackend",
        "editorial.api.filters.StrictOrdering",
    ],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "editorial.api.negotiation.FormatNegotiation",
    "EXCEPTION_HANDLER": "editorial.api.errors.exception_handler",
    "DEFAULT_SCHEMA_CLASS": "editorial.api.schema.RecordSchema",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# Where `manage.py dump_record` writes and /api/dumps/ reads.
# Passwords of the demo accounts, which exist only while DEBUG is on.
DEMO_PASSWORDS = VAR_DIR / "demo-passwords.json"
BACKUPS_ROOT = Path(env.str("BACKUPS_ROOT", default=str(VAR_DIR / "backups")))
DUMPS_ROOT = Path(env.str("DUMPS_ROOT", default=str(VAR_DIR / "dumps")))
API_ANONYMOUS_LIMIT: int = env.int("API_ANONYMOUS_LIMIT", default=3_600)  # requests in an hour
# What is to go: `editorial.api.deprecation.Deprecated`, each also told in docs/api.md.
API_DEPRECATIONS: list[Any] = []
# Whom libraries write to that harvest by OAI-PMH.
OAI_ADMIN_EMAIL: str = env.str("OAI_ADMIN_EMAIL", default=f"webmaster@{urlsplit(SITE_ORIGIN).hostname}")
if "OAI_ADMIN_EMAIL" in env.ENVIRON:
    try:
        validate_email(OAI_ADMIN_EMAIL)
    except ValidationError as error:
        raise ImproperlyConfigured(f"OAI_ADMIN_EMAIL is no address of mail: {OAI_ADMIN_EMAIL!r}.") from error
# Under which terms the record may be used, and whom to name.
RECORD_LICENCE_URL: str = env.str(
    "RECORD_LICENCE_URL", default="https://creativecommons.org/licenses/by/4.0/"
)
RECORD_ATTRIBUTION: str = env.str("RECORD_ATTRIBUTION", default="Azerbaijan-Kazakhstan Expert Council")
# Who registers DOIs with Crossref; without an address no deposit is made.
CROSSREF_DEPOSITOR_NAME: str = env.str("CROSSREF_DEPOSITOR_NAME", default=RECORD_ATTRIBUTION)
CROSSREF_DEPOSITOR_EMAIL: str = env.str("CROSSREF_DEPOSITOR_EMAIL", default="")
CROSSREF_REGISTRANT: str = env.str("CROSSREF_REGISTRANT", default=RECORD_ATTRIBUTION)
# Webhooks go to the public network by https only; the tests have no other than their own machine.
WEBHOOKS_TO_PRIVATE_NETWORKS: bool = env.bool("WEBHOOKS_TO_PRIVATE_NETWORKS", default=False)
SPECTACULAR_SETTINGS = {
    "TITLE": "Relations API",
    "DESCRIPTION": "The public record of the Azerbaijan–Kazakhstan Expert Council: texts, people, agreements, "
    "events and figures, each fact with its source. Read only; published things only.",
    "VERSION": "1.5.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "editorial.api.schema.document_errors",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "AgreementKind": "editorial.agreements.models.Agreement.Kind",
        "StepKind": "editorial.agreements.models.AgreementAction.Kind",
        "EventKind": "editorial.events.models.Event.Kind",
        "MechanismKind": "editorial.events.models.Mechanism.Kind",
        "OutcomeKind": "editorial.events.models.Outcome.Kind",
        "ExpertKind": "editorial.experts.models.Expert.Kind",
        "OrganisationKind": "editorial.experts.models.Organisation.Kind",
    },
}

# Mail: to the console unless a server is named.
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="relations@localhost")
EMAIL_TIMEOUT = 10  # seconds

# Whom to write to about a weakness: mailto:… or https://…; no security.txt without it.
SECURITY_CONTACT: str = env.str("SECURITY_CONTACT", default="")
if SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("mailto:", "https://", "tel:")):
    raise ImproperlyConfigured(f"SECURITY_CONTACT is neither mailto: nor https: {SECURITY_CONTACT!r}.")
# Days after which entries of the audit log are deleted; 0: never.
AUDIT_RETENTION_DAYS: int = env.int("AUDIT_RETENTION_DAYS", default=0)
# Who may read /metrics: whoever sends this as a bearer token; nobody without one.
METRICS_TOKEN: str = env.str("METRICS_TOKEN", default="")

# Faults: to the log, by mail to ADMINS, and to Sentry.
LOGGING = logging_config(env)
ADMINS = administrators(env)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = "[Relations] "
report_to_sentry(env)

# Security in production; a development server answers on plain HTTP.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEBUG:
    HTTPS: bool = env.bool("HTTPS", default=True)
    SECURE_SSL_REDIRECT = HTTPS
    SESSION_COOKIE_SECURE = HTTPS
    CSRF_COOKIE_SECURE = HTTPS
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
    SECURE_HSTS_PRELOAD = HTTPS
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
