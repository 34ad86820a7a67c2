"""Settings for mypy: those of development, without the translated managers that its plugin cannot see through."""

import os

os.environ["DEBUG"] = "1"

from relations.settings import *  # noqa: E402, F403
from relations.settings import INSTALLED_APPS  # noqa: E402

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "modeltranslation"]
