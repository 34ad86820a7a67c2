"""The review page of a text's mentions: context and decisions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editorial.articles.models import Article
from editorial.mentions.models import Mention
from editorial.mentions.querysets import ENTITY_KINDS

LABELS = {
    "expert": _("People"),
    "organisation": _("Organisations"),
    "mechanism": _("Cooperation mechanisms"),
    "agreement": _("Agreements"),
    "event": _("Events"),
    "place": _("Places"),
}
APPS = {
    "expert": "experts", "organisation": "experts", "mechanism": "events", "agreement": "agreements", "event": "events",
    "place": "places",
}  # fmt: skip


@dataclass(slots=True)
class Passage:
    """A sentence parted at the mention."""

    mention: Mention
    before: str
    name: str
    after: str
    others: list[str] = field(default_factory=list)


@dataclass(slots=True)
class EntityLines:
    """A thing with the passages that mention it."""

    key: str
    entity: Any
    url: str
    passages: list[Passage] = field(default_factory=list)

    @property
    def open(self) -> int:
        """Return how many are undecided."""
        return sum(one.mention.state == Mention.State.PROPOSED for one in self.passages)


@dataclass(slots=True)
class Group:
    """The things of a kind."""

    kind: str
    label: Any
    entities: list[EntityLines]


def mentions_page(article: Article, *, state: str) -> dict[str, Any]:
    """Return what the page shows. Two queries."""
    rows = list(article.mentions.with_entities().order_by("block", "start", "pk"))
    counts = {
        value: sum(row.state == value and row.is_in_text for row in rows) for value in Mention.State.values
    }
    selected = [row for row in rows if not state or row.state == state]
    return {
        "groups": _groups(selected, _readings(rows)),
        "tabs": [
            {"value": value, "label": label, "count": counts[value], "chosen": value == state}
            for value, label in Mention.State.choices
        ],
        "sure": sum(
            row.is_confident and row.is_in_text and row.state == Mention.State.PROPOSED for row in rows
        ),
        "state": state,
    }


def _readings(rows: Iterable[Mention]) -> dict[tuple[int, int, int], list[Mention]]:
    found: dict[tuple[int, int, int], list[Mention]] = defaultdict(list)
    for row in rows:
        if not row.is_confident:
            found[row.block, row.start, row.end].append(row)
    return found


def _groups(rows: Iterable[Mention], readings: dict[tuple[int, int, int], list[Mention]]) -> list[Group]:
    lines: dict[str, EntityLines] = {}
    for row in rows:
        entity = lines.get(row.key)
        if entity is None:
            url = reverse(f"admin:{APPS[row.kind]}_{row.kind}_change", args=[row.entity.pk])
            entity = lines[row.key] = EntityLines(row.key, row.entity, url)
        others = readings.get((row.block, row.start, row.end), [])
        entity.passages.append(_passage(row, [str(one.entity) for one in others if one.pk != row.pk]))
    return [
        Group(kind, LABELS[kind], found)
        for kind in ENTITY_KINDS
        if (found := [line for key, line in lines.items() if key.startswith(f"{kind}:")])
    ]


def _passage(row: Mention, others: list[str]) -> Passage:
    name = " ".join(row.text.split())
    before, found, after = row.passage.partition(name)
    return (
        Passage(row, before, found, after, others)
        if found
        else Passage(row, "", name, f" … {row.passage}", others)
    )


def chosen(article: Article, sent: QueryDict) -> tuple[str, list[Mention]]:
    """Return the decision that a button stands for, and the mentions it is about."""
    rows = article.mentions.filter(is_in_text=True).select_related("article").with_entities()
    decision, _separator, about = sent.get("do", "").partition(" ")
    if about == "sure":
        return decision, list(rows.open().filter(is_confident=True))
    if about == "all":
        return decision, list(rows.open())
    kind, _separator, number = about.partition(":")
    if kind in ENTITY_KINDS and number.isdigit():
        return decision, list(rows.open().filter(**{kind: number}))
    return decision, list(rows.filter(pk=about)) if about.isdigit() else []
