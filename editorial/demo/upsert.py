"""Create or update rows by their slug."""

from collections.abc import Mapping
from typing import Any, TypeVar

import reversion
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from editorial.records import changelog
from editorial.topics.models import Topic
from editorial.workflow.models import PublishableModel

Row = TypeVar("Row", bound=models.Model)
Record = TypeVar("Record", bound=PublishableModel)


def upsert_rows(
    model: type[Row], rows_by_key: Mapping[str, Mapping[str, Any]], *, key: str = "slug"
) -> dict[str, Row]:
    """Make or change the rows with these keys; return them by key."""
    manager = model._default_manager
    found = {getattr(row, key): row for row in manager.filter(**{f"{key}__in": list(rows_by_key)})}
    manager.bulk_create(
        [model(**{key: name}, **rows_by_key[name]) for name in rows_by_key if name not in found]
    )
    for name, row in found.items():
        changed = {field: value for field, value in rows_by_key[name].items() if getattr(row, field) != value}
        if changed:
            save_changed(row, changed)
    return {getattr(row, key): row for row in manager.filter(**{f"{key}__in": list(rows_by_key)})}


def save_changed(row: models.Model, changed: Mapping[str, Any]) -> None:
    """Save new values as the desk would: with the next version of the row."""
    for field, value in changed.items():
        setattr(row, field, value)
    if isinstance(row, PublishableModel):
        row.version += 1
    row.save()


def replace(rows: models.QuerySet[Row], target: list[Row]) -> None:
    """Put the wanted rows in the place of those of the queryset."""
    rows.delete()
    rows.model._default_manager.bulk_create(target)


def set_topics(
    links: type[models.Model],
    records: Mapping[str, PublishableModel],
    slugs: Mapping[str, list[str]],
    topics: Mapping[str, Topic],
) -> None:
    """Put the records under their topics; `links` is the table of pairs of their model."""
    owner = type(next(iter(records.values())))._meta.model_name
    rows = links._default_manager
    rows.filter(**{f"{owner}__in": records.values()}).delete()
    rows.bulk_create(
        links(**{f"{owner}_id": records[slug].pk, "topic_id": topics[name].pk})
        for slug, names in slugs.items()
        for name in names
    )


def record_changes(records: Mapping[str, Record], *, by: User) -> None:
    """Note a change of the records that are public already, and keep a revision of all that belongs to them."""
    public = [record for record in records.values() if record.is_published]
    if not public:
        return
    model = type(public[0])
    model._base_manager.filter(pk__in=[record.pk for record in public]).update(changed_at=timezone.now())
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment("The demo record was brought up to date.")
        for record in public:
            reversion.add_to_revision(record)
    for record in public:
        changelog.record_save(record)
