"""Articles with their contributors and topics."""

from django.db import models


class Topic(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)


class Person(models.Model):
    slug = models.SlugField(unique=True)
    given_name = models.CharField(max_length=200)
    family_name = models.CharField(max_length=200)
    position = models.CharField(max_length=200)


class Article(models.Model):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=500)
    lead = models.TextField()
    body = models.TextField()
    dated_on = models.DateField(db_index=True)
    topics = models.ManyToManyField(Topic)

    class Meta:
        ordering = ["-dated_on", "slug"]


class Contribution(models.Model):
    article = models.ForeignKey(Article, models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, models.CASCADE)
    role = models.CharField(max_length=20, default="author")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
