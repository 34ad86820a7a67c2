"""The way of a manuscript: received, read, reviewed, made into drafts."""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.experts.models import Expert, Organisation
from editorial.i18n.stored_messages import traced
from editorial.intake.models import ManuscriptFile
from editorial.manuscripts import limits
from editorial.manuscripts.draft import Contributor, Item, Manuscript
from editorial.manuscripts.entity_match import INITIALS, Known, match_body, match_person, suggest_topics
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.parse import read_manuscript
from editorial.manuscripts.readers.encodings import ENCODINGS
from editorial.manuscripts.readers.reading import Choices, choices_of
from editorial.manuscripts.serialization import from_plain, to_plain
from editorial.topics.models import Topic

log = logging.getLogger(__name__)
State = ManuscriptFile.State
STALE_AFTER = 120  # seconds without a sign of life from a reading


def receive(upload: "File[Any]", *, by: User | None) -> tuple[ManuscriptFile, bool]:
    """Keep an uploaded file; the second value is false when the same file was uploaded before."""
    name = str(upload.name or "").rsplit("/", maxsplit=1)[-1][-255:]
    size = upload.size or 0
    if size > limits.MAX_FILE_BYTES:
        megabytes = limits.MAX_FILE_BYTES // limits.MEGABYTE
        raise ValidationError(
            _("%(name)s: the file is larger than %(limit)s MB") % {"name": name, "limit": megabytes}
        )
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    known = ManuscriptFile.objects.same_file(digest.hexdigest()).first()
    if known:
        return known, False
    upload.seek(0)
    row = ManuscriptFile(name=name, sha256=digest.hexdigest(), size=size, uploaded_by=by)
    try:
        with transaction.atomic():
            row.original.save(name, upload, save=True)
    except IntegrityError:  # the same file came twice at the same moment
        row.original.delete(save=False)
        return ManuscriptFile.objects.same_file(digest.hexdigest()).get(), False
    return row, True


@transaction.atomic
def restart(row: ManuscriptFile, *, choices: Choices | None = None) -> bool:
    """Let a file wait to be read from the beginning; decisions about it are given up, drafts made of it stay.

    `choices` say how, if they were made now. Return False where it is being read.
    """
    locked = ManuscriptFile.objects.select_for_update().defer("structure").get(pk=row.pk)
    if locked.state == State.READING and not is_stale(locked):
        return False
    chosen = {"choices": {name: str(value) for name, value in asdict(choices).items()}} if choices else {}
    _update(row, state=State.WAITING, done=0, total=0, error="", **chosen)
    return True


def parse_manuscript(row: ManuscriptFile) -> ManuscriptFile:
    """Read a file that waits and store what was parsed; nothing is stored of a reading that breaks off."""
    if not _claim(row):
        return row
    try:
        with row.original.open("rb") as original:
            data = original.read(limits.MAX_FILE_BYTES + 1)
        with traced():
            manuscript = read_manuscript(
                data, row.name, progress=_progress(row), choices=choices_of(row.choices, ENCODINGS)
            )
        match_contributors(manuscript)
        parsed = {"structure": to_plain(manuscript), "version": row.version + 1}
    except UnreadableFileError as error:
        with traced():
            _finish(row, state=State.REFUSED, error=str(error))
    except Exception:
        log.exception("Reading manuscript %s broke off", row.pk)
        _finish(
            row, state=State.REFUSED, error=gettext_lazy("Processing failed because of an internal error.")
        )
    else:
        _finish(row, state=State.READ, error="", **parsed)
    row.refresh_from_db()
    return row


def _claim(row: ManuscriptFile) -> bool:
    """Take the file for reading, unless somebody else has it or has read it."""
    with transaction.atomic():
        locked = ManuscriptFile.objects.select_for_update().defer("structure").get(pk=row.pk)
        if locked.state != State.WAITING and not is_stale(locked):
            return False
        _update(row, state=State.READING, done=0, total=0, error="")
    return True


