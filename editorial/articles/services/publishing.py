"""The steps of the desk over an article: the only writers of its state and of its editions."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from reversion.models import Version

from editorial.articles import hooks
from editorial.articles.body_pictures import keys_in, pictures_in
from editorial.articles.models import (
    Article,
    Edition,
    EditionPicture,
    Footnote,
    Picture,
    Reference,
    StateChange,
)
from editorial.articles.models.edition import EditionAbstract, EditionFootnote, EditionReference
from editorial.articles.page_breaks import misnumbered
from editorial.articles.querysets import ArticleQuerySet
from editorial.articles.rendering import Rendered, render
from editorial.articles.services import source_moves
from editorial.articles.services.pagination import clear_pages
from editorial.articles.services.source_moves import Decision
from editorial.i18n.language_versions import original_key
from editorial.i18n.stored_messages import encode, join, traced
from editorial.records import changelog
from editorial.records.models import ChangeKind
from editorial.search import reindex_queue
from editorial.workflow.roles import Role, get_roles
from editorial.workflow.services import apply_transition
from editorial.workflow.states import ARTICLE_TRANSITIONS, State


def submit(article: Article, *, by: User) -> Article:
    """Send a draft to review."""
    return _move(article, "submit", by=by).article


def return_to_draft(article: Article, *, by: User, reason: str) -> Article:
    """Send a text back to its author, with the reason."""
    return _move(article, "return", by=by, reason=reason).article


@transaction.atomic
def approve(article: Article, *, by: User) -> Article:
    """Approve a reviewed text.

    Raises PermissionDenied when nobody but the approver has edited the text.
    """
    editors = editor_ids(article)
    if editors == {by.pk} and Role.ADMINISTRATOR not in get_roles(by):
        raise PermissionDenied(
            _("You are the only editor of this text, so another person has to approve it.")
        )
    return _move(article, "approve", by=by).article


@transaction.atomic
def publish(article: Article, *, by: User, decisions: Mapping[str, Decision] | None = None) -> Edition:
    """Publish an approved text as its next edition.

    What the record takes from an earlier edition moves on; see `source_moves`, which `decisions` are for. Raises
    ValidationError when the text is not the one that was approved.
    """
    built = _move(article, "publish", by=by)
    _refuse_edited_since_approval(built)
    moved = built.article
    note = _("Republished.") if moved.editions.exists() else ""
    edition = _create_edition(built, by=by, correction_note=note)
    changelog.record_change(moved, ChangeKind.PUBLISHED, edition=edition.number, note=note)
    clear_pages(moved.collection)
    _reindex_versions(moved)
    _run_publish_hooks(moved, edition, decisions)
    return edition


@dataclass(frozen=True)
class ScheduledPublication:
    """A text whose time has come, why it could not be published, if so, and whether that was not known before."""

    article: Article
    refusal: str
    is_news: bool


def publish_scheduled(
    now: datetime, *, notify: Callable[[ScheduledPublication], None]
) -> Iterator[ScheduledPublication]:
    """Publish each approved text whose time has come, in the name of its approver.

    Each has a transaction of its own, and a text that another process has just published is passed over: it may run
    many times at once. What prevents the publication of a text is stored with it as `publish_error`. `notify` is called in the same
    transaction, so that who is to be written to learns of what happened and of nothing else.
    """
    for key in list(_due(now).values_list("pk", flat=True)):
        published = _publish_if_due(key, now, notify)
        if published is not None:
            yield published


def _due(now: datetime) -> ArticleQuerySet:
    return Article.objects.filter(state=State.APPROVED, publish_at__lte=now).order_by("publish_at", "pk")


@transaction.atomic
def _publish_if_due(
    key: int, now: datetime, notify: Callable[[ScheduledPublication], None]
) -> ScheduledPublication | None:
    article = _due(now).select_for_update(skip_locked=True, of=("self",)).filter(pk=key).first()
    if article is None:
        return None
    known = article.publish_error
    refusal = _try_publish(article)
    if encode(refusal) != encode(known):
        Article.objects.filter(pk=key).update(publish_error=refusal)
    published = ScheduledPublication(article, refusal, is_news=encode(refusal) != encode(known))
    notify(published)
    return published


def _try_publish(article: Article) -> str:
    with traced():
        try:
            approver = _get_approver(article)
            publish(article, by=approver)
        except PermissionDenied:
            name = approver.get_full_name() or approver.get_username()
            return _("%(name)s approved this article but no longer has permission to publish.") % {
                "name": name
            }
        except ValidationError as error:
            return join(error.messages)
    return ""


def _get_approver(article: Article) -> User:
    approval = article.state_changes.filter(transition="approve").select_related("actor").first()
    if approval is None:
        raise ValidationError(_("This article has not been approved."))
    return approval.actor


@transaction.atomic
def correct(
    article: Article, *, by: User, correction_note: str, decisions: Mapping[str, Decision] | None = None
) -> Edition:
    """Publish the working copy of a published text as its next edition, with the note that readers see.

    What the record takes from the text moves on with its passages; see `source_moves`, which `decisions` are for.
    Raises ValidationError when the text is the same as that of the current edition.
    """
    built = _move(article, "correct", by=by, reason=correction_note)
    moved = built.article
    edition = _create_edition(built, by=by, correction_note=correction_note.strip())
    changelog.record_change(moved, ChangeKind.CORRECTED, edition=edition.number, note=edition.correction_note)
    clear_pages(moved.collection)
    _reindex_versions(moved)
    _run_publish_hooks(moved, edition, decisions)
    return edition


@transaction.atomic
def withdraw(article: Article, *, by: User, reason: str) -> Article:
    """Take a published text back; readers find the title and the reason in its place."""
    moved = _move(article, "withdraw", by=by, reason=reason).article
    changelog.record_change(moved, ChangeKind.WITHDRAWN, note=moved.withdrawn_reason)
    clear_pages(moved.collection)
    _reindex_versions(moved)
    return moved


@transaction.atomic
def restore(article: Article, *, by: User, reason: str) -> Article:
    """Show a withdrawn text again, as its last edition."""
    moved = _move(article, "restore", by=by, reason=reason).article
    changelog.record_change(moved, ChangeKind.RESTORED)
    clear_pages(moved.collection)
    _reindex_versions(moved)
    return moved


def _reindex_versions(article: Article) -> None:
    """Bring the search up to date with an article and its other languages: which site finds which of them changes too."""
    original = original_key(article)
    versions = Article.objects.filter(Q(pk=original) | Q(translation_of=original))
    reindex_queue.enqueue("article", *versions.values_list("slug", flat=True))


def _run_publish_hooks(article: Article, edition: Edition, decisions: Mapping[str, Decision] | None) -> None:
    """Move on what the record takes from the text; then call the functions that apps above registered by `hooks.on_publish`."""
    if edition.number > 1:  # from which nothing was taken before
        source_moves.move_facts(edition, decisions or {}, by=edition.published_by)
    hooks.run(article, edition)


def editor_ids(article: Article) -> set[int]:
    """Return the keys of all users who have saved the article at the desk."""
    versions = Version.objects.get_for_object(article).exclude(revision__comment__startswith="[")
    return set(versions.exclude(revision__user=None).values_list("revision__user_id", flat=True))


def has_unpublished_changes(article: Article) -> bool:
    """Say whether the working copy differs from what readers see."""
    current = article.editions.current().first()
    return current is not None and current.checksum != build_edition(article).checksum


def compare_with_published(article: Article) -> None:
    """Keep since when the working copy says something else than what readers see."""
    since = (article.unpublished_since or timezone.now()) if has_unpublished_changes(article) else None
    if since != article.unpublished_since:
        article.unpublished_since = since
        Article.objects.filter(pk=article.pk).update(unpublished_since=since)


@dataclass(frozen=True)
class _Built:
    """An article after a step, with its working copy as an edition that is not saved, and what the body came to."""

    article: Article
    edition: Edition
    rendered: Rendered


def _move(article: Article, name: str, *, by: User, reason: str = "") -> _Built:
    with transaction.atomic(), reversion.create_revision():
        before = Article.objects.select_for_update().values_list("state", flat=True).get(pk=article.pk)
        moved = apply_transition(article, ARTICLE_TRANSITIONS[name], by=by, reason=reason)
        if moved.publish_error:
            Article.objects.filter(pk=article.pk).update(publish_error="")
        edition, rendered = _build(moved)
        StateChange.objects.create(
            article=moved,
            transition=name,
            source=before,
            target=moved.state,
            actor=by,
            reason=reason.strip(),
            text_checksum=edition.checksum,
        )
    article.refresh_from_db()
    edition.article = article
    return _Built(article, edition, rendered)


def _refuse_edited_since_approval(built: _Built) -> None:
    approval = built.article.state_changes.filter(transition="approve").first()
    if approval is None or approval.text_checksum != built.edition.checksum:
        raise ValidationError(
            _("The text was edited after approval. Return it to draft and have it approved again."),
            code="edited_since_approval",
        )


def _create_edition(built: _Built, *, by: User, correction_note: str) -> Edition:
    article, edition = built.article, built.edition
    _refuse_unfinished(article, built.rendered)
    if article.editions.current().filter(checksum=edition.checksum).exists():
        raise ValidationError(_("There are no changes since the current edition."), code="unchanged")
    edition.number = (article.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    edition.published_by, edition.published_at = by, timezone.now()
    edition.correction_note = correction_note
    article.editions.current().update(is_current=False)
    edition.save()
    Article.objects.filter(pk=article.pk).update(unpublished_since=None)
    pictures = Picture.objects.filter(key__in=keys_in(edition.html)) if keys_in(edition.html) else ()
    EditionPicture.objects.bulk_create(
        EditionPicture(edition=edition, picture=picture) for picture in pictures
    )
    return edition


def rendered_text(
    article: Article, *, keys: Iterable[str], marks: Mapping[str, str] | None = None
) -> Rendered:
    """Return the working copy's body as readers would see it, and what is wrong with it."""
    return render(
        article.body,
        keys=keys,
        pictures=pictures_in(article.body),
        first_number=article.footnotes_from,
        marks=marks,
    )


