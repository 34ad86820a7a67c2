"""WSGI entry point."""

import gc
import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from relations.environment import read_environment_file, refuse_debug_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relations.settings")
read_environment_file()
refuse_debug_server(sys.argv[0], is_debug=settings.DEBUG)

django_application = get_wsgi_application()
# A page makes thousands of short-lived objects: the collector looks for circles less often than by default.
gc.set_threshold(20_000, 20, 50)
# By name, as apps cannot be imported before Django is set up.
application = import_string("editorial.site.answers_from_memory.answers_from_memory")(django_application)
if settings.METRICS_TOKEN:
    application = import_string("editorial.health.metrics.count_requests")(application)
if not settings.DEBUG:
    import_string("editorial.health.checks.log_configuration")()
