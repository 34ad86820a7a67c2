"""Sources of facts about experts: they are passages of texts, which the app of experts does not import."""

from editorial.articles.admin.sources import SourcedFilter, SourceLines
from editorial.articles.models import ExpertSource
from editorial.experts.admin import ExpertAdmin


class ExpertSourceLines(SourceLines):
    model = ExpertSource


ExpertAdmin.inlines = (*ExpertAdmin.inlines, ExpertSourceLines)
ExpertAdmin.list_filter = (*ExpertAdmin.list_filter, SourcedFilter)
