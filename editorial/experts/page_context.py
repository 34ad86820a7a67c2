"""Context of the pages of experts and organisations; other apps' rows by relation name."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import F

from editorial.experts.models import Expert, Organisation
from editorial.i18n.language_versions import shown_versions
from editorial.i18n.querysets import without_translation_rewrite
from editorial.provenance.disagreements import disagreements
from editorial.web.link_union import RecordLink, group_by_page, link_query, union_links
from editorial.workflow.states import State

ARTICLE = attrgetter("article")


def expert_profile(expert: Expert) -> dict[str, object]:
    """Return what the template of a person shows. Three queries beyond those of `for_page`."""
    texts = shown_versions(expert.contributions.editions(), ARTICLE)
    books = expert.collection_contributions.filter(collection__state=State.PUBLISHED)
    events, signed = get_events(expert)
    return {
        "expert": expert,
        "texts": [text for text in texts if text.role != "quoted"],
        "quoted_in": [text for text in texts if text.role == "quoted"],
        "books": books.select_related("collection").order_by("-collection__year", "role"),
        "events": events,
        "signed": signed,
        "other_names": other_names(expert.name_forms.all(), expert.name),
        "disagreements": disagreements(expert.sources.all()),
    }


def get_events(expert: Expert) -> tuple[list[Any], list[RecordLink]]:
    """Return where a person took part, the latest first, and the agreements that were signed there. One query."""
    agreement = "event__outcomes__agreement__"
    columns = {
        "signed_slug": f"{agreement}slug",
        "signed_day": f"{agreement}signed_on",
        "signed_precision": f"{agreement}signed_on_precision",
        **{
            f"signed_{language}": f"{agreement}title_{language}"
            for language in settings.MODELTRANSLATION_LANGUAGES
        },
    }
    rows = (
        without_translation_rewrite(expert.participations.filter(event__state=State.PUBLISHED))
        .select_related("event__place")
        .annotate(
            outcome=F("event__outcomes__kind"),
            agreement_state=F(f"{agreement}state"),
            **{name: F(path) for name, path in columns.items()},
        )
        .order_by("-event__started_on", "event__outcomes__order")
    )
    events: dict[int, Any] = {}
    signed: list[RecordLink] = []
    for row in rows:
        events.setdefault(row.event_id, row)
        if row.outcome == "signed" and row.agreement_state == State.PUBLISHED:
            slug, day, precision, *titles = (getattr(row, name) for name in columns)
            signed.append(RecordLink("agreements:detail", slug, "", day, precision, *titles))
    return list(events.values()), signed


def organisation_profile(organisation: Organisation) -> dict[str, object]:
    """Return what the template of a body shows. Four queries beyond those of `for_page`."""
    texts = shown_versions(organisation.contributions.editions(), ARTICLE)
    written = {text.pk for text in texts}
    return {
        "organisation": organisation,
        "texts": texts,
        "mentioned_in": [
            text
            for text in shown_versions(organisation.mentions.editions(), ARTICLE)
            if text.pk not in written
        ],
        "linked": group_by_page(get_links(organisation)),
        "other_names": other_names(organisation.name_forms.all(), organisation.name),
    }


def get_links(organisation: Organisation) -> list[RecordLink]:
    """Return the agreements, events, series, books, figures and parts of a body, the latest first. One query."""
    public = State.PUBLISHED
    found = union_links(
        link_query(
            organisation.agreement_parties.filter(agreement__state=public),
            "agreements:detail", path="agreement", date="signed_on",
        ),
        link_query(
            organisation.participations.filter(event__state=public), "events:detail", path="event", date="started_on"
        ),
        link_query(organisation.mechanisms.filter(state=public), "events:mechanism", title="name"),
        link_query(
            organisation.published_collections.filter(collection__state=public),
            "articles:collection", path="collection",
        ),
        link_query(
            organisation.observations.filter(indicator__state=public),
            "indicators:detail", path="indicator", title="name",
        ),
        link_query(organisation.parts.filter(state=public), "experts:organisation", title="name"),
    )  # fmt: skip
    return sorted(found, key=lambda link: (str(link.day or ""), link.title_ru), reverse=True)


def other_names(forms: Iterable[Any], main_name: str) -> list[Any]:
    """Return the forms of a name that the page does not show already, each once."""
    found: dict[str, Any] = {}
    for form in forms:
        if form.name != main_name:
            found.setdefault(form.name, form)
    return list(found.values())
