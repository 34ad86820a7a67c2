"""Two translators of one row: each keeps what only they have written; where both did, both are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core import signing

SALT = "a translation as it was opened"
Fields = Mapping[str, str]


@dataclass(frozen=True)
class Opened:
    """What a form was opened with: the checksum of the original, and what each field said."""

    original: str
    fields: Fields

    def frozen(self) -> str:
        """Write it so that a form can carry it and nobody can change it."""
        return signing.dumps([self.original, dict(self.fields)], salt=SALT, compress=True)


def thawed(text: str) -> Opened:
    """Read what `sign_values` wrote; anything else was opened before all that is saved."""
    try:
        original, fields = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return Opened("", {})
    return Opened(original, fields)


@dataclass
class Merged:
    """The fields as they come out, and what was saved meanwhile of those that both have written."""

    fields: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)


class Meanwhile(Exception):  # noqa: N818  (a state, not an error)
    """Something was saved since the form was opened that the translator has to see before their own is saved."""

    def __init__(self, merged: Merged, *, original_changed: bool) -> None:
        super().__init__()
        self.merged, self.original_changed = merged, original_changed


def merge(opened: Opened, typed: Fields, now: Opened) -> dict[str, str]:
    """Return what is to be saved. Raises Meanwhile for what both have written, and for another original."""
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
        raise Meanwhile(merged, original_changed=original_changed)
    return merged.fields


def _plain(text: str) -> str:
    """Return what a browser may have sent for a text."""
    return text.replace("\r\n", "\n").strip()
