"""Pages of topics."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from editorial.records import registry
from editorial.topics.models import Topic
from editorial.web.answer_cache import public_answer
from editorial.web.prepared import prepared
from editorial.web.views import raise_if_renamed

MAX_LISTED = 12  # of each type; the lists have the rest


@public_answer()
def topic_list(request: HttpRequest) -> HttpResponse:
    """List the topics."""
    return render(request, "topics/topic_list.html", {"topics": Topic.objects.all()})


@public_answer()
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the records of a topic: one query for each type that has a section, and those that its rows prefetch."""
    found = _topic.first(slug)
    if found is None:
        raise_if_renamed(Topic.objects.all(), slug)
        raise Http404(_("Topic “%(slug)s” not found.") % {"slug": slug})
    context = {"topic": found, "topic_sections": get_sections(found), "limit": MAX_LISTED}
    return render(request, "topics/topic.html", context)


@prepared
def _topic(slug: str) -> "QuerySet[Topic]":
    rows: QuerySet[Topic] = Topic.objects.filter(slug=slug)
    return rows


@prepared
def _section_rows(topic: int, *, name: str) -> "QuerySet[Any]":
    """Select the records of a type that the page of a topic lists."""
    section = next(one.topic_section for one in registry.all() if one.name == name)
    rows: QuerySet[Any] = section.rows(Topic(pk=topic))[:MAX_LISTED]  # type: ignore[union-attr]
    return rows


def get_sections(found: Topic) -> list[dict[str, Any]]:
    """Return the sections of a topic's page that have any records."""
    sections = []
    for record_type in registry.all():
        section = record_type.topic_section
        if section and (rows := _section_rows(found.pk, name=record_type.name)):
            sections.append({
                "heading": section.heading or record_type.plural,
                "template": section.template,
                "rows": rows,
                "more": section.more,
                "list_name": record_type.lists[0],
            })  # fmt: skip
    return sections
