#!/usr/bin/env python
"""Command line of Relations."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relations.settings")
    if "SECRET_KEY" not in os.environ:
        # A command on a machine without a secret is a developer's; a server always has one.
        os.environ.setdefault("DEBUG", "1")
    execute_from_command_line(sys.argv)
