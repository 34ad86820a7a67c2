"""Revisions of a row, and their differences word by word.

A revision holds the row and its lines (what `apps.py` of each app says). A text has editions beside it; they are
compared by the same means.
"""

import difflib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from reversion.models import Version
from reversion.revisions import _get_options

from editorial.desk.footnote_markers import (
    IN_BODY,
    MARK,
    Numbers,
    marked,
    numbers_in,
    strip_note_numbers,
    with_note_numbers,
)
from editorial.workflow.states import ARTICLE_TRANSITIONS, RECORD_TRANSITIONS

# What the workflow writes is not brought back with a text.
WORKFLOW_FIELDS = (
    "search_text",
    "state",
    "version",
    "created_at",
    "changed_at",
    "published_at",
    "withdrawn_at",
    "withdrawn_reason",
    "publish_at",
    "unpublished_since",
    "publish_error",
    "created_by",
    "party_count",
)
BLOCK_END = re.compile(r"</(?:p|h[2-4]|li|tr|blockquote|figure|caption)>")
ANY_TAG = re.compile(r"<[^>]+>")
WORD = re.compile(rf"\s+|{MARK.pattern}|[^\s\ue000]+")


@dataclass(frozen=True)
class Part:
    """Words that are the same on both sides, or stand on one of them only."""

    kind: str  # same, removed, added
    text: str

    @property
    def shown(self) -> SafeString:
        """The words as HTML, with the numbers of notes."""
        return with_note_numbers(self.text)


@dataclass
class FieldDifference:
    """One field that differs, with the words of both sides."""

    group: str
    label: str
    before: list[Part] = field(default_factory=list)
    after: list[Part] = field(default_factory=list)

    @property
    def inline(self) -> list[Part]:
        """Both sides in one text: what was removed stands before what was added in its place."""
        left, right, parts = list(self.before), list(self.after), []
        while left or right:
            if left and left[0].kind == "removed":
                parts.append(left.pop(0))
            elif right and right[0].kind == "added":
                parts.append(right.pop(0))
            else:
                parts.append(right.pop(0))  # with the numbers of notes as they are now
                left.pop(0)
        return parts


Content = dict[tuple[str, str, str], str]  # (key of the row, its name, label of the field): what it says
Names = dict[type[models.Model], dict[Any, str]]  # by kind of rows and key: what a row is called


def get_revisions(row: models.Model) -> Any:
    """Return the versions of a row, the latest first, with their revisions and users."""
    return Version.objects.get_for_object(row).select_related("revision__user")


def get_content(version: Version) -> Content:
    """Return all that the revision of this version says of the row and its lines."""
    content: Content = {}
    parts, back = revision_objects(version), parent_key_columns(version)
    named = target_names(parts)
    notes = {part.object_id: part.field_dict["key"] for part in parts if _is_note(part)}
    numbers = numbers_in(
        str(version.field_dict.get("body", "")),
        first=version.field_dict.get("footnotes_from") or 1,
        known=set(notes.values()),
    )
    for part in parts:
        is_row = (part.content_type_id, part.object_id) == (version.content_type_id, version.object_id)
        key, name = ("", "") if is_row else _line_name(part, numbers)
        for column, value in _columns(part, "" if is_row else back[part._model]):
            if _is_note(part) and column.name == "repeats" and str(value) in notes:
                text = marked(notes[str(value)], numbers)
            else:
                text = display_value(column, value, named, numbers)
            if text:
                content[(key, name, str(column.verbose_name))] = text
    return content


def _is_note(part: Version) -> bool:
    return "key" in part.field_dict and "repeats_id" in part.field_dict


def _line_name(part: Version, numbers: Numbers) -> tuple[str, str]:
    """Name a line; a note keeps its key when its row is made again, and is called by its number."""
    if _is_note(part):
        return note_name(part._model, part.field_dict["key"], numbers, part.field_dict["text"])
    return line_name(part._model, part.object_id, part.object_repr)


def _columns(part: Version, back: str) -> Iterator[tuple[Any, Any]]:
    """Yield what a person is told of a row, with its value: all but by what it points back to the row it belongs to."""
    values = part.field_dict
    for column in revision_columns(part._model):
        if column.primary_key or column.name in WORKFLOW_FIELDS or column.attname not in values:
            continue
        if f"{column.name}_{settings.LANGUAGE_CODE}" in values:
            continue  # each language has a column of its own
        if column.attname != back and (column.name != "key" or not _is_note(part)):
            yield column, values[column.attname]


def display_comment(comment: str) -> str:
    """Name the step of the workflow that a revision was made by; see `workflow.services.apply_transition`."""
    name, bracket, reason = comment.removeprefix("[").partition("]")
    step = (
        (ARTICLE_TRANSITIONS | RECORD_TRANSITIONS).get(name) if bracket and comment.startswith("[") else None
    )
    return f"{step.label}. {reason.strip()}".rstrip(". ") if step else comment


