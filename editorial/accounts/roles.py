"""What each group of the desk may do in the admin, model by model: the permission matrix.

Steps of the workflow are not here: `editorial.workflow.states` says who may take them.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS

AUTHOR, EDITOR, PUBLISHER, ADMINISTRATOR = "author", "editor", "publisher", "administrator"

TEXTS: dict[str, tuple[str, ...]] = {
    "articles": ("article", "articleabstract", "contribution", "footnote", "reference"),
}
PICTURES: dict[str, tuple[str, ...]] = {"articles": ("picture",)}
RECORDS: dict[str, tuple[str, ...]] = {
    "articles": ("collection", "collectionpublisher", "collectioncontribution", "expertsource"),
    "experts": ("expert", "expertname", "organisation", "organisationname", "affiliation", "councilmembership"),
    "agreements": (
        "agreement", "party", "agreementaction", "agreementrelation", "agreementtext", "agreementsource",
    ),
    "events": ("event", "participant", "outcome", "eventsource", "mechanism", "mechanismsource"),
    "indicators": ("indicator", "observation", "observationsource", "unit", "area"),
    "topics": ("topic",),
    "places": ("place",),
    "mentions": ("mention",),
}  # fmt: skip
# Added by whoever may add an article; one of which drafts were made is kept.
MANUSCRIPTS: dict[str, tuple[str, ...]] = {"intake": ("manuscriptfile",)}
FROZEN: dict[str, tuple[str, ...]] = {"articles": ("edition", "statechange")}
LINKS: dict[str, tuple[str, ...]] = {"linkcheck": ("checkedlink",)}
TRANSLATIONS: dict[str, tuple[str, ...]] = {"translations": ("translation",)}
ACCOUNTS: dict[str, tuple[str, ...]] = {"auth": ("user", "group")}
AUDIT: dict[str, tuple[str, ...]] = {"workflow": ("auditentry",)}
KEYS: dict[str, tuple[str, ...]] = {"api": ("apikey",)}
WEBHOOKS: dict[str, tuple[str, ...]] = {"api": ("webhook",)}
DELIVERIES: dict[str, tuple[str, ...]] = {"api": ("delivery",)}
LOG: dict[str, tuple[str, ...]] = {"records": ("change",)}

MATRIX: dict[str, tuple[tuple[dict[str, tuple[str, ...]], tuple[str, ...]], ...]] = {
    AUTHOR: (
        (TEXTS, ("view", "add", "change")),
        (PICTURES, ("view", "add", "change")),
        (RECORDS, ("view",)),
        (FROZEN, ("view",)),
        (LINKS, ("view",)),
        (TRANSLATIONS, ("view",)),
    ),
    EDITOR: (
        (TEXTS, ("view", "add", "change", "delete")),
        (PICTURES, ("view", "add", "change")),  # never thrown away
        (RECORDS, ("view", "add", "change", "delete")),
        (MANUSCRIPTS, ("delete",)),
        (FROZEN, ("view",)),
        (LINKS, ("view",)),
        (TRANSLATIONS, ("view",)),
    ),
    PUBLISHER: (
        (TEXTS, ("view", "add", "change", "delete")),
        (PICTURES, ("view", "add", "change")),  # never thrown away
        (RECORDS, ("view", "add", "change", "delete")),
        (MANUSCRIPTS, ("delete",)),
        (FROZEN, ("view",)),
        (LINKS, ("view",)),
        (TRANSLATIONS, ("view",)),
        (LOG, ("view",)),
    ),
    ADMINISTRATOR: (
        (TEXTS, ("view", "add", "change", "delete")),
        (PICTURES, ("view", "add", "change")),  # never thrown away
        (RECORDS, ("view", "add", "change", "delete")),
        (MANUSCRIPTS, ("delete",)),
        (FROZEN, ("view",)),
        (LINKS, ("view",)),
        (TRANSLATIONS, ("view",)),
        (ACCOUNTS, ("view", "add", "change", "delete")),
        (LOG, ("view",)),
        (AUDIT, ("view",)),
        (KEYS, ("view", "add", "change")),  # revoked, never deleted
        (WEBHOOKS, ("view", "add", "change", "delete")),
        (DELIVERIES, ("view",)),
    ),
}


def permissions_of(group: str) -> Iterator[tuple[str, str]]:
    """Yield (app label, codename) for each permission of a group."""
    for models_by_app, verbs in MATRIX[group]:
        for app, models in models_by_app.items():
            for model in models:
                for verb in verbs:
                    yield app, f"{verb}_{model}"


def sync_roles(
    *,
    using: str = DEFAULT_DB_ALIAS,
    apps: Any = installed,
    verbosity: int = 0,
    stdout: Any = None,
    **_kwargs: Any,
) -> None:
    """Bring the groups of the matrix and their permissions to what it says; groups that somebody added stay.

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
    for name in MATRIX:
        group, _is_new = group_model.objects.using(using).get_or_create(name=name)
        wanted = {keys[one] for one in permissions_of(name) if one in keys}
        held = set(group.permissions.values_list("pk", flat=True))
        group.permissions.add(*wanted - held)
        group.permissions.remove(*held - wanted)
        if stdout and verbosity and wanted != held:
            added, removed = len(wanted - held), len(held - wanted)
            stdout.write(f"  Group {name}: {added} permissions granted, {removed} withdrawn.")
