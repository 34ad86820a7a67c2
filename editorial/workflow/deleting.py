"""Deletions that name what goes with a row, unless it is too much to read: then it is refused, and counted."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.contrib.admin.utils import get_deleted_objects
from django.db import models
from django.db.models.deletion import CASCADE, PROTECT, RESTRICT, get_candidate_relations_to_delete
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

MOST_NAMED = 500
Deleted = tuple[list[Any], dict[str, int], set[Any], list[Any]]


class BoundedDeletion:
    """A page of the desk that deletes rows, and lists no hundred thousand others that hang on them."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deleted:
        """Return what goes, or that so many rows stand in the way that nobody would read them."""
        keys = [row.pk for row in objs]
        in_the_way = list(crowds(self.model, keys))  # type: ignore[attr-defined]
        if in_the_way:
            return [], {}, set(), in_the_way
        return get_deleted_objects(objs, request, self.admin_site)  # type: ignore[attr-defined]


def crowds(model: type[models.Model], keys: Collection[Any]) -> Iterator[str]:
    """Yield the kinds of which more than `MOST_NAMED` rows hang on rows of a model. One query for each relation."""
    relations: Iterable[Any] = get_candidate_relations_to_delete(model._meta)
    for relation in relations:
        if relation.on_delete not in (CASCADE, PROTECT, RESTRICT):
            continue
        of_them = {f"{relation.field.name}__in": keys}
        hanging = relation.field.model
        rows = hanging._base_manager.filter(**of_them).order_by().values("pk")
        if rows[: MOST_NAMED + 1].count() > MOST_NAMED:
            name = capfirst(hanging._meta.verbose_name_plural)
            yield _("%(name)s: more than %(count)s") % {"name": name, "count": MOST_NAMED}