def revision_objects(version: Version) -> list[Version]:
    """Return what a revision says of a row and its lines; it may hold other rows too, as an import does."""
    back = parent_key_columns(version)
    found = version.revision.version_set.select_related("content_type").order_by("content_type", "pk")
    return [
        part
        for part in found
        if part == version or str(part.field_dict.get(back.get(part._model, ""))) == version.object_id
    ]


def parent_key_columns(version: Version) -> dict[type[models.Model], str]:
    """Return by what column each kind of lines points to its row."""
    relations = map(version._model._meta.get_field, _get_options(version._model).follow)
    return {relation.related_model: relation.field.attname for relation in relations}


def revision_columns(model: type[models.Model]) -> tuple[Any, ...]:
    """Return the columns of a row that a revision keeps."""
    return (*model._meta.concrete_fields, *model._meta.many_to_many)


def target_names(parts: list[Version]) -> Names:
    """Name all rows that parts of a revision point to. One query for each kind of rows."""
    keys: dict[type[models.Model], set[Any]] = {}
    for part in parts:
        for column in revision_columns(part._model):
            if column.is_relation:
                keys.setdefault(column.related_model, set()).update(
                    keys_in(column, part.field_dict.get(column.attname))
                )
    return {
        model: {row.pk: str(row) for row in model._base_manager.filter(pk__in=found)}
        for model, found in keys.items()
        if found
    }


def keys_in(column: Any, value: Any) -> list[Any]:
    """Return the keys that a column of one row or of many holds."""
    keys = value if isinstance(value, list | tuple) else [value]
    return [column.related_model._meta.pk.to_python(key) for key in keys if key not in (None, "")]


def line_name(model: type[models.Model], key: str, label: str = "") -> tuple[str, str]:
    """Name a line of a row: by what it is compared, and how it is called."""
    return f"{model._meta.label_lower}:{key}", f"{model._meta.verbose_name}: {label or key}"


def note_name(model: type[models.Model], key: str, numbers: Numbers, text: str = "") -> tuple[str, str]:
    """Name a note: by what it is compared, and by its number, or by what it says where the text does not point to it."""
    called = f" {numbers[key]}" if key in numbers else f": {Truncator(as_text(text)).chars(40)}"
    return line_name(model, key)[0], f"{model._meta.verbose_name}{called}"


def display_value(column: Any, value: Any, named: Names, numbers: Numbers) -> str:
    """Say what a column holds, as a person would read it; rows that are gone are passed over."""
    if value in (None, "", []):
        return ""
    if column.is_relation:
        keys = set(keys_in(column, value))
        return ", ".join(name for key, name in named.get(column.related_model, {}).items() if key in keys)
    if column.flatchoices:
        return str(dict(column.flatchoices).get(value, value))
    return as_text(str(value), numbers)


def as_text(body: str, numbers: Numbers | None = None) -> str:
    """Write a body without its tags: a line for each block, its markers as `note_marks` has them."""
    known = numbers_in(body) if numbers is None else numbers
    marks = IN_BODY.sub(lambda found: marked(found[1], known), body)
    return html.unescape(ANY_TAG.sub("", BLOCK_END.sub("\n", marks))).strip()


def field_diffs(before: Content, after: Content) -> list[FieldDifference]:
    """Compare two contents field by field, and each field that differs word by word."""
    found = []
    old = {(key, label): (name, text) for (key, name, label), text in before.items()}
    new = {(key, label): (name, text) for (key, name, label), text in after.items()}
    for place in dict.fromkeys((*old, *new)):
        (was, left), (now, right) = old.get(place, ("", "")), new.get(place, ("", ""))
        if strip_note_numbers(left) != strip_note_numbers(right):
            group = f"{was} → {now}" if was and now and was != now else was or now
            found.append(FieldDifference(group, place[1], *word_diff(left, right)))
    return found


def word_diff(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """Compare two texts word by word; each side comes in parts. A marker that only has another number is the same."""
    old, new = ([word[0] for word in WORD.finditer(text)] for text in (before, after))
    left, right = [], []
    matcher = difflib.SequenceMatcher(
        None,
        [strip_note_numbers(word) for word in old],
        [strip_note_numbers(word) for word in new],
        autojunk=False,
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            left.append(Part("same", "".join(old[a:b])))
            right.append(Part("same", "".join(new[c:d])))
            continue
        if b > a:
            left.append(Part("removed", "".join(old[a:b])))
        if d > c:
            right.append(Part("added", "".join(new[c:d])))
    return left, right
