"""Messages for a file that cannot be read."""

from django.utils.translation import gettext as _

from editorial.i18n.stored_messages import join


class UnreadableFileError(Exception):
    """A file that is refused, with the file, the place in it and the reason, fit to be shown to an editor."""

    def __init__(self, reason: str, *, file: str = "", place: str = "") -> None:
        self.reason = reason
        self.file = file
        self.place = place
        super().__init__(reason)

    def __str__(self) -> str:
        where = join([part for part in (self.file, self.place) if part], ", ")
        return _("%(where)s: %(reason)s") % {"where": where, "reason": self.reason} if where else self.reason
