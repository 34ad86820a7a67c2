"""Time the API at size: a page of articles against a plain viewset, and the memory of a dump.

    DEBUG=1 DATABASE_URL=sqlite:////tmp/api.sqlite3 python benchmarks/api.py --articles 10000

The database must be a fresh one: it is migrated and filled here.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relations.settings")
os.environ.setdefault("API_ANONYMOUS_LIMIT", "100000000")
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.test import APIRequestFactory
from rest_framework.viewsets import ModelViewSet

from editorial.api import dumps
from editorial.articles.models import Article, Contribution, Edition
from editorial.experts.models import Expert
from editorial.topics.models import Topic

TEXT = "Слово о транзите через Каспий. " * 200


class TopicOut(serializers.ModelSerializer):
    class Meta:
        model = Topic
        exclude = ()


class ExpertOut(serializers.ModelSerializer):
    class Meta:
        model = Expert
        exclude = ()


class ContributionOut(serializers.ModelSerializer):
    expert = ExpertOut()

    class Meta:
        model = Contribution
        exclude = ()


class ArticleOut(serializers.ModelSerializer):
    topics = TopicOut(many=True)
    contributions = ContributionOut(many=True)

    class Meta:
        model = Article
        exclude = ("body",)


class Plain(ModelViewSet):
    queryset = Article.objects.filter(state="published").prefetch_related("topics", "contributions__expert")
    serializer_class = ArticleOut
    renderer_classes = [JSONRenderer]
    filter_backends = []


def fill(count: int) -> None:
    user = User.objects.create_user("bench")
    now = timezone.now()
    topics = Topic.objects.bulk_create([Topic(slug=f"t{n}", name=f"Тема {n}") for n in range(20)])
    shown = {"state": "published", "published_at": now}
    experts = Expert.objects.bulk_create(
        [Expert(slug=f"e{n}", given_name="Айша", family_name=f"Каримова {n}", **shown) for n in range(200)]
    )
    for start in range(0, count, 1000):
        numbers = range(start, min(start + 1000, count))
        rows = Article.objects.bulk_create(
            [Article(slug=f"a{n}", title=f"Статья {n}", genre="analysis", **shown) for n in numbers]
        )
        Edition.objects.bulk_create(
            [
                Edition(
                    article=row, number=1, published_at=now, published_by=user, language="ru", title=row.title,
                    html=f"<p>{TEXT}</p>", text=TEXT, checksum="x",
                )
                for row in rows
            ]
        )  # fmt: skip
        Contribution.objects.bulk_create(
            [
                Contribution(article=row, expert=experts[(row.pk * k) % 200], role="author", order=k)
                for row in rows
                for k in (1, 3)
                if k == 1 or (row.pk * 3) % 200 != row.pk % 200
            ]
        )
        Article.topics.through.objects.bulk_create(
            [
                Article.topics.through(article=row, topic=topics[(row.pk + k) % 20])
                for row in rows
                for k in (0, 1)
            ]
        )


def best_of(work: Callable[[], object], rounds: int = 5, times: int = 10) -> float:
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(times):
            work()
        found.append((time.perf_counter() - start) / times)
    return min(found) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    count = parser.parse_args().articles
    call_command("migrate", verbosity=0)
    fill(count)
    client, factory, plain = (
        Client(SERVER_NAME="localhost"),
        APIRequestFactory(SERVER_NAME="localhost"),
        Plain.as_view({"get": "list"}),
    )
    address = "/api/v1/articles/?expand=topics,contributions.expert&ordering=slug"
    ours = best_of(lambda: client.get(address).content)
    theirs = best_of(lambda: plain(factory.get("/?ordering=slug")).render().content)
    print(f"20 articles with topics and experts in full: {ours:.1f} ms; plain viewset {theirs:.1f} ms")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        path = dumps.write_dump(Path(folder))
        passed, size = time.perf_counter() - start, path.stat().st_size / 1e6
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"dump of {count} articles: {passed:.0f} s, {size:.1f} MB; peak memory {before:.0f} → {after:.0f} MB"
    )


if __name__ == "__main__":
    main()
