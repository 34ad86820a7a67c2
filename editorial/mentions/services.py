"""Searching texts for mentions, and what an editor's decision about a mention brings about."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.agreements.models import AgreementSource
from editorial.articles.edition_passages import find_place, passages_in
from editorial.articles.models import Article, Contribution, Edition, ExpertSource
from editorial.articles.models.source import EditionSource
from editorial.events.models import EventSource, MechanismSource
from editorial.experts.models import ExpertName, OrganisationName
from editorial.mentions.alignment import align
from editorial.mentions.blocks import TextBlock, parse_blocks
from editorial.mentions.detection.gazetteer import Gazetteer
from editorial.mentions.detection.pipeline import find
from editorial.mentions.detection.types import EntityMatch, TextContext
from editorial.mentions.gazetteer_builder import build_period, gazetteer
from editorial.mentions.models import Mention, MentionSearch
from editorial.records import changelog
from editorial.workflow.sourcing import require_sources, unsourced

SOURCES: dict[str, type[EditionSource]] = {
    "expert": ExpertSource,
    "agreement": AgreementSource,
    "event": EventSource,
    "mechanism": MechanismSource,
}
PLACE_COLUMNS = ("block", "start", "end", "anchor", "text", "passage", "is_confident", "is_in_text")
MAX_NAME_LENGTH = 500


@dataclass(frozen=True, slots=True)
class DetectionResult:
    """The result of a search: all mentions, and those that are new and undecided."""

    found: int
    proposed: int


def text_checksum(article: Article) -> str:
    """Return by what it is told that a text was searched as it stands."""
    return hashlib.sha256(f"{article.language}\n{article.dated}\n{article.body}".encode()).hexdigest()


@transaction.atomic
def search(article: Article, known: Gazetteer | None = None) -> DetectionResult:
    """Search the working copy; decisions made before stay with what they were made about."""
    Article.objects.select_for_update().filter(pk=article.pk).first()
    blocks = parse_blocks(article.body)
    people = frozenset(
        f"expert:{key}" for key in article.contributions.exclude(expert=None).values_list("expert", flat=True)
    )
    setting = TextContext(article.language, build_period(article.dated), people)
    found = find([block.text for block in blocks], known or gazetteer(), setting)
    rows = [row for one in found for row in _rows(article, one, blocks)]
    done = align(article.mentions.all(), rows)
    Mention.objects.filter(pk__in=[row.pk for row in (*done.removed, *done.lost)], state="proposed").delete()
    for row in done.lost:
        row.is_in_text = False
    # Out of the way first: a mention may move to where another was.
    article.mentions.update(is_in_text=False)
    Mention.objects.bulk_update([*done.retained, *done.lost], PLACE_COLUMNS, batch_size=200)
    Mention.objects.bulk_create(done.new)
    MentionSearch.objects.update_or_create(article=article, defaults={"checksum": text_checksum(article)})
    return DetectionResult(len(rows), sum(row.state == Mention.State.PROPOSED for row in done.new))


def _rows(article: Article, one: EntityMatch, blocks: Sequence[TextBlock]) -> list[Mention]:
    rows = []
    for key in one.keys:
        kind, _separator, number = key.partition(":")
        row = Mention(article=article, block=one.block, start=one.start, end=one.end, is_confident=one.sure)
        row.anchor, row.text, row.passage = blocks[one.block].anchor, one.text[:MAX_NAME_LENGTH], one.passage
        setattr(row, f"{kind}_id", int(number))
        rows.append(row)
    return rows


@transaction.atomic
def accept(mentions: Iterable[Mention], *, by: User, quoted: bool = False) -> int:
    """Accept mentions: other readings of the same words are rejected, and what readers see gets its source.

    With `quoted` each expert is credited as quoted in the text.
    """
    rows = list(mentions)
    _decide(rows, Mention.State.ACCEPTED, by=by)
    for row in rows:
        same = row.article.mentions.filter(block=row.block, start=row.start, end=row.end, is_in_text=True)
        same.exclude(pk=row.pk).filter(state=Mention.State.PROPOSED, is_confident=False).update(
            state=Mention.State.REJECTED, decided_by=by, decided_at=timezone.now()
        )
    for article in {row.article_id: row.article for row in rows}.values():
        own = [row for row in rows if row.article_id == article.pk]
        if quoted:
            _credit(article, own, by=by)
        write_sources(article, by=by)
    return len(rows)


@transaction.atomic
def reject(mentions: Iterable[Mention], *, by: User) -> int:
    """Reject mentions, and take back the sources that accepting them has made.

    Raises ValidationError where one of them is the only source of what readers see.
    """
    rows = list(mentions)
    for row in rows:
        if row.state == Mention.State.ACCEPTED:
            _remove_sources(row, by=by)
        row.edition, row.edition_anchor = None, None
    _decide(rows, Mention.State.REJECTED, by=by)
    return len(rows)


def _decide(rows: Sequence[Mention], state: Mention.State, *, by: User) -> None:
    now = timezone.now()
    for row in rows:
        row.state, row.decided_by, row.decided_at = state, by, now
    Mention.objects.bulk_update(rows, ("state", "decided_by", "decided_at", "edition", "edition_anchor"))


@transaction.atomic
def add(article: Article, *, text: str, entity: Model, by: User, remember: bool = False) -> int:
    """Link a name that the search did not find, wherever the text has it; with `remember` the record learns the form.

    Raises ValidationError when the text does not have these words, or has them as this mention already.
    """
    kind = str(entity._meta.model_name)
    rows = list(_occurrences(article, text, kind, entity.pk))
    if not rows:
        raise ValidationError({"text": _("The text was not found in the article or is already linked.")})
    Mention.objects.bulk_create(rows)
    if remember:
        _store_name(entity, text, article.language)
    return accept(rows, by=by)


def _occurrences(article: Article, text: str, kind: str, key: int) -> Iterable[Mention]:
    occupied = set(
        article.mentions.filter(is_in_text=True, **{kind: key}).values_list("block", "start", "end")
    )
    for number, block in enumerate(parse_blocks(article.body)):
        start = block.text.find(text)
        while start >= 0:
            place = (number, start, start + len(text))
            if place not in occupied:
                yield Mention(
                    article=article, block=number, start=start, end=place[2], anchor=block.anchor,
                    text=text, passage=_sentence(block.text, start, place[2]), **{f"{kind}_id": key},
                )  # fmt: skip
            start = block.text.find(text, place[2])


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1, 0) if start else 0
    last = text.find(". ", end)
    return " ".join(text[first : last + 1 if last >= 0 else len(text)].split())


def _store_name(entity: Model, text: str, language: str) -> None:
    owner = str(entity._meta.model_name)
    model = {"expert": ExpertName, "organisation": OrganisationName}.get(owner)
    if model is None:
        return
    script = "Cyrl" if any("\u0400" <= letter <= "\u04ff" for letter in text) else "Latn"
    values = {owner: entity, "language": language, "name": text}
    model._base_manager.get_or_create(**values, defaults={"script": script})


def _credit(article: Article, rows: Sequence[Mention], *, by: User) -> None:
    quoted = article.contributions.filter(role=Contribution.Role.QUOTED)
    known = set(quoted.values_list("expert_id", flat=True))
    last = quoted.aggregate(last=Max("order"))["last"] or 0
    for key in dict.fromkeys(row.expert_id for row in rows if row.expert_id):
        if key not in known:
            last += 1
            with reversion.create_revision():
                reversion.set_user(by)
                reversion.set_comment(_("Accepted from the text of an article."))
                Contribution.objects.create(article=article, expert_id=key, role="quoted", order=last)
                reversion.add_to_revision(article)
            changelog.record_save(article)


def write_sources(article: Article, *, by: User) -> int:
    """Link accepted mentions to the current edition, if readers find them there, and write a source for each."""
    edition = article.editions.current().first() if article.is_published else None
    if edition is None:
        return 0
    rows = _link_to(edition, list(article.mentions.accepted().filter(edition=None).with_entities()))
    written = 0
    for kind, model in SOURCES.items():
        known = set(model._base_manager.filter(edition=edition).values_list(f"{kind}_id", "anchor"))
        for row in rows:
            if row.kind != kind or not row.edition_anchor or (row.entity.pk, row.edition_anchor) in known:
                continue
            known.add((row.entity.pk, row.edition_anchor))
            _write_source(model, kind, row, by=by)
            written += 1
    return written


def _link_to(edition: Edition, rows: Iterable[Mention]) -> list[Mention]:
    """Say where in an edition readers find mentions; return those that they do: the working copy may be ahead of it."""
    passages = {one.anchor: one.text for one in passages_in(edition.html, ())}
    linked = []
    for row in rows:
        anchor = find_place(row.anchor, row.passage, row.text, passages)
        if anchor is not None:
            row.edition, row.edition_anchor = edition, anchor
            linked.append(row)
    Mention.objects.bulk_update(linked, ("edition", "edition_anchor"), batch_size=200)
    return linked


def _write_source(model: type[EditionSource], kind: str, row: Mention, *, by: User) -> None:
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(_("Accepted from the text of an article."))
        model._base_manager.create(
            edition=row.edition, anchor=row.anchor_in_edition, quotation=row.passage, **{kind: row.entity}
        )
        reversion.add_to_revision(row.entity)
    changelog.record_save(row.entity)


def _remove_sources(row: Mention, *, by: User) -> None:
    model = SOURCES.get(row.kind)
    if model is None or row.edition_id is None:
        return
    made = model._base_manager.filter(
        edition=row.edition_id,
        anchor=row.edition_anchor,
        quotation=row.passage,
        **{row.kind: row.entity},
    )
    if not made.exists():
        return
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(_("A mention was rejected during review of an article."))
        known = unsourced(row.entity)
        made.delete()
        if getattr(row.entity, "is_public", False):
            require_sources(row.entity, known=known)
        reversion.add_to_revision(row.entity)
    changelog.record_save(row.entity)


def create_sources(article: Article, edition: Edition) -> None:
    """Write the sources of mentions that were accepted in the draft; called by `articles.hooks`."""
    write_sources(article, by=edition.published_by)


def is_up_to_date(article: Article) -> bool:
    """Say whether the text was searched since it was edited."""
    done: Any = MentionSearch.objects.filter(pk=article.pk).first()
    return done is not None and done.checksum == text_checksum(article)


def is_in_text(article: Article, text: str) -> bool:
    """Say whether a text has these words."""
    return any(text in block.text for block in parse_blocks(article.body))
