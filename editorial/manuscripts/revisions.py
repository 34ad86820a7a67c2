"""Messages about tracked changes, comments and hidden text."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.manuscripts.draft import Remark, Revision

MAX_LENGTH = 200


def revision_remarks(revisions: list[Revision]) -> list[Remark]:
    """Return a remark that counts them, and one for each that quotes it."""
    changes = _changes([each for each in revisions if each.kind in ("insertion", "deletion")])
    comments = [each for each in revisions if each.kind == "comment"]
    hidden = [each for each in revisions if each.kind == "hidden"]
    if not (changes or comments or hidden):
        return []
    counted = [
        ngettext("%(count)s tracked change", "%(count)s tracked changes", len(changes))
        % {"count": len(changes)}
        if changes
        else "",
        ngettext("%(count)s comment", "%(count)s comments", len(comments)) % {"count": len(comments)}
        if comments
        else "",
        ngettext("%(count)s piece of hidden text", "%(count)s pieces of hidden text", len(hidden))
        % {"count": len(hidden)}
        if hidden
        else "",
    ]
    summary = _("The file contains: %(list)s.") % {"list": ", ".join(filter(None, counted))}
    remarks = [Remark(0, summary)]
    remarks += [Remark(line, text) for line, text in changes]
    for each in comments:
        text = _("Comment by %(who)s: “%(text)s”.") % {"who": each.who or "?", "text": each.text[:MAX_LENGTH]}
        remarks.append(Remark(each.line, text))
    for each in hidden:
        remarks.append(Remark(each.line, _("Hidden text: “%(text)s”.") % {"text": each.text[:MAX_LENGTH]}))
    return remarks


def _changes(revisions: list[Revision]) -> list[tuple[int, str]]:
    """Return tracked changes with their lines; a deletion and the insertion after it are one change."""
    found: list[tuple[int, str]] = []
    at = 0
    while at < len(revisions):
        each = revisions[at]
        after = revisions[at + 1] if at + 1 < len(revisions) else None
        if after is not None and after.line == each.line and after.kind != each.kind:
            old, new = (each, after) if each.kind == "deletion" else (after, each)
            text = _("Tracked change: “%(old)s” → “%(new)s”.")
            found.append((each.line, text % {"old": old.text[:MAX_LENGTH], "new": new.text[:MAX_LENGTH]}))
            at += 2
            continue
        text = (
            _("Tracked insertion: “%(text)s”.")
            if each.kind == "insertion"
            else _("Tracked deletion: “%(text)s”.")
        )
        found.append((each.line, text % {"text": each.text[:MAX_LENGTH]}))
        at += 1
    return found
