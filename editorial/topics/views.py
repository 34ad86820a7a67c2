"""Pages of topics."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from editorial.records import registry
from editorial.records.disagreement_details import load_details
from editorial.records.disagreements import all_disagreements
from editorial.topics.models import Topic
from editorial.web.answer_cache import public_answer
from editorial.web.prepared import prepared
from editorial.web.views import raise_if_renamed

MAX_LISTED = 12  # of each type; the lists have the rest
MAX_DISAGREEMENTS = 4


@public_answer()
def topic_list(request: HttpRequest) -> HttpResponse:
    """List the topics."""
    return render(request, "topics/topic_list.html", {"topics": Topic.objects.all()})


@public_answer()
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a topic: its introduction, key figures, records of each type, disagreements.

    One query for each type that has a section, and those that its rows prefetch.
    """
    found = _topic.first(slug)
    if found is None:
        raise_if_renamed(Topic.objects.all(), slug)
        raise Http404(_("Topic “%(slug)s” not found.") % {"slug": slug})
    context = {
        "topic": found,
        "key_sections": get_key_sections(found),
        "topic_sections": get_sections(found),
        "limit": MAX_LISTED,
        **get_disagreements(found),
    }
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


@prepared
def _key_rows(topic: int, *, name: str) -> "QuerySet[Any]":
    """Select the records of a type that editors have chosen for the top of the page."""
    section = next(one.topic_section for one in registry.all() if one.name == name)
    rows: QuerySet[Any] = section.key_rows(Topic(pk=topic))[:MAX_LISTED]  # type: ignore[union-attr,misc]
    return rows


def get_key_sections(found: Topic) -> list[dict[str, Any]]:
    """Return what editors have chosen for the top of a topic's page: the rows of each type and their template."""
    return [
        {"template": one.topic_section.key_template, "rows": rows}
        for one in registry.all()
        if one.topic_section and one.topic_section.key_rows
        if (rows := _key_rows(found.pk, name=one.name))
    ]


def get_disagreements(found: Topic) -> dict[str, Any]:
    """Return the latest disagreements about records of a topic, and their number."""
    entries = [one for one in all_disagreements() if found.slug in one.topics]
    return {"disagreements": load_details(entries[:MAX_DISAGREEMENTS]), "disagreement_count": len(entries)}


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
