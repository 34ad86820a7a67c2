"""Sources at the desk: the same lines under every fact of the record."""

from typing import Any

from django.db.models import Exists
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from editorial.articles.services import source_moves
from editorial.desk.inlines import TranslatedStack
from editorial.provenance.disagreements import disputed_facts
from editorial.workflow.querysets import own_sources


class SourcedAdminMixin:
    """For the admin of a record with lines of sources: after a save they follow their passages to the current edition."""

    def after_save(self, row: Any) -> None:
        """Move sources that point to older editions, as those of a restored revision do."""
        source_moves.follow(row)
        super().after_save(row)  # type: ignore[misc]


class SourceLines(TranslatedStack):
    """Inline of sources: a passage of an edition, or a document outside."""

    autocomplete_fields = ("edition",)
    verbose_name = _("source")
    verbose_name_plural = _("sources")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "edition",
                    ("anchor", "pages"),
                    ("document_title", "document_author"),
                    ("document_outlet", "document_date"),
                    ("url", "accessed_on"),
                    "quotation",
                    "aspect",
                    "statement",
                ),
            },
        ),
    )


class SourcedFilter(DropdownFilter):  # type: ignore[misc]
    """Rows with and without a source, those that readers see so, and those whose sources disagree."""

    title = _("sources")
    parameter_name = "sourced"

    def lookups(self, _request: Any, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the four."""
        return [
            ("no", _("no sources")),
            ("shown", _("shown to readers without a source")),
            ("yes", _("with sources")),
            ("disagree", _("conflicting sources")),
        ]

    def queryset(self, _request: Any, queryset: Any) -> Any:
        """Narrow by the sources that there are."""
        rows = queryset.model.objects
        if self.value() == "no":
            return queryset.filter(pk__in=rows.without_source().values("pk"))
        if self.value() == "shown":
            return queryset.filter(pk__in=rows.published().without_source().values("pk"))
        if self.value() == "yes":
            return queryset.filter(Exists(own_sources(queryset.model)))
        if self.value() == "disagree":
            return queryset.filter(pk__in=self.disputed_keys(queryset.model))
        return queryset

    def disputed_keys(self, model: Any) -> set[int]:
        """Return the keys of the rows about which their sources disagree. One query."""
        return disputed_facts(model)[model]
