"""A text and its translation paragraph by paragraph, their notes under the same keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml import html as lxml_html

from editorial.articles.models import Article, Footnote
from editorial.values.html import sanitise, sanitise_inline
from editorial.workflow import translations
from editorial.workflow.states import State

MARKER = re.compile(r'<sup data-footnote="([^"]*)"></sup>')
WRITTEN = re.compile(r"\[\^([a-z0-9-]+)\]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of the original and that of the translation; a marker of a note is written [^key]."""

    at: int
    tag: str
    original: str
    translated: str

    @property
    def shown(self) -> SafeString:
        """The block of the original as it reads."""
        return mark_safe(sanitise(f"<{self.tag}>{self.original}</{self.tag}>"))  # noqa: S308


@dataclass(frozen=True, slots=True)
class NotePair:
    """A note under one key."""

    key: str
    original: str
    translated: str

    @property
    def shown(self) -> SafeString:
        """The note of the original as it reads."""
        return mark_safe(sanitise_inline(self.original))  # noqa: S308


def parts_of(body: str) -> list[tuple[str, str]]:
    """Return the tag and the inside of each block."""
    if not body.strip():
        return []
    found = []
    for block in lxml_html.fragment_fromstring(body, create_parent="div"):
        whole = lxml_html.tostring(block, encoding="unicode", with_tail=False)
        inside = whole.partition(">")[2].rpartition("</")[0]
        found.append((str(block.tag), MARKER.sub(r"[^\1]", inside)))
    return found


def pairs(original: Article, translation: Article | None) -> list[Pair]:
    """Return the blocks side by side."""
    own = parts_of(translation.body) if translation else []
    both = zip_longest(parts_of(original.body), own, fillvalue=("", ""))
    return [Pair(at, left[0] or right[0], left[1], right[1]) for at, (left, right) in enumerate(both)]


def note_pairs(original: Article, translation: Article | None) -> list[NotePair]:
    """Return the notes side by side."""
    own = {note.key: note.text for note in translation.footnotes.all()} if translation else {}
    return [NotePair(note.key, note.text, own.get(note.key, "")) for note in original.footnotes.all()]


def translation_into(original: Article, language: str) -> Article | None:
    """Return the translation that there is."""
    return original.translations.filter(language=language).first()


def lost_notes(original: Article, typed: Mapping[str, str]) -> list[tuple[int, list[str]]]:
    """Return the paragraphs that were translated without the notes of the original, and notes of no original."""
    lost = []
    for at, (_tag, inside) in enumerate(parts_of(original.body)):
        written = typed.get(f"block-{at}", "")
        keys = sorted(set(WRITTEN.findall(inside)) ^ set(WRITTEN.findall(written)))
        if written.strip() and keys:
            lost.append((at, keys))
    return lost


@transaction.atomic
def save(original: Article, language: str, typed: Mapping[str, str], *, by: User) -> Article:
    """Keep the translation as a draft of its own, or in the working copy that there is.

    Raises ValidationError for a translation without a title, and for notes that were lost on the way.
    """
    title = typed.get("title", "").strip()
    if not title:
        raise ValidationError({"title": _("The translation has no title.")})
    if lost := lost_notes(original, typed):
        lines = (
            _("Paragraph %(at)s: %(keys)s") % {"at": at + 1, "keys": ", ".join(keys)} for at, keys in lost
        )
        raise ValidationError(_("Notes of the original and of the translation differ. %s") % "; ".join(lines))
    row = translation_into(original, language) or _begun(original, language, by=by)
    if typed.get("opened") != str(row.version):
        raise ValidationError(
            _("Somebody has saved this meanwhile: your text is below, compare it with theirs.")
        )
    row.title, row.subtitle = title[:500], typed.get("subtitle", "").strip()[:500]
    row.body = "".join(_block(pair, typed.get(f"block-{pair.at}", "")) for pair in pairs(original, row))
    row.version += 1
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(_("Translated beside the original."))
        row.save()
        _save_notes(original, row, typed)
        reversion.add_to_revision(row)
    translations.note(original, [language])
    translations.follow_save(row, set())
    return row


def _begun(original: Article, language: str, *, by: User) -> Article:
    return Article(
        slug=f"{original.slug[:90]}-{language}", language=language, translation_of=original, genre=original.genre,
        footnotes_from=original.footnotes_from, dated_on=original.dated_on,
        dated_on_precision=original.dated_on_precision, is_digest=original.is_digest,
        title_is_ours=original.title_is_ours, outlet=original.outlet, state=State.DRAFT, created_by=by, version=0,
    )  # fmt: skip


def _block(pair: Pair, written: str) -> str:
    inside = WRITTEN.sub(r'<sup data-footnote="\1"></sup>', written.strip())
    return f"<{pair.tag}>{inside}</{pair.tag}>"


def _save_notes(original: Article, row: Article, typed: Mapping[str, str]) -> None:
    own = {note.key: note for note in row.footnotes.all()}
    for note in original.footnotes.order_by("order"):
        text = typed.get(f"note-{note.key}", "").strip()
        kept = own.get(note.key) or Footnote(article=row, key=note.key)
        kept.order, kept.text, kept.url = note.order, text, note.url
        kept.save()


def context_of(original: Article, language: str, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the page shows; what was typed and refused is shown again."""
    translation = translation_into(original, language)
    blocks, notes = pairs(original, translation), note_pairs(original, translation)
    if typed is not None:
        blocks = [
            Pair(one.at, one.tag, one.original, sanitise(typed.get(f"block-{one.at}", ""))) for one in blocks
        ]
        notes = [NotePair(one.key, one.original, typed.get(f"note-{one.key}", "")) for one in notes]
    return {
        "blocks": blocks,
        "notes": notes,
        "translation": translation,
        "done": sum(bool(one.translated.strip()) for one in blocks),
        "translated_title": typed.get("title", "")
        if typed is not None
        else (translation.title if translation else ""),
        "translated_subtitle": (
            typed.get("subtitle", "") if typed is not None else (translation.subtitle if translation else "")
        ),
    }