def build_edition(article: Article) -> Edition:
    """Build an unsaved Edition of the working copy, finished or not; a note without its marker is left out."""
    return _build(article)[0]


def _freeze_note(note: Footnote, rendered: Rendered) -> EditionFootnote:
    frozen = EditionFootnote(
        number=rendered.numbers[note.key],
        key=note.key,
        html=note.text,
        url=note.url or (note.reference.url if note.reference else ""),
        repeats=rendered.numbers.get(note.repeats.key) if note.repeats else None,
        markers=rendered.markers[note.key],
        reference=_frozen_reference(note.reference) if note.reference else None,
    )
    if note.mark:
        frozen["mark"] = note.mark
    return frozen


def _build(article: Article) -> tuple[Edition, Rendered]:
    notes = list(article.footnotes.select_related("reference", "repeats"))
    rendered = rendered_text(
        article, keys=[note.key for note in notes], marks={note.key: note.mark for note in notes}
    )
    footnotes = [_freeze_note(note, rendered) for note in notes if note.key in rendered.numbers]
    edition = Edition(
        article=article,
        language=article.language,
        title=article.title,
        subtitle=article.subtitle,
        abstracts={
            abstract.language: EditionAbstract(
                title=abstract.title, text=abstract.text, keywords=abstract.keyword_list
            )
            for abstract in article.abstracts.all()
        },
        html=rendered.html,
        text=rendered.text,
        headings=[asdict(heading) for heading in rendered.headings],
        footnotes=sorted(footnotes, key=lambda note: note["number"]),
        references=[_frozen_reference(reference) for reference in article.references.all()],
        word_count=len(rendered.text.split()),
    )
    edition.checksum = checksum(edition)
    return edition, rendered


