"""A manuscript uploaded at the desk."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from editorial.intake.models import ManuscriptFile
from tests.desk_client import form_with
from tests.manuscripts.books import make_book
from tests.manuscripts.laying_out import Style, lay_out

BOOK = lay_out(make_book(3), Style()).encode()
ADD = "admin:intake_manuscriptfile_add"


def upload(desk: Client, data: bytes = BOOK, name: str = "сборник.txt") -> ManuscriptFile:
    desk.post(reverse(ADD), {"uploads": SimpleUploadedFile(name, data)})
    return ManuscriptFile.objects.get(name=name)


def page(row: ManuscriptFile, at: int = 0) -> str:
    return reverse("admin:intake_manuscriptfile_review", args=[row.pk, at])


def form_of(desk: Client, row: ManuscriptFile, at: int = 0) -> dict[str, Any]:
    """Return what the browser would send if nothing was changed."""
    return form_with(desk.get(page(row, at)), "version")
