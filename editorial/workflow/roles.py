"""The roles of the desk and who has which."""

from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The groups of the desk."""

    AUTHOR = "author", _("author")
    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publishing editor")
    ADMINISTRATOR = "administrator", _("administrator")


def get_roles(user: User | AnonymousUser) -> frozenset[Role]:
    """Return the roles a user has; a superuser has all. One query."""
    if not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset(Role)
    return frozenset(
        Role(name) for name in user.groups.filter(name__in=Role.values).values_list("name", flat=True)
    )


def is_author_only(user: User | AnonymousUser) -> bool:
    """Say whether a user is an author and nothing more. One query."""
    return get_roles(user) == {Role.AUTHOR}
