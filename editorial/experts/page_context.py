"""Context of the pages of experts and organisations."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.experts.models import Expert, Organisation
from editorial.experts.timeline import build_timeline
from editorial.i18n.language_versions import shown_versions
from editorial.i18n.querysets import without_translation_rewrite
from editorial.records import registry
from editorial.records.disagreement_details import disagreements_context
from editorial.web.link_union import RecordLink, group_by_page, link_query, union_links
from editorial.workflow.states import State

ARTICLE = attrgetter("article")
REPORTED_ROLES = frozenset(("interviewee", "quoted"))  # roles of those whose words a text reports


def expert_profile(expert: Expert) -> dict[str, object]:
    """Return what the template of a person shows: wrote, said, signed, took part, held. Four queries beyond `for_page`."""
    texts = shown_versions(expert.contributions.editions(), ARTICLE)
    books = expert.collection_contributions.filter(collection__state=State.PUBLISHED)
    events, signed_there = get_events(expert)
    signed = get_signed(expert)
    own = {link.slug for link in signed}
    written = [text for text in texts if text.role not in REPORTED_ROLES]
    reported = [text for text in texts if text.role in REPORTED_ROLES]
    works = (
        (_("Publications"), [text.article.dated for text in written]),
        (_("Interviews and quotations"), [text.article.dated for text in reported]),
        (_("Agreements signed"), [link.dated for link in signed]),
        (_("Events"), [row.event.started for row in events]),
    )
    return {
        "expert": expert,
        "texts": written,
        "interviews": [text for text in reported if text.role == "interviewee"],
        "quoted_in": [text for text in reported if text.role == "quoted"],
        "books": books.select_related("collection").order_by("-collection__year", "role"),
        "events": events,
        "signed": signed,
        "signed_there": [link for link in signed_there if link.slug not in own],
        "timeline": build_timeline(expert, works, today=timezone.localdate()),
        "other_names": other_names(expert.name_forms.all(), expert.name),
        **disagreements_context(expert),
    }


def get_signed(expert: Expert) -> list[RecordLink]:
    """Return the agreements that a person signed, the latest first. One query."""
    found = union_links(
        link_query(
            expert.signed_agreements.filter(agreement__state=State.PUBLISHED),
            "agreements:detail", path="agreement", date="signed_on",
        )
    )  # fmt: skip
    return sorted(found, key=lambda link: (str(link.day or ""), link.slug), reverse=True)


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
