"""Settings for mypy: those of development, without the translated managers that its plugin cannot see through."""

import os

os.environ["DEBUG"] = "1"

from relations.settings import *  # noqa: F403
from relations.settings import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "modeltranslation"]
