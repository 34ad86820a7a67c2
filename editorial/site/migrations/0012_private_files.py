"""Move uploaded files from the folder that the proxy served to the one that only our view reads."""

import filecmp
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import migrations

from editorial.values.attachments import kind_of

FIELDS = (("agreements", "AgreementText", "file"), ("articles", "Collection", "cover"))


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


class Migration(migrations.Migration):
    dependencies = [
        ("site", "0011_search_text"),
        ("agreements", "0006_private_files"),
        ("articles", "0018_private_files"),
    ]
    operations = [migrations.RunPython(to_private, to_media, elidable=True)]
