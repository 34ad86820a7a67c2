"""The text by which the desk finds a row: one folded column, filled by the model, without triggers.

A model names the columns that it is found by in `search_text = SearchTextField("title", "slug")`, inherits from
`SearchedModel` and takes its queryset from `SearchTextQuerySet`; `manage.py check` refuses a model without them. Every
way to save writes the column: `save()`, fixtures and revisions take the computed attribute, `save(update_fields=…)`
adds it, `update()` and `bulk_update()` of a source compute it again. Whatever goes past the models (SQL, a data
migration with `update()`) is mended by `refresh_search_text`, which `manage.py reindex` runs for all models.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import models, transaction
from django.db.models.query_utils import DeferredAttribute

from editorial.values.characters import clean_line
from editorial.values.text_fields import TextField

BATCH = 1_000  # rows
NAME = "search_text"
# Azerbaijani has i with and without a dot in both cases: all four are one letter to whoever searches.
ONE_LETTER = str.maketrans({"İ": "i", "I": "i", "ı": "i", "\u0307": None})


def fold(text: str) -> str:
    """Return a text without the difference of small and capital letters, in any of the four languages."""
    return unicodedata.normalize("NFC", text).translate(ONE_LETTER).casefold()


class SearchTextAttribute(DeferredAttribute):
    """The attribute of the column: always what the row says now, whatever was read or assigned."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        return self if instance is None else self.field.text_for(instance)  # type: ignore[attr-defined]

    def __set__(self, instance: Any, value: str) -> None:
        """Remember what the database holds, which also marks the column as loaded."""
        instance.__dict__[self.field.attname] = value


class SearchTextField(TextField):  # type: ignore[type-arg]
    """The folded text of some columns of the row, to be queried by `contains` with a folded word."""

    descriptor_class = SearchTextAttribute

    def __init__(self, *sources: str, **kwargs: Any) -> None:
        super().__init__(**{"default": "", "blank": True, "editable": False, "serialize": False, **kwargs})
        self.sources = sources

    def deconstruct(self) -> Any:
        """Return what a migration writes: with the sources, as a change of them needs a migration that fills again."""
        name, path, _args, kwargs = super().deconstruct()
        return name, path, self.sources, kwargs

    def text_for(self, row: models.Model) -> str:
        """Return the folded text of a row."""
        values = (getattr(row, name) for name in self.sources)
        return fold(" ".join(clean_line(str(value)) for value in values if value))

    @cached_property
    def written_names(self) -> frozenset[str]:
        """Return the names under which the sources are written: the language may be left to modeltranslation."""
        columns = [self.model._meta.get_field(name) for name in self.sources]
        originals = (getattr(column, "translated_field", None) for column in columns)
        return frozenset((*self.sources, *(original.name for original in originals if original)))

    def depends_on(self, names: Iterable[str]) -> bool:
        """Say whether one of these columns is a source."""
        return not self.written_names.isdisjoint(names)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """Find a model that would not keep the column."""
        manager = self.model._default_manager
        is_maintained = issubclass(self.model, SearchedModel) and isinstance(
            manager.all(), SearchTextQuerySet
        )
        faults = (
            []
            if is_maintained
            else ["The model must be a SearchedModel, and its queryset a SearchTextQuerySet."]
        )
        known = {column.name for column in self.model._meta.concrete_fields} - {NAME}
        faults += [f"There is no column “{name}”." for name in self.sources if name not in known]
        faults += [] if self.name == NAME else [f"The column must be called {NAME}."]
        errors = [checks.Error(fault, obj=self, id="workflow.E001") for fault in faults]
        return [*super().check(**kwargs), *errors]


class SearchTextQuerySet(models.QuerySet[Any]):
    """Rows of which the search text follows what is written in bulk."""

    def update(self, **values: Any) -> int:
        """Update the rows, and their search text where it follows from what is updated."""
        column = search_text_field(self.model)
        if column is None or NAME in values or not column.depends_on(values):
            return super().update(**values)
        self._for_write = True
        with transaction.atomic(using=self.db):
            # By key, as the rows may no longer match once they are updated.
            keys = list(self.order_by().values_list("pk", flat=True))
            number = super().update(**values)
            for start in range(0, len(keys), BATCH):
                _write(self.model, self.db, pk__in=keys[start : start + BATCH])
        return number

    def bulk_create(  # noqa: PLR0917  (Django's own)
        self,
        objs: Iterable[Any],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[Any]:
        """Insert rows; where they take the place of others, with all of the sources or none of them."""
        column = search_text_field(self.model)
        if update_conflicts and update_fields and column is not None and column.depends_on(update_fields):
            if missing := set(column.sources) - set(update_fields):
                raise ValueError(
                    f"The search text follows from these columns too: {', '.join(sorted(missing))}"
                )
            update_fields = [*update_fields, NAME]
        return super().bulk_create(
            objs, batch_size, ignore_conflicts, update_conflicts, update_fields, unique_fields
        )


# For models that have no queryset of their own.
SearchTextManager = models.Manager.from_queryset(SearchTextQuerySet)


class SearchedModel(models.Model):
    """A row that the desk finds by its search text."""

    class Meta:
        abstract = True

    def save_base(self, *, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:  # type: ignore[override]
        """Save the search text with each of its sources."""
        column = search_text_field(type(self))
        if update_fields and column is not None and column.depends_on(update_fields):
            update_fields = {*update_fields, NAME}
        super().save_base(update_fields=update_fields, **kwargs)


def search_text_field(model: type[models.Model]) -> SearchTextField | None:
    """Return the column of a model, none where it has none."""
    column = next((column for column in model._meta.concrete_fields if column.name == NAME), None)
    return column if isinstance(column, SearchTextField) else None


def refresh_search_text(model: type[models.Model], using: str = "default") -> int:
    """Compute the search text of all rows of a model again; return of how many it was out of date."""
    number, last = 0, None
    while True:
        after: dict[str, Any] = {} if last is None else {"pk__gt": last}
        keys = list(
            model._base_manager.using(using)
            .filter(**after)
            .order_by("pk")
            .values_list("pk", flat=True)[:BATCH]
        )
        if not keys:
            return number
        number += _write(model, using, pk__in=keys)
        last = keys[-1]


def refresh_all() -> int:
    """Compute the search text of all models again; return of how many rows it was out of date."""
    return sum(refresh_search_text(model) for model in apps.get_models() if search_text_field(model))


def fill_search_text(app: str, *names: str) -> Callable[[Any, Any], None]:
    """Return what a migration runs after it added the column to models of an app, or changed its sources."""

    def run(known: Any, schema_editor: Any) -> None:
        for name in names:
            refresh_search_text(known.get_model(app, name), schema_editor.connection.alias)

    return run


def _write(model: type[models.Model], using: str, **condition: Any) -> int:
    column = search_text_field(model)
    if column is None:
        return 0
    rows = model._base_manager.using(using).filter(**condition).only(*column.sources, NAME)
    outdated = [row for row in rows if row.__dict__[NAME] != column.text_for(row)]
    model._base_manager.using(using).bulk_update(outdated, [NAME], batch_size=BATCH)
    return len(outdated)