def checksum(edition: Edition) -> str:
    """SHA-256 over everything in an edition that its text consists of."""
    content = [
        edition.language, edition.title, edition.subtitle, edition.abstracts, edition.html, edition.footnotes,
        edition.references,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _frozen_reference(reference: Reference) -> EditionReference:
    return EditionReference(
        authors=reference.authors, title=reference.title, outlet=reference.outlet, year=reference.year,
        pages=reference.pages, url=reference.url, doi=reference.doi,
    )  # fmt: skip


def _refuse_unfinished(article: Article, rendered: Rendered) -> None:
    errors: dict[str, list[str]] = {}
    if not article.title.strip():
        errors.setdefault("title", []).append(_("The article has no title."))
    if not rendered.text:
        errors.setdefault("body", []).append(_("The article has no text."))
    if faults := find_errors(article, rendered):
        errors.setdefault("body", []).extend(faults)
    if errors:
        raise ValidationError(errors)


def find_errors(article: Article, rendered: Rendered) -> list[str]:
    """Return what must be corrected in a body before it is published."""
    unmarked = []
    if rendered.unmarked_keys:
        notes = article.footnotes.filter(key__in=rendered.unmarked_keys)
        unmarked = [f"“{Truncator(strip_tags(note.text) or note.key).chars(40)}”" for note in notes]
    pages = rendered.pages if article.is_digest else misnumbered(rendered.pages)
    numbered = (
        _("A summary has no pages of a print: remove the page breaks %(keys)s.")
        if article.is_digest
        else _("Page breaks whose number is no number or not larger than that before: %(keys)s.")
    )
    faults = (
        (numbered, pages),
        (_("Markers without a footnote: %(keys)s."), rendered.unknown_keys),
        (_("Footnotes without a marker in the text: %(keys)s."), unmarked),
        (_("Images not found in the library: %(keys)s."), rendered.strange_pictures),
        (_("Images without a description: %(keys)s."), rendered.undescribed_pictures),
    )
    return [text % {"keys": ", ".join(dict.fromkeys(keys))} for text, keys in faults if keys]
