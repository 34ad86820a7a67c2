"""What texts and collections can be narrowed by; the pages and the API share it."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from editorial.articles.models import Article, Collection
from editorial.topics.models import Topic
from editorial.values.choices import by_slug
from editorial.values.languages import Language


class ArticleFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of texts."""

    genre = filters.ChoiceFilter(choices=Article.Genre.choices, label=_("Genre"))
    topic = filters.ChoiceFilter(
        field_name="topics__slug", choices=by_slug(Topic.objects.all), label=_("Topic")
    )
    year = filters.NumberFilter(
        field_name="dated_on", lookup_expr="year", min_value=1900, max_value=2200, label=_("Year")
    )
    language = filters.ChoiceFilter(choices=Language.choices, label=_("Language of the text"))
    collection = filters.ChoiceFilter(
        field_name="collection__slug", choices=by_slug(Collection.objects.published), label=_("Collection")
    )

    class Meta:
        model = Article
        fields: list[str] = []


class CollectionFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of collections."""

    year = filters.NumberFilter(min_value=1900, max_value=2200, label=_("Year"))
    topic = filters.ChoiceFilter(
        field_name="topics__slug", choices=by_slug(Topic.objects.all), label=_("Topic")
    )

    class Meta:
        model = Collection
        fields: list[str] = []
