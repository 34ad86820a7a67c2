"""Move uploaded files from the folder that the proxy served to the one that only our view reads."""

import filecmp
import io
import os
import shutil
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import migrations
from PIL import Image, UnidentifiedImageError

FIELDS = (("agreements", "AgreementText", "file"), ("articles", "Collection", "cover"))


PDF, DOCX, ODT = "pdf", "docx", "odt"
PICTURES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "TIFF": "tiff"}
MIMETYPE_OF_ODT = b"application/vnd.oasis.opendocument.text"
LONGEST_MIMETYPE = 200
BROKEN = (
    OSError, ValueError, KeyError, SyntaxError, NotImplementedError, RuntimeError, zipfile.BadZipFile,
    UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip


def names_of(apps, alias):
    for app, model, field in FIELDS:
        rows = apps.get_model(app, model).objects.using(alias)
        yield from rows.exclude(**{field: ""}).order_by("pk").values_list(field, flat=True)


def moved(name, source, target):
    """Copy a file before its original goes, so that nothing is lost by a move that breaks off."""
    before, after = Path(source, name), Path(target, name)
    if not before.is_file():
        return after.is_file()
    if not after.is_file():
        after.parent.mkdir(parents=True, exist_ok=True)
        part = after.with_name(f"{after.name}.part")
        shutil.copy2(before, part)
        os.replace(part, after)
    if filecmp.cmp(before, after, shallow=False):
        before.unlink()
    return True


def to_private(apps, schema_editor):
    target = storages["attachments"].path("")
    for name in names_of(apps, schema_editor.connection.alias):
        if not moved(name, settings.MEDIA_ROOT, target):
            print(f"  {name}: the record names this file, and it is not in {settings.MEDIA_ROOT}.")
            continue
        with Path(target, name).open("rb") as file:
            if not kind_of(file):
                print(f"  {name}: moved, but not given away: it is no PDF, DOCX, ODT or picture.")


def to_media(apps, schema_editor):
    for name in names_of(apps, schema_editor.connection.alias):
        moved(name, storages["attachments"].path(""), settings.MEDIA_ROOT)


def kind_of(file):
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


def _office_kind(file):
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        if names and names[0] == "mimetype":
            with archive.open("mimetype") as told:
                return ODT if told.read(LONGEST_MIMETYPE).strip() == MIMETYPE_OF_ODT else ""
        is_document = "[Content_Types].xml" in names and "word/document.xml" in names
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        return DOCX if is_document and not has_macros else ""


def _picture_kind(file):
    content = io.BytesIO(file.read())
    with Image.open(content, formats=tuple(PICTURES)) as picture:
        kind = PICTURES[str(picture.format)]
        picture.verify()
    return kind


class Migration(migrations.Migration):
    dependencies = [
        ("site", "0011_search_text"),
        ("agreements", "0006_private_files"),
        ("articles", "0018_private_files"),
    ]
    operations = [migrations.RunPython(to_private, to_media, elidable=True)]
