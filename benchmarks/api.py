"""Time a page of the API against a plain viewset: `python benchmarks/api.py --articles 10000`.

Both are asked through the whole of Django and answer with the same data: 20 articles with their current editions,
topics, and contributors with positions. The plain one is a stock `ModelViewSet` with nested `ModelSerializer`s, all
of it prefetched, and the stock renderer. The bar: ours at 1.5 times its throughput.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from record_at_size import fill  # isort: skip  (sets the project up)

from django.conf import settings
from django.db import connection
from django.db.models import Prefetch
from django.test import Client
from django.urls import path
from rest_framework import serializers
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.viewsets import ModelViewSet

from editorial.articles.models import Article, Contribution, Edition
from editorial.experts.models import Affiliation, Expert
from editorial.topics.models import Topic
from editorial.values.languages import language_columns
from relations import urls

OURS = "/api/v1/articles/?expand=topics,contributions.expert&ordering=slug"
PLAIN = "/plain/"


class TopicOut(serializers.ModelSerializer):
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Topic
        fields = ("id", "slug", *language_columns("name", "description"), "url")


class AffiliationOut(serializers.ModelSerializer):
    organisation = serializers.SlugRelatedField(slug_field="slug", read_only=True)

    class Meta:
        model = Affiliation
        fields = ("organisation", *language_columns("position"), "started_on", "ended_on", "attested_on")


class ExpertOut(serializers.ModelSerializer):
    affiliations = AffiliationOut(many=True)
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Expert
        fields = (
            "id", "slug", *language_columns("given_name", "family_name", "degree"), "kind", "country", "orcid",
            "affiliations", "url",
        )  # fmt: skip


class ContributionOut(serializers.ModelSerializer):
    expert = ExpertOut()
    organisation = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    name = serializers.CharField(source="contributor")

    class Meta:
        model = Contribution
        fields = ("role", "order", "expert", "organisation", "name", *language_columns("position"))


class EditionOut(serializers.ModelSerializer):
    class Meta:
        model = Edition
        fields = ("number", "title", "abstracts", "published_at")


class ArticleOut(serializers.ModelSerializer):
    editions = EditionOut(many=True)
    topics = TopicOut(many=True)
    contributions = ContributionOut(many=True)
    outlet = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    collection = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    url = serializers.CharField(source="get_absolute_url")

    class Meta:
        model = Article
        fields = (
            "id", "slug", "genre", "language", "dated_on", "outlet", "source_url", "collection",
            "order_in_collection", "first_page", "last_page", "doi", "is_digest", "topics", "contributions", "editions",
            "published_at", "url",
        )  # fmt: skip


class Pages(PageNumberPagination):
    page_size = 20


class Plain(ModelViewSet):
    queryset = (
        Article.objects.filter(state="published")
        .select_related("outlet", "collection")
        .prefetch_related(
            Prefetch("editions", queryset=Edition.objects.filter(is_current=True).light()),
            "topics",
            "contributions__expert__affiliations__organisation",
            "contributions__organisation",
        )
        .order_by("slug")
    )
    serializer_class = ArticleOut
    renderer_classes = [JSONRenderer]
    pagination_class = Pages
    filter_backends = []


urlpatterns = [path("plain/", Plain.as_view({"get": "list"})), *urls.urlpatterns]


def rounds_of(*calls: Callable[[], Any], rounds: int = 12, times: int = 5) -> list[list[float]]:
    """Return the milliseconds of each, in turns, so that a busy moment of the machine meets all alike."""
    found: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for work, passed in zip(calls, found, strict=True):
            start = time.perf_counter()
            for _ in range(times):
                work()
            passed.append((time.perf_counter() - start) * 1000 / times)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    fill(articles=parser.parse_args().articles)
    settings.ROOT_URLCONF = __name__
    client = Client(SERVER_NAME="localhost")
    ours, plain = (json.loads(client.get(address).content)["results"] for address in (OURS, PLAIN))
    assert [row["slug"] for row in ours] == [row["slug"] for row in plain]
    assert [len(row["contributions"]) for row in ours] == [len(row["contributions"]) for row in plain]
    found = rounds_of(lambda: client.get(OURS).content, lambda: client.get(PLAIN).content)
    for name, passed in zip(("ours", "plain"), found, strict=True):
        print(f"{name}: median {statistics.median(passed):.1f} ms, best {min(passed):.1f} ms")
    ratios = sorted(theirs / ours for ours, theirs in zip(*found, strict=True))
    print(f"{connection.vendor}: throughput {statistics.median(ratios):.2f} times that of the plain viewset")


if __name__ == "__main__":
    main()
