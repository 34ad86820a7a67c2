"""Sources of what is said of a person: they are passages of texts, of which the app of the people knows nothing."""

from editorial.articles.admin.sources import SourcedFilter, SourceLines
from editorial.articles.models import ExpertSource
from editorial.experts.admin import ExpertAdmin


class ExpertSourceLines(SourceLines):
    model = ExpertSource


ExpertAdmin.inlines = (*ExpertAdmin.inlines, ExpertSourceLines)
ExpertAdmin.list_filter = (*ExpertAdmin.list_filter, SourcedFilter)
