"""Take a backup: the database at one moment, and every file that it names then."""

import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import storages
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone

from editorial.site.backup.archive import DATABASE, Manifest, Writer, member_name
from editorial.site.backup.databases import Snapshot, server_release, snapshot
from editorial.site.backup.files import StoredFile, expected_files, files_on_disk, storage_root

ATTEMPTS = 3  # each is another moment; files that are deleted while one is copied call for the next


class FileDeletedError(Exception):
    """A file was deleted, with its row, after the database was copied and before the file was."""


@dataclass(frozen=True)
class BackupResult:
    """The result of a backup."""

    manifest: Manifest
    missing: dict[StoredFile, str]


def take_backup(target: Path, *, copy_remote: bool = False) -> BackupResult:
    """Write the archive; it appears under its name only when it is whole."""
    if target.exists():
        raise CommandError(f"{target} exists already; a backup overwrites nothing.")
    for _attempt in range(ATTEMPTS):
        try:
            return _write_archive(target, copy_remote=copy_remote)
        except FileDeletedError:
            continue
    raise CommandError("Files were deleted during each attempt; try again when the desk is quieter.")


def _write_archive(target: Path, *, copy_remote: bool) -> BackupResult:
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
        database, archive = Path(folder) / "database", Path(folder) / "archive"
        with snapshot(database) as moment, zipfile.ZipFile(archive, "w") as opened:
            writer = Writer(opened, _described(moment))
            with database.open("rb") as source:
                writer.add(DATABASE, source, packed=connection.vendor == "sqlite")
            missing = _add_files(writer, expected_files(moment.query), copy_remote=copy_remote)
            writer.close()
        archive.chmod(0o600)  # it has every password's digest and every draft
        with archive.open("rb") as written:
            os.fsync(written.fileno())
        archive.rename(target)
    return BackupResult(writer.manifest, missing)


def _described(moment: Snapshot) -> Manifest:
    applied = moment.query("SELECT app, name FROM django_migrations ORDER BY app, name")
    return Manifest(
        made_at=timezone.now().isoformat(),
        engine=connection.vendor,
        server_release=server_release(),
        written_by=moment.program,
        migrations=[list(row) for row in applied],
    )


def _add_files(
    writer: Writer, expected: dict[StoredFile, str], *, copy_remote: bool
) -> dict[StoredFile, str]:
    """Copy what the rows name, then what else lies in the folders; return what is missing."""
    missing = {}
    for file, row in expected.items():
        if storage_root(file.storage) is None and not copy_remote:
            writer.manifest.remote.append(str(file))
        elif not _add(writer, file):
            missing[file] = row
    if missing and missing.keys() - _still_expected():
        raise FileDeletedError
    for file in files_on_disk():
        if member_name(file) not in writer.manifest.members:
            _add(writer, file)
    writer.manifest.missing = [f"{file} ({row})" for file, row in missing.items()]
    return missing


def _still_expected() -> set[StoredFile]:
    """Return what the rows of this moment name, not those of the snapshot."""
    fresh = connection.copy()
    try:
        with fresh.cursor() as cursor:

            def run_query(query: str) -> list[tuple[object, ...]]:
                cursor.execute(query)
                return list(cursor.fetchall())

            return set(expected_files(run_query))
    finally:
        fresh.close()


def _add(writer: Writer, file: StoredFile) -> bool:
    """Copy a file; say whether there was one."""
    try:
        with storages[file.storage].open(file.name) as source:
            writer.add(member_name(file), source)
    except FileNotFoundError:
        return False
    return True
