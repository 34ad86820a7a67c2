"""Deletions that name what goes with a row, unless it is too much to read: then it is refused, and counted."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import get_deleted_objects
from django.db import models
from django.db.models.deletion import CASCADE, PROTECT, RESTRICT, get_candidate_relations_to_delete
from django.http import HttpRequest
from django.utils.translation import gettext as _

from editorial.values.capitals import capfirst

MAX_LISTED = 500
Deleted = tuple[list[Any], dict[str, int], set[Any], list[Any]]


class BoundedDeletion:
    """A page of the desk that deletes rows, and lists no hundred thousand others that hang on them."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Deleted:
        """Return what goes, or that so many rows stand in the way that nobody would read them."""
        keys = [row.pk for row in objs]
        in_the_way = list(large_relations(self.model, keys))  # type: ignore[attr-defined]
        if in_the_way:
            return [], {}, set(), in_the_way
        named, counts, needed, protected = get_deleted_objects(objs, request, self.admin_site)  # type: ignore[attr-defined]
        relations = [
            model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created
        ]
        names = {str(relation.verbose_name_plural): model_label(relation) for relation in relations}
        return (
            strip_join_rows(
                tuple(f"{capfirst(str(relation.verbose_name))}: " for relation in relations), named
            ),
            {names.get(str(kind), kind): count for kind, count in counts.items()},
            needed,
            protected,
        )


def large_relations(model: type[models.Model], keys: Collection[Any]) -> Iterator[str]:
    """Yield the kinds of which more than `MAX_LISTED` rows hang on rows of a model. One query for each relation."""
    relations: Iterable[Any] = get_candidate_relations_to_delete(model._meta)
    for relation in relations:
        if relation.on_delete not in (CASCADE, PROTECT, RESTRICT):
            continue
        of_them = {f"{relation.field.name}__in": keys}
        hanging = relation.field.model
        rows = hanging._base_manager.filter(**of_them).order_by().values("pk")
        if rows[: MAX_LISTED + 1].count() > MAX_LISTED:
            name = capfirst(model_label(hanging._meta))
            yield _("%(name)s: more than %(count)s") % {"name": name, "count": MAX_LISTED}


def model_label(meta: Any) -> str:
    """Name the rows of a model; those that only tie others, which have no name of their own, by what they tie."""
    if not meta.auto_created:
        return str(meta.verbose_name_plural)
    ends = (field.related_model._meta for field in meta.fields if field.is_relation)
    return " – ".join(str(end.verbose_name) for end in ends)


def strip_join_rows(prefixes: tuple[str, ...], named: list[Any]) -> list[Any]:
    """Return the nested lines of a page without those that say nothing but a number of a tie."""
    remaining = (strip_join_rows(prefixes, line) if isinstance(line, list) else line for line in named)
    return [line for line in remaining if line and not str(line).startswith(prefixes)]
