"""The admin with the desk's own site."""

from django.contrib.admin.apps import SimpleAdminConfig


class DeskAdminConfig(SimpleAdminConfig):
    """Finds no modules by itself: `editorial.site` does, once the record types are registered."""

    default_site = "editorial.desk.admin_site.DeskSite"
