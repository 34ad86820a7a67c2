"""Remove the models of packages that the admin does not need."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

# What editors need to know of a task is in the row that it works on.
admin.site.unregister(DBTaskResult)
