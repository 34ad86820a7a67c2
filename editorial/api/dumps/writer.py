"""The whole public record as one file: NDJSON and CSV in a ZIP that a Frictionless `datapackage.json` describes.

Rows are read and written a batch at a time, so that memory does not grow with the record.
"""

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

from django.conf import settings
from django.utils import timezone, translation

from editorial.api.router import router
from editorial.api.tables import as_json, flat
from editorial.records import changelog
from editorial.web.api.field_selection import OutputShape, build_row_writer

NAME = "record.zip"
BATCH = 50
BLOCK = 1 << 20  # bytes


@dataclass(slots=True)
class Part:
    """A file of the dump, as its description has it."""

    name: str
    path: str
    format: str
    mediatype: str
    bytes: int
    hash: str
    rows: int
    fields: list[str]

    def described(self) -> dict[str, Any]:
        """Describe the resource of the data package."""
        resource: dict[str, Any] = {
            "name": self.name,
            "path": self.path,
            "format": self.format,
            "mediatype": self.mediatype,
            "encoding": "utf-8",
            "type": "file",
            "bytes": self.bytes,
            "hash": f"sha256:{self.hash}",
        }
        if self.format == "csv":
            fields = [{"name": name, "type": "any"} for name in self.fields]
            resource |= {"type": "table", "schema": {"fields": fields, "missingValues": [""]}}
        return resource


def write_dump(folder: Path) -> Path:
    """Write the dump into a folder and put it in place of the last one; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    # Before anything is read: whoever follows the changes from here misses none.
    position = changelog.last_position()
    unfinished = folder / f"{NAME}.part"
    parts: list[Part] = []
    with (
        translation.override(settings.LANGUAGE_CODE),
        zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for prefix, viewset, _basename in router.registry:
            if hasattr(viewset, "serializer_class"):
                parts += _write_list(archive, prefix, viewset)
        archive.writestr(
            "datapackage.json", json.dumps(_package(parts, position), ensure_ascii=False, indent=1)
        )
    return unfinished.replace(folder / NAME)


def dump_rows(viewset: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a list as their details show them, in the order of their ids."""
    rows = viewset.queryset if viewset.detail_queryset is None else viewset.detail_queryset
    if hasattr(rows, "with_status"):
        rows = rows.with_status(timezone.localdate())
    write = build_row_writer(OutputShape(viewset.detail_serializer_class or viewset.serializer_class))
    last = 0
    while batch := list(rows.order_by("pk").filter(pk__gt=last)[:BATCH]):
        yield from map(write, batch)
        last = batch[-1].pk


def _write_list(archive: zipfile.ZipFile, name: str, viewset: Any) -> list[Part]:
    columns: dict[str, None] = {}
    count = 0
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        for row in dump_rows(viewset):
            line = as_json(row)
            columns |= dict.fromkeys(flat(json.loads(line)))
            lines.write(f"{line}\n")
            count += 1
        lines.seek(0)
        with _Member(archive, f"data/{name}.ndjson") as ndjson:
            for line in lines:
                ndjson.write(line)
        lines.seek(0)
        fields = list(columns) or ["id"]
        with _Member(archive, f"data/{name}.csv") as table:
            writer = csv.DictWriter(table, fields, restval="")
            writer.writeheader()
            for line in lines:
                writer.writerow(flat(json.loads(line)))
    return [
        ndjson.part(f"{name}-ndjson", "ndjson", "application/x-ndjson", count, fields),
        table.part(name, "csv", "text/csv", count, fields),
    ]


class _Member:
    """A file being written into an archive, counted and hashed as it goes."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self.archive, self.path = archive, path
        self.digest, self.size = hashlib.sha256(), 0

    def __enter__(self) -> Self:
        self.file: IO[bytes] = self.archive.open(self.path, "w", force_zip64=True)
        return self

    def __exit__(self, *_error: object) -> None:
        self.file.close()

    def write(self, text: str) -> int:
        """Write text in UTF-8."""
        data = text.encode()
        self.digest.update(data)
        self.size += len(data)
        return self.file.write(data)

    def part(self, name: str, form: str, mediatype: str, rows: int, fields: list[str]) -> Part:
        """Describe what was written."""
        return Part(name, self.path, form, mediatype, self.size, self.digest.hexdigest(), rows, fields)


def _package(parts: list[Part], position: int) -> dict[str, Any]:
    return {
        "name": "relations-record",
        "title": f"Relations: the record of the {settings.RECORD_ATTRIBUTION}",
        "created": timezone.now().isoformat(),
        "licenses": [{"path": settings.RECORD_LICENCE_URL}],
        "contributors": [{"title": settings.RECORD_ATTRIBUTION, "role": "publisher"}],
        # Follow /api/v1/changes/?since= from here.
        "changes_since": position,
        "counts": {part.name: part.rows for part in parts if part.format == "csv"},
        "resources": [part.described() for part in parts],
    }


def file_digest(path: Path) -> str:
    """SHA-256 of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def read_range(file: io.BufferedIOBase, start: int, length: int) -> Iterator[bytes]:
    """Yield a stretch of a file in blocks, and close it."""
    with file:
        file.seek(start)
        while length > 0 and (block := file.read(min(BLOCK, length))):
            length -= len(block)
            yield block
