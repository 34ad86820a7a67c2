"""Pages of topics."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

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
    """Show what the record has under a heading. Eight queries."""
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        raise_if_renamed(Topic.objects.all(), slug)
        raise Http404(_("Topic “%(slug)s” not found.") % {"slug": slug})
    context = {
        "topic": found,
        "articles": found.articles.model.objects.for_listing().on_topic(found.slug)[:MAX_LISTED],
        "agreements": found.agreements.for_listing()[:MAX_LISTED],
        "events": found.events.for_listing().prefetch_related(None)[:MAX_LISTED],
        "indicators": found.indicators.published()[:MAX_LISTED],
        "shown": MAX_LISTED,
    }
    return render(request, "topics/topic.html", context)
