"""Context of the pages of experts and organisations."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import F

from editorial.experts.models import Expert, Organisation
from editorial.i18n.language_versions import shown_versions
from editorial.i18n.querysets import without_translation_rewrite
from editorial.provenance.disagreements import disagreements
from editorial.records import registry
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
        **get_links(organisation),
        "other_names": other_names(organisation.name_forms.all(), organisation.name),
    }


def get_links(organisation: Organisation) -> dict[str, object]:
    """Return the sections that record types declare, and the parts of a body, the latest first. One query."""
    sections = sorted(
        (one.organisation_section for one in registry.all() if one.organisation_section),
        key=lambda section: section.order,
    )
    parts = link_query(organisation.parts.filter(state=State.PUBLISHED), "experts:organisation", title="name")
    found = union_links(
        *(
            link_query(
                section.rows(organisation),
                section.page,
                path=section.path,
                title=section.title,
                date=section.date,
            )
            for section in sections
        ),
        parts,
    )
    found.sort(key=lambda link: (str(link.day or ""), link.title_ru), reverse=True)
    linked = group_by_page(found)
    return {
        "linked_sections": [(section.heading, linked.get(section.page, ())) for section in sections],
        "divisions": linked.get("experts:organisation", ()),
    }


def other_names(forms: Iterable[Any], main_name: str) -> list[Any]:
    """Return the forms of a name that the page does not show already, each once."""
    found: dict[str, Any] = {}
    for form in forms:
        if form.name != main_name:
            found.setdefault(form.name, form)
    return list(found.values())
