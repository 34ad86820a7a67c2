"""The engines of templates, asked in this order for a template by its name."""

from pathlib import Path
from typing import Any

from django import forms

CONTEXT = "django.template.context_processors"


def template_engines(root: Path) -> list[dict[str, Any]]:
    """Return the setting TEMPLATES for a project in this folder."""
    return [
        {  # public pages
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [root / "templates" / "public"],
            "OPTIONS": {
                "environment": "editorial.site.page_templates.environment",
                "context_processors": [f"{CONTEXT}.i18n", "editorial.site.context_processors.site"],
            },
        },
        {  # the admin and accounts
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [root / "templates"],
            "APP_DIRS": True,
            "OPTIONS": {
                "libraries": {"record": "editorial.web.templatetags.record"},
                "builtins": ["editorial.web.templatetags.capitals"],
                "context_processors": [
                    f"{CONTEXT}.request",
                    f"{CONTEXT}.i18n",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                    "editorial.accounts.context_processors.account_pages",
                ],
            },
        },
        {  # fields and lines of forms, drawn by the hundred
            "NAME": "compiled",
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [root / "templates" / "compiled", Path(forms.__file__).parent / "jinja2"],
            "OPTIONS": {"environment": "editorial.desk.compiled_templates.environment"},
        },
    ]
