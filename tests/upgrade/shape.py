"""What a fresh and an upgraded database have in common: columns, content types, permissions of the groups."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection


def columns() -> dict[str, list[str]]:
    """Return the columns of each table of a model."""
    with connection.cursor() as cursor:
        return {
            table: sorted(
                column.name for column in connection.introspection.get_table_description(cursor, table)
            )
            for table in connection.introspection.django_table_names(only_existing=True)
        }


def rights() -> dict[str, list[Any]]:
    """Return the content types and permissions of the installed apps, and which group has which."""
    labels = [config.label for config in apps.get_app_configs()]
    types = ContentType.objects.filter(app_label__in=labels).values_list("app_label", "model")
    permissions = Permission.objects.filter(content_type__app_label__in=labels)
    held = permissions.exclude(group=None).values_list("group__name", "content_type__app_label", "codename")
    return {
        "types": sorted(".".join(one) for one in types),
        "permissions": sorted(
            ".".join(one) for one in permissions.values_list("content_type__app_label", "codename")
        ),
        "held": sorted(".".join(one) for one in held),
    }
