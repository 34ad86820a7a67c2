"""What packages put into the admin and nobody here needs."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

# What editors need to know of a task is in the row that it works on.
admin.site.unregister(DBTaskResult)
