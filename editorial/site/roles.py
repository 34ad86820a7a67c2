"""What each group of the desk may do in the admin, model by model: the permission matrix.

Steps of the workflow are not here: `editorial.workflow.states` says who may take them.
"""

from collections.abc import Iterator

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
MANUSCRIPTS: dict[str, tuple[str, ...]] = {"articles": ("manuscriptfile",)}
FROZEN: dict[str, tuple[str, ...]] = {"articles": ("edition", "statechange")}
LINKS: dict[str, tuple[str, ...]] = {"site": ("checkedlink",)}
TRANSLATIONS: dict[str, tuple[str, ...]] = {"workflow": ("translation",)}
ACCOUNTS: dict[str, tuple[str, ...]] = {"auth": ("user", "group")}
AUDIT: dict[str, tuple[str, ...]] = {"workflow": ("auditentry",)}
KEYS: dict[str, tuple[str, ...]] = {"api": ("apikey",)}
WEBHOOKS: dict[str, tuple[str, ...]] = {"api": ("webhook",)}
DELIVERIES: dict[str, tuple[str, ...]] = {"api": ("delivery",)}
LOG: dict[str, tuple[str, ...]] = {"workflow": ("change",)}

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
