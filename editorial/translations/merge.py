"""Merge two translations of one row: changes of one translator are taken over, conflicts are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core import signing

SALT = "a translation as it was opened"
Fields = Mapping[str, str]


@dataclass(frozen=True)
class Opened:
    """The values that a form was opened with, and the checksum of the original."""

    original: str
    fields: Fields

    def signed(self) -> str:
        """Return it signed, so that a form can carry it and nobody can change it."""
        return signing.dumps([self.original, dict(self.fields)], salt=SALT, compress=True)


def unsign(text: str) -> Opened:
    """Read what `signed` returned; anything else counts as opened before everything saved."""
    try:
        original, fields = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return Opened("", {})
    return Opened(original, fields)


@dataclass
class Merged:
    """The merged fields, and the saved values of those that both have changed."""

    fields: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)


class ConflictError(Exception):
    """Another user saved something since the form was opened that the translator has to see first."""

    def __init__(self, merged: Merged, *, original_changed: bool) -> None:
        super().__init__()
        self.merged, self.original_changed = merged, original_changed


def merge(opened: Opened, typed: Fields, now: Opened) -> dict[str, str]:
    """Return what is to be saved. Raises ConflictError where both changed a field or the original changed."""
    merged = Merged()
    for name, theirs in now.fields.items():
        was, mine = (_plain(side.get(name, "")) for side in (opened.fields, typed))
        if mine == was:
            merged.fields[name] = theirs
            continue
        merged.fields[name] = mine
        if _plain(theirs) not in (was, mine):
            merged.theirs[name] = theirs
    original_changed = opened.original != now.original
    if merged.theirs or original_changed:
        raise ConflictError(merged, original_changed=original_changed)
    return merged.fields


def _plain(text: str) -> str:
    """Return a text with the line breaks of Unix and no space around it."""
    return text.replace("\r\n", "\n").strip()
