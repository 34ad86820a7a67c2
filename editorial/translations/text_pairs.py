"""A text and its translation paragraph by paragraph, their notes under the same keys."""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml import html as lxml_html

from editorial.articles.models import Article, Footnote
from editorial.desk.footnote_markers import IN_BODY, Numbers, numbers_in
from editorial.translations import tracking
from editorial.translations.merge import Fields, Opened, merge, unsign
from editorial.values.html import sanitise, sanitise_inline
from editorial.workflow.states import State

WRITTEN = re.compile(r"\[\^([a-z0-9-]+)\]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A block of the original and that of the translation; a marker of a note is written [^key].

    `numbers` are those that readers see at the markers of the original.
    """

    at: int
    tag: str
    original: str
    translated: str
    numbers: Numbers
    theirs: str = ""

    @property
    def shown(self) -> SafeString:
        """The block of the original as it reads."""
        return as_marked(sanitise(f"<{self.tag}>{self.original}</{self.tag}>"), self.numbers)

    @property
    def shown_theirs(self) -> SafeString:
        """The words that were saved meanwhile."""
        return as_marked(sanitise_inline(self.theirs), self.numbers)


@dataclass(frozen=True, slots=True)
class NotePair:
    """A note under one key, with the number that readers of the original see."""

    key: str
    number: int | None
    original: str
    translated: str
    theirs: str = ""

    @property
    def shown(self) -> SafeString:
        """The note of the original as it reads."""
        return mark_safe(sanitise_inline(self.original))  # noqa: S308

    @property
    def shown_theirs(self) -> SafeString:
        """The words that were saved meanwhile."""
        return mark_safe(sanitise_inline(self.theirs))  # noqa: S308


def as_marked(text: str, numbers: Numbers) -> SafeString:
    """Return a safe text with the numbers of its notes as readers see them; scripts know each by its key."""
    return mark_safe(  # noqa: S308
        WRITTEN.sub(
            lambda found: f'<sup data-note="{found[1]}">{numbers.get(found[1], "?")}</sup>',
            text,
        )
    )


def split_blocks(body: str) -> list[tuple[str, str]]:
    """Return the tag and the inside of each block."""
    if not body.strip():
        return []
    found = []
    for block in lxml_html.fragment_fromstring(body, create_parent="div"):
        whole = lxml_html.tostring(block, encoding="unicode", with_tail=False)
        inside = whole.partition(">")[2].rpartition("</")[0]
        found.append((str(block.tag), IN_BODY.sub(r"[^\1]", inside)))
    return found


def pairs(original: Article, translation: Article | None) -> list[Pair]:
    """Return the blocks side by side."""
    own = split_blocks(translation.body) if translation else []
    both = zip_longest(split_blocks(original.body), own, fillvalue=("", ""))
    numbers = note_numbers(original)
    return [
        Pair(at, left[0] or right[0], left[1], right[1], numbers) for at, (left, right) in enumerate(both)
    ]


def note_pairs(original: Article, translation: Article | None) -> list[NotePair]:
    """Return the notes side by side, in the order in which readers come upon them."""
    own = {note.key: note.text for note in translation.footnotes.all()} if translation else {}
    numbers = note_numbers(original)
    both = [
        NotePair(
            note.key,
            numbers.get(note.key),
            note.text or escape(note.reference or note.url),
            own.get(note.key, ""),
        )
        for note in original.footnotes.select_related("reference")
    ]
    return sorted(both, key=lambda note: note.number or len(both) + original.footnotes_from)


def note_numbers(original: Article) -> Numbers:
    """Return the number of each note that the text points to."""
    known = {note.key for note in original.footnotes.all()}
    return numbers_in(original.body, first=original.footnotes_from, known=known)


def translation_into(original: Article, language: str, *, locked: bool = False) -> Article | None:
    """Return the translation that there is."""
    rows = original.translations.filter(language=language)
    found: Article | None = (rows.select_for_update(of=("self",)) if locked else rows).first()
    return found


def lost_notes(original: Article, typed: Fields) -> list[tuple[int, list[str]]]:
    """Return the paragraphs that were translated without the notes of the original, and notes of no original."""
    lost = []
    for at, (_tag, inside) in enumerate(split_blocks(original.body)):
        written = typed.get(f"block-{at}", "")
        keys = sorted(set(WRITTEN.findall(inside)) ^ set(WRITTEN.findall(written)))
        if written.strip() and keys:
            lost.append((at, keys))
    return lost


@transaction.atomic
def save(original: Article, language: str, typed: Fields, *, by: User) -> Article:
    """Keep the translation as a draft of its own, or in the working copy that there is.

    Raises ValidationError for a translation without a title, and for notes that were lost on the way; ConflictError for
    what a colleague has saved of the same.
    """
    # One translation is begun at a time.
    original = Article.objects.select_for_update(of=("self",)).get(pk=original.pk)
    row = translation_into(original, language, locked=True)
    fields = merge(unsign(typed.get("opened", "")), typed, opened_values(original, row))
    _refuse_unfinished(original, fields)
    row = row or _new_translation(original, language, by=by)
    row.title, row.subtitle = fields["title"][:500], fields["subtitle"][:500]
    row.body = "".join(_block(pair, fields[f"block-{pair.at}"]) for pair in pairs(original, row))
    row.version += 1
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(_("Translated in the translation editor."))
        row.save()
        _save_notes(original, row, fields)
        reversion.add_to_revision(row)
    tracking.record_translation(original, [language])
    tracking.update_status(row, set())
    return row


def opened_values(original: Article, translation: Article | None) -> Opened:
    """Return what the form of a translation is opened with now."""
    fields = {
        "title": translation.title if translation else "",
        "subtitle": translation.subtitle if translation else "",
        **{f"block-{pair.at}": pair.translated for pair in pairs(original, translation)},
        **{f"note-{pair.key}": pair.translated for pair in note_pairs(original, translation)},
    }
    return Opened(tracking.source_checksum(original), fields)


def _refuse_unfinished(original: Article, fields: Fields) -> None:
    if not fields["title"]:
        raise ValidationError({"title": _("The translation has no title.")})
    if lost := lost_notes(original, fields):
        numbers = note_numbers(original)
        lines = (
            _("Paragraph %(at)s: %(keys)s")
            % {"at": at + 1, "keys": ", ".join(str(numbers.get(key, f"[^{key}]")) for key in keys)}
            for at, keys in lost
        )
        raise ValidationError(
            _("Footnotes in the original and the translation do not match. %s") % "; ".join(lines)
        )


def _new_translation(original: Article, language: str, *, by: User) -> Article:
    return Article(
        slug=f"{original.slug[:90]}-{language}", language=language, translation_of=original, genre=original.genre,
        footnotes_from=original.footnotes_from, dated_on=original.dated_on,
        dated_on_precision=original.dated_on_precision, is_digest=original.is_digest,
        title_is_supplied=original.title_is_supplied, outlet=original.outlet, state=State.DRAFT, created_by=by, version=0,
    )  # fmt: skip


def _block(pair: Pair, written: str) -> str:
    inside = WRITTEN.sub(r'<sup data-footnote="\1"></sup>', written.strip())
    return f"<{pair.tag}>{inside}</{pair.tag}>"


def _save_notes(original: Article, row: Article, typed: Fields) -> None:
    own = {note.key: note for note in row.footnotes.all()}
    for note in original.footnotes.order_by("order"):
        text = typed.get(f"note-{note.key}", "").strip()
        footnote = own.get(note.key) or Footnote(article=row, key=note.key)
        footnote.order, footnote.text, footnote.url = note.order, text, note.url
        footnote.save()


def build_context(
    original: Article, language: str, typed: Fields | None = None, theirs: Fields | None = None
) -> dict[str, Any]:
    """Return what the page shows; what was typed and refused is shown again, with what was saved meanwhile."""
    translation = translation_into(original, language)
    now = opened_values(original, translation).fields
    fields, theirs = (now if typed is None else {**now, **typed}), theirs or {}
    blocks = [
        replace(one, translated=sanitise(fields[f"block-{one.at}"]), theirs=theirs.get(f"block-{one.at}", ""))
        for one in pairs(original, translation)
    ]
    notes = [
        replace(one, translated=fields[f"note-{one.key}"], theirs=theirs.get(f"note-{one.key}", ""))
        for one in note_pairs(original, translation)
    ]
    return {
        "blocks": blocks,
        "numbers": note_numbers(original),
        "notes": notes,
        "translation": translation,
        "done": sum(bool(one.translated.strip()) for one in blocks),
        "translated_title": fields["title"],
        "translated_subtitle": fields["subtitle"],
        "their_title": theirs.get("title", ""),
        "their_subtitle": theirs.get("subtitle", ""),
    }
