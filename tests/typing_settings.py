"""Settings for mypy: those of development, without the translated managers that its plugin cannot see through."""

import os

os.environ["DEBUG"] = "1"

from relations.settings import *  # noqa: F403
from relations.settings import INSTALLED_APPS

# Nor the site, which finds the pages of the desk: they need the translated fields.
INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in ("modeltranslation", "editorial.site")]
