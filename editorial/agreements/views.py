"""Pages of the register of agreements."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from editorial.agreements import page_queries
from editorial.agreements.citation_block import to_treaty
from editorial.agreements.export_table import register_table
from editorial.agreements.filters import FACETS, AgreementFilter, is_state_code, state_parties
from editorial.agreements.models import Agreement
from editorial.agreements.page_context import agreement_page, date_param
from editorial.articles.downloads import request_origin
from editorial.press.formats.table import table_response
from editorial.press.treaty_citations import FILES
from editorial.web.answer_cache import public_answer
from editorial.web.filters.facets import count_facets
from editorial.web.views import choice_param, get_public_or_404, list_view, validated_filterset

VIEWS = ("list", "table", "cards")


@public_answer(*AgreementFilter.base_filters, "page", "view", "on")
def agreement_list(request: HttpRequest) -> HttpResponse:
    """List agreements with their status as of a day, the latest first, in the form of `?view=`."""
    filterset = validated_filterset(
        AgreementFilter(request.GET, queryset=Agreement.objects.newest_first(), request=request)
    )
    on = date_param(request)
    return list_view(
        request,
        "agreements/agreement_list.html",
        disputed=Agreement,
        filterset=filterset,
        listed=page_queries.listed_agreements,
        whole=page_queries.WHOLE_LIST,
        on=on,
        facets=count_facets(filterset, FACETS),
        left_out=filterset.left_out(),
        states=state_parties(filterset),
        chosen_states=[one for one in filterset.form.cleaned_data["parties_all"] or () if is_state_code(one)],
        view=choice_param(request, "view", VIEWS),
        views=VIEWS,
    )


@public_answer("on")
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an agreement, with its status as of the day asked for (`?on=`)."""
    found = get_public_or_404(Agreement.objects.published_or_withdrawn(), slug, page_queries.agreement_page)
    return render(
        request,
        "agreements/agreement.html",
        agreement_page(found, on=date_param(request), origin=request_origin(request)),
    )


@public_answer()
def cite(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Send the reference to an agreement for citation managers."""
    found = get_public_or_404(
        Agreement.objects.published_or_withdrawn().prefetch_related("parties__organisation"), slug
    )
    chosen = FILES.get(form)
    if chosen is None:
        reason = _("Format “%(name)s” is not available. Available formats: %(known)s.")
        raise Http404(reason % {"name": form, "known": ", ".join(FILES)})
    made = chosen.write(to_treaty(found, origin=request_origin(request)))
    response = HttpResponse(made, content_type=chosen.content_type)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.{chosen.extension}"'
    return response


@public_answer(*AgreementFilter.base_filters, "page", "view", "on")
def data(request: HttpRequest, form: str) -> HttpResponse:
    """Answer with what the filters leave as a file."""
    filterset = AgreementFilter(request.GET, queryset=Agreement.objects.for_table(), request=request)
    rows = validated_filterset(filterset).qs
    address = request.build_absolute_uri()
    return table_response(register_table(rows, on=date_param(request).isoformat(), address=address), form)
