"""Settings for mypy: those of development, without the translated managers that its plugin cannot see through."""

import os

os.environ["DEBUG"] = "1"

from relations.settings import *  # noqa: F403
from relations.settings import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in ("modeltranslation", "django.contrib.admin")]
# Without the pages of the desk, which need the translated fields.
INSTALLED_APPS.append("django.contrib.admin.apps.SimpleAdminConfig")
