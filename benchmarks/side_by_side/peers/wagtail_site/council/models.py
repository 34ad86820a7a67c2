"""Articles with notes, authors and topics, and their list, as Wagtail's documentation advises to model them."""

from django.core.paginator import Paginator
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from rest_framework import serializers
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index


class Topic(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)


class Person(models.Model):
    slug = models.SlugField(unique=True)
    given_name = models.CharField(max_length=200)
    family_name = models.CharField(max_length=200)
    position = models.CharField(max_length=200)


class TopicSerializer(serializers.ModelSerializer):
    class Meta:
        model = Topic
        fields = ("slug", "name")


class PersonSerializer(serializers.ModelSerializer):
    class Meta:
        model = Person
        fields = ("slug", "given_name", "family_name", "position")


class MenuMixin:
    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["menu"] = Page.objects.live().in_menu().filter(depth=3)
        return context


class HomePage(MenuMixin, Page):
    pass


class ArticleIndexPage(MenuMixin, Page):
    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        found = ArticlePage.objects.child_of(self).live().order_by("-dated_on", "slug")
        if topic := request.GET.get("topic"):
            found = found.filter(topics__slug=topic)
        found = found.defer("body").prefetch_related("authors__person", "topics")
        context["articles"] = Paginator(found, 30).get_page(request.GET.get("page"))
        context["topics"] = Topic.objects.order_by("name")
        return context


class ArticlePage(MenuMixin, Page):
    lead = models.TextField()
    body = RichTextField()
    dated_on = models.DateField(db_index=True)
    topics = ParentalManyToManyField(Topic)

    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]
    api_fields = [
        APIField("lead"),
        APIField("dated_on"),
        APIField("authors"),
        APIField("topics", serializer=TopicSerializer(many=True)),
    ]


class Author(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    api_fields = [APIField("person", serializer=PersonSerializer())]


class Note(Orderable):
    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
