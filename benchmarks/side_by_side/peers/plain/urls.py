"""The list: 20 articles with contributors and topics, all of it prefetched, the body left out."""

from council.models import Article, Contribution, Person, Topic
from django.urls import include, path
from rest_framework import routers, serializers, viewsets


class TopicSerializer(serializers.ModelSerializer):
    class Meta:
        model = Topic
        fields = ("slug", "name")


class PersonSerializer(serializers.ModelSerializer):
    class Meta:
        model = Person
        fields = ("slug", "given_name", "family_name", "position")


class ContributionSerializer(serializers.ModelSerializer):
    person = PersonSerializer()

    class Meta:
        model = Contribution
        fields = ("role", "order", "person")


class ArticleSerializer(serializers.ModelSerializer):
    contributions = ContributionSerializer(many=True)
    topics = TopicSerializer(many=True)

    class Meta:
        model = Article
        fields = ("id", "slug", "title", "lead", "dated_on", "contributions", "topics")


class ArticleViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Article.objects.defer("body").prefetch_related("contributions__person", "topics")
    serializer_class = ArticleSerializer


router = routers.SimpleRouter()
router.register("articles", ArticleViewSet)
urlpatterns = [path("", include(router.urls))]
