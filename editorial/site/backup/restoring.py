"""Restore a backup into an empty place."""

import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.core.files.storage import storages
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from editorial.site.backup import archive as archives
from editorial.site.backup.archive import DATABASE, Manifest
from editorial.site.backup.databases import load, major_release, program_for, server_release
from editorial.site.backup.files import StoredFile, copy_and_digest, missing_files, storage_root


@dataclass(frozen=True)
class Restored:
    """The result of restoring a backup."""

    manifest: Manifest
    missing: dict[StoredFile, str]
    has_older_schema: bool


def restore_backup(path: Path) -> Restored:
    """Fill the empty database and the folders of files; refuse before anything is written."""
    with archives.opened(path) as (archive, manifest):
        newest = check_compatibility(manifest)
        _refuse_other_files(manifest)
        for file in manifest.files():
            _restore_file(archive, file)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            database = Path(folder) / "database"
            with archive.open(DATABASE) as source, database.open("wb") as target:
                copy_and_digest(source, target)
            load(database)
    return Restored(manifest, missing_files(), has_older_schema=newest)


def check_compatibility(manifest: Manifest) -> bool:
    """Refuse another engine, a newer schema, older programs, a database with tables; say if the schema is older."""
    if manifest.engine != connection.vendor:
        raise CommandError(f"The backup is of {manifest.engine}, and DATABASE_URL names {connection.vendor}.")
    known = set(MigrationLoader(None).disk_migrations)
    applied = {(app, name) for app, name in manifest.migrations}
    if unknown := sorted(applied - known):
        names = ", ".join(f"{app}.{name}" for app, name in unknown[:3])
        raise CommandError(f"The backup has a newer schema ({names}); restore it with that version.")
    if manifest.engine == "postgresql":
        _refuse_older_programs(manifest)
    if tables := connection.introspection.table_names():
        raise CommandError(f"The database is not empty: it has {len(tables)} tables. Restore into a new one.")
    return bool(known - applied)


def _refuse_older_programs(manifest: Manifest) -> None:
    if server_release() < manifest.server_release:
        raise CommandError(
            f"The backup is of PostgreSQL {manifest.server_release}, and this server is {server_release()}."
        )
    written_by = int(manifest.written_by.split()[-1])
    program = program_for("pg_restore", server_release())
    if major_release(program) < written_by:
        raise CommandError(f"The backup needs pg_restore {written_by} or newer: {program} is older.")


def _refuse_other_files(manifest: Manifest) -> None:
    """Refuse to write over a file with other content."""
    for file in manifest.files():
        root = storage_root(file.storage)
        path = root / file.name if root else None
        if path and path.exists() and not archives.same_content(path, _recorded(manifest, file)):
            raise CommandError(f"{path} exists with other content; restore into empty folders.")


def _recorded(manifest: Manifest, file: StoredFile) -> dict[str, object]:
    recorded: dict[str, object] = manifest.members[archives.member_name(file)]
    return recorded


def _restore_file(archive: zipfile.ZipFile, file: StoredFile) -> None:
    storage = storages[file.storage]
    if storage.exists(file.name):
        return
    with archive.open(archives.member_name(file)) as source:
        name = storage.save(file.name, File(source))
    if name != file.name:
        raise CommandError(f"{file} could only be stored as {name}.")
