"""The groups of the desk and their permissions, synchronised with what the apps grant to the roles.

Transitions are not here: `editorial.workflow.states` says who may make them.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS

from editorial.workflow.permissions import EVERY_MODEL, ROLES, Permissions


def group_permissions(role: str) -> Iterator[tuple[str, str]]:
    """Yield (app label, codename) for each permission of a role."""
    for config in installed.get_app_configs():
        granted: Permissions = getattr(config, "permissions", {})
        for name, grants in granted.items():
            for app, model in _models(config, name):
                yield from ((app, f"{verb}_{model}") for verb in grants.get(role, ()))


def _models(config: AppConfig, name: str) -> list[tuple[str, str]]:
    if name == EVERY_MODEL:
        return [(config.label, str(model._meta.model_name)) for model in config.get_models()]
    app, _dot, model = name.rpartition(".")
    return [(app or config.label, model)]


def sync_roles(
    *,
    using: str = DEFAULT_DB_ALIAS,
    apps: Any = installed,
    verbosity: int = 0,
    stdout: Any = None,
    **_kwargs: Any,
) -> None:
    """Bring the groups of the roles to what the apps grant them; groups that somebody added stay.

    `post_migrate` calls it with the models that are migrated so far: what has no table yet is granted later.
    """
    try:
        group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:  # migrated back to before there were groups
        return
    # Django creates the permissions of one app after another, those of the last after this call.
    for config in installed.get_app_configs():
        create_permissions(config, verbosity=0, using=using, apps=apps)
    rows = permission_model.objects.using(using).values_list("content_type__app_label", "codename", "pk")
    keys = {(app, codename): key for app, codename, key in rows}
    for name in ROLES:
        group, _is_new = group_model.objects.using(using).get_or_create(name=name)
        wanted = {keys[one] for one in group_permissions(name) if one in keys}
        held = set(group.permissions.values_list("pk", flat=True))
        group.permissions.add(*wanted - held)
        group.permissions.remove(*held - wanted)
        if stdout and verbosity and wanted != held:
            added, removed = len(wanted - held), len(held - wanted)
            stdout.write(f"  Group {name}: {added} permissions granted, {removed} withdrawn.")