def _update(row: ManuscriptFile, **values: Any) -> None:
    ManuscriptFile.objects.filter(pk=row.pk).update(heartbeat_at=timezone.now(), **values)


def _finish(row: ManuscriptFile, **values: Any) -> None:
    """End a reading, unless another has ended before it: decisions may have been made of that one since."""
    reading = ManuscriptFile.objects.filter(pk=row.pk, state=State.READING)
    reading.update(heartbeat_at=timezone.now(), **values)


def _progress(row: ManuscriptFile) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        if done % 5 == 0 or done == total:
            _update(row, done=done, total=total)

    return report


def is_stale(row: ManuscriptFile) -> bool:
    """Say whether a reading has given no sign of life for long: its process was stopped."""
    return row.state == State.READING and is_overdue(row)


def is_overdue(row: ManuscriptFile) -> bool:
    """Say whether nothing has happened to a file for long."""
    return (timezone.now() - row.heartbeat_at).total_seconds() > STALE_AFTER


def load_draft(row: ManuscriptFile) -> Manuscript:
    """Return what was parsed from a file, with the decisions made since."""
    return from_plain(row.structure or {})


def match_contributors(manuscript: Manuscript) -> None:
    """Say of each contributor who of the record it is, where that is sure, and suggest topics."""
    people, bodies, topics = known_people(), known_bodies(), known_topics()
    for item in manuscript.items:
        for contributor in item.contributors:
            contributor.known = _find_only_match(contributor, people, bodies)
        item.topics = [match.key for match in suggest_topics(_weighed(item), topics)]


def _find_only_match(contributor: Contributor, people: list[Known], bodies: list[Known]) -> str:
    """Return the key of the only match; None if there is no match or several."""
    found = (
        match_body(contributor.name, bodies)
        if contributor.organisation
        else match_person(contributor.name, people)
    )
    sure = [match for match in found if match.score >= INITIALS]
    if sure and (len(sure) == 1 or sure[0].score > sure[1].score):
        return sure[0].key
    return ""


def _weighed(item: Item) -> Iterable[tuple[str, float]]:
    yield item.title, 1.0
    for words in item.keywords.values():
        yield " ".join(words), 1.0
    for block in item.blocks:
        yield block.text, 0.5 if block.kind == "heading" else 0.06


def known_people() -> list[Known]:
    """Everybody of the record with all forms of the name."""
    rows = Expert.objects.prefetch_related("name_forms")
    return [Known(f"expert:{row.pk}", _forms(row.name, row.name_forms.all())) for row in rows]


def known_bodies() -> list[Known]:
    """Return every organisation of the record with all forms of the name."""
    rows = Organisation.objects.prefetch_related("name_forms")
    return [
        Known(
            f"organisation:{row.pk}",
            tuple(filter(None, (*_forms(row.name, row.name_forms.all()), row.short_name))),
        )
        for row in rows
    ]


def known_topics() -> list[Known]:
    """Return all topics."""
    return [Known(row.slug, (row.name,)) for row in Topic.objects.all()]


def _forms(name: str, forms: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (name, *(form.name for form in forms)))))


@transaction.atomic
def save_decisions(row: ManuscriptFile, manuscript: Manuscript, *, opened_version: int) -> None:
    """Keep decisions.

    Raises ValidationError when somebody kept others since the page was opened, or drafts were made.
    """
    locked = ManuscriptFile.objects.select_for_update().defer("structure").get(pk=row.pk)
    if locked.state != State.READ:
        raise ValidationError(_("Drafts have already been created from this file."))
    if locked.version != opened_version:
        raise ValidationError(
            _("Another user changed this page after you opened it. Your changes were not saved.")
        )
    ManuscriptFile.objects.filter(pk=row.pk).update(
        structure=to_plain(manuscript), version=opened_version + 1, heartbeat_at=timezone.now()
    )
    row.refresh_from_db()
