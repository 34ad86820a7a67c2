"""Attachments: the type of a file by its bytes, and the types that are accepted."""

import io
import secrets
import zipfile
from pathlib import PurePosixPath
from typing import IO, Any, cast

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

PDF, DOCX, ODT = "pdf", "docx", "odt"
PICTURES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "TIFF": "tiff"}
PICTURE_KINDS = frozenset(PICTURES.values())
COVER_KINDS = frozenset({"jpg", "png", "webp"})
TYPES = {
    PDF: "application/pdf",
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ODT: "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "tiff": "image/tiff",
}
MIMETYPE_OF_ODT = b"application/vnd.oasis.opendocument.text"
MAX_MIMETYPE_LENGTH = 200
BROKEN = (
    OSError, ValueError, KeyError, SyntaxError, NotImplementedError, RuntimeError, zipfile.BadZipFile,
    UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip


def attachment_storage() -> Storage:
    """Return the files that only our own view hands out."""
    return storages["attachments"]


def detect_kind(file: IO[bytes]) -> str:
    """Return what a file is by its bytes, the name of its kind; nothing for what is not given away."""
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    try:
        if start.startswith(b"%PDF-"):
            return PDF
        return _office_kind(file) if start.startswith(b"PK\x03\x04") else _picture_kind(file)
    except BROKEN:
        return ""
    finally:
        file.seek(0)


def kind_by_name(name: str) -> str:
    """Return the kind that the name of a stored file says; nothing for one that is not given away."""
    kind = {"jpeg": "jpg", "tif": "tiff"}.get(ending := PurePosixPath(name).suffix[1:].lower(), ending)
    return kind if kind in TYPES else ""


def valid_attachment(file: FieldFile) -> None:
    """Raise ValidationError for a new file that is none of the accepted kinds."""
    if _is_new(file) and not detect_kind(_open_file(file)):
        raise ValidationError(
            _("The file is no PDF, DOCX, ODT or image (JPEG, PNG, WebP, GIF, TIFF), whatever its name says.")
        )


def valid_cover(file: FieldFile) -> None:
    """Raise ValidationError for a new file that is no picture of the accepted kinds."""
    if _is_new(file) and detect_kind(_open_file(file)) not in COVER_KINDS:
        raise ValidationError(_("The file is no image (JPEG, PNG, WebP), whatever its name says."))


def attachment_name(row: Any, name: str) -> str:
    """Return a name that cannot be guessed and says what the file is."""
    return f"agreements/{_new_name(row.file, name)}"


def cover_name(row: Any, name: str) -> str:
    """Return a name that cannot be guessed and says what the file is."""
    return f"covers/{_new_name(row.cover, name)}"


def logo_name(row: Any, name: str) -> str:
    """Return a name that cannot be guessed and says what the file is."""
    return f"logos/{_new_name(row.logo, name)}"


def _new_name(file: FieldFile, name: str) -> str:
    kind = detect_kind(_open_file(file)) if _is_new(file) else kind_by_name(name)
    return f"{secrets.token_hex(16)}.{kind}".rstrip(".")


def _is_new(file: FieldFile) -> bool:
    return bool(file) and not file._committed  # type: ignore[attr-defined]  # noqa: SLF001  (no public word for it)


def _open_file(file: FieldFile) -> IO[bytes]:
    return cast("IO[bytes]", file.file)


def _office_kind(file: IO[bytes]) -> str:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        if names and names[0] == "mimetype":
            with archive.open("mimetype") as mimetype:
                return ODT if mimetype.read(MAX_MIMETYPE_LENGTH).strip() == MIMETYPE_OF_ODT else ""
        is_document = "[Content_Types].xml" in names and "word/document.xml" in names
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return DOCX if is_document and not has_macros else ""


def _picture_kind(file: IO[bytes]) -> str:
    content = io.BytesIO(file.read())
    with Image.open(content, formats=tuple(PICTURES)) as picture:
        kind = PICTURES[str(picture.format)]
        picture.verify()
    return kind
