"""Synonyms of the search at the desk, and the models of packages that the admin does not need."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult
from unfold.decorators import display

from editorial.desk.model_admin import DeskAdmin
from editorial.search.models import SynonymGroup

# What editors need to know of a task is in the row that it works on.
admin.site.unregister(DBTaskResult)


@admin.register(SynonymGroup)
class SynonymGroupAdmin(DeskAdmin):
    list_display = ("name", "words")
    search_fields = ("name", "words_ru", "words_kk", "words_az", "words_en")
    ordering = ("name",)
    fieldsets = (
        (
            None,
            {
                "fields": ("name", ("words_ru", "words_kk"), ("words_az", "words_en")),
                "description": _(
                    "The search takes these words and phrases for each other, in both directions and in all languages."
                ),
            },
        ),
    )

    @display(description=_("words"))
    def words(self, group: SynonymGroup) -> str:
        """Return all words of a group on one line."""
        texts = (group.words_ru, group.words_kk, group.words_az, group.words_en)
        return " · ".join(line.strip() for text in texts for line in text.splitlines() if line.strip())
