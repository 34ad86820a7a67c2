"""Pages of topics."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from editorial.records import registry
from editorial.topics.models import Topic
from editorial.web.answer_cache import public_answer
from editorial.web.views import raise_if_renamed

MAX_LISTED = 12  # of each kind; the lists have the rest


@public_answer()
def topic_list(request: HttpRequest) -> HttpResponse:
    """List the topics."""
    return render(request, "topics/topic_list.html", {"topics": Topic.objects.all()})


@public_answer()
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the records of a topic: one query for each type that has a section, and those that its rows prefetch."""
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        raise_if_renamed(Topic.objects.all(), slug)
        raise Http404(_("Topic “%(slug)s” not found.") % {"slug": slug})
    context = {"topic": found, "topic_sections": get_sections(found), "shown": MAX_LISTED}
    return render(request, "topics/topic.html", context)


def get_sections(found: Topic) -> list[dict[str, Any]]:
    """Return the sections of a topic's page that have any records."""
    sections = []
    for record_type in registry.all():
        section = record_type.topic_section
        if section and (rows := list(section.rows(found)[:MAX_LISTED])):
            sections.append({
                "heading": section.heading or record_type.plural,
                "template": section.template,
                "rows": rows,
                "more": section.more,
                "list_name": record_type.lists[0],
            })  # fmt: skip
    return sections
