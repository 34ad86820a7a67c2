"""Sources at the desk: the same lines under every fact of the record."""

from django.utils.translation import gettext_lazy as _

from editorial.workflow.inlines import TranslatedStack


class SourceLines(TranslatedStack):
    """Where a fact is stated: a passage of an edition, or a document outside."""

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
