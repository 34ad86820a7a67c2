"""Open forms of the desk: who has one open, and what was typed into it and not saved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.values.text_fields import CharField, JSONField


class FormPresence(models.Model):
    """A user who has a row open at the desk: since when, and when the browser last reported it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    type = CharField(max_length=60)
    row = CharField(max_length=40)
    opened_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        db_table = "workflow_openform"
        verbose_name = _("form being edited")
        verbose_name_plural = _("forms being edited")
        constraints = [models.UniqueConstraint(fields=["type", "row", "user"], name="open_form_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.type} {self.row}"


class FormDraft(models.Model):
    """The unsaved input of one open form, as the browser sends it. It makes no revision.

    `row` is the key of the row, or the name that a new form gives itself; `form_id` is the name of the form as it was
    opened, since one user may have the same row open in two windows.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    type = CharField(max_length=60)
    row = CharField(max_length=40)
    form_id = CharField(max_length=20, blank=True)
    data = JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "workflow_unsavedwork"
        verbose_name = _("unsaved changes")
        verbose_name_plural = _("unsaved changes")
        constraints = [
            models.UniqueConstraint(fields=["user", "type", "row", "form_id"], name="unsaved_work_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.type} {self.row}"
