"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relations.settings")

django_application = get_wsgi_application()
# By name, as apps cannot be imported before Django is set up.
application = import_string("editorial.site.answers_from_memory.answers_from_memory")(django_application)
