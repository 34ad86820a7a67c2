"""Pages of people and organisations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from editorial.experts import page_queries
from editorial.experts.council import council_by_side
from editorial.experts.filters import ExpertFilter, OrganisationFilter
from editorial.experts.models import Expert, Organisation
from editorial.experts.page_context import expert_profile, organisation_profile
from editorial.web.answer_cache import public_answer
from editorial.web.views import get_public_or_404, list_view


def _family_first(expert: Expert) -> str:
    return f"{expert.family_name} {expert.given_name}"


@public_answer(*ExpertFilter.base_filters, "page")
def expert_list(request: HttpRequest) -> HttpResponse:
    """List people by name."""
    filterset = ExpertFilter(request.GET, queryset=Expert.objects.published(), request=request)
    return list_view(
        request,
        "experts/expert_list.html",
        disputed=Expert,
        filterset=filterset,
        per_page=48,
        by_name=_family_first,
        listed=page_queries.listed_experts,
    )


@public_answer()
def expert(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a person: positions over time, texts, events."""
    found = get_public_or_404(Expert.objects.published_or_withdrawn(), slug, page_queries.expert_page)
    return render(request, "experts/expert.html", expert_profile(found))


@public_answer(*OrganisationFilter.base_filters, "page")
def organisation_list(request: HttpRequest) -> HttpResponse:
    """List organisations by name."""
    filterset = OrganisationFilter(request.GET, queryset=Organisation.objects.published(), request=request)
    return list_view(
        request,
        "experts/organisation_list.html",
        filterset=filterset,
        per_page=60,
        by_name=str,
        listed=page_queries.listed_organisations,
    )


@public_answer()
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a body: its people, texts, agreements, figures."""
    found = get_public_or_404(
        Organisation.objects.published_or_withdrawn(), slug, page_queries.organisation_page
    )
    return render(request, "experts/organisation.html", organisation_profile(found))


@public_answer()
def council(request: HttpRequest) -> HttpResponse:
    """Show the Expert Council by its sides."""
    return render(request, "experts/council.html", {"sides": council_by_side(on=timezone.localdate())})
