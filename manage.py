#!/usr/bin/env python
"""Command line of Relations."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from relations.environment import read_environment_file

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relations.settings")
    try:
        read_environment_file()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    if "SECRET_KEY" not in os.environ:
        # A command on a machine without a secret is a developer's; a server always has one.
        os.environ.setdefault("DEBUG", "1")
    execute_from_command_line(sys.argv)
