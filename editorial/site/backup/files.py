"""The files that belong to the record: where they lie, and which of them the database expects."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.core.management.base import CommandError
from django.db import connection
from django.db.models import FileField

from editorial.articles.models import Picture
from editorial.articles.models.picture import file_name, served_names

NO_RECORD_FILES = {"staticfiles"}  # collected again from the sources
CHUNK = 1 << 20  # bytes
RunQuery = Callable[[str], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True, order=True)
class StoredFile:
    """A file by the name of its storage in STORAGES and its own name there."""

    storage: str
    name: str

    def __str__(self) -> str:
        return f"{self.storage}: {self.name}"


def aliases() -> list[str]:
    """Return the storages with files of the record."""
    return [alias for alias in settings.STORAGES if alias not in NO_RECORD_FILES]


def storage_root(alias: str) -> Path | None:
    """Return the folder of a storage; None where the files lie on another machine."""
    storage = storages[alias]
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def files_on_disk() -> Iterator[StoredFile]:
    """Return every file in the folders of storages on this machine."""
    for alias in aliases():
        root = storage_root(alias)
        for path in sorted(root.rglob("*")) if root else []:
            if path.is_file() and not path.is_symlink():
                yield StoredFile(alias, path.relative_to(root or path).as_posix())


def expected_files(run_query: RunQuery | None = None) -> dict[StoredFile, str]:
    """Return each file that a row names, and which row that is; `run_query` sends the query to another database."""
    put = run_query or _run_query
    found: dict[StoredFile, str] = {}
    quoted = connection.ops.quote_name
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if not isinstance(field, FileField):
                continue
            key, column, table = (
                quoted(str(name)) for name in (model._meta.pk.column, field.column, model._meta.db_table)
            )
            query = f"SELECT {key}, {column} FROM {table} WHERE {column} <> '' ORDER BY {key}"  # noqa: S608
            for row, name in put(query):
                found[StoredFile(_storage_alias(field), name)] = f"{model._meta.label} {row}, {field.name}"
    return found | _served_pictures(put)


def _served_pictures(run_query: RunQuery) -> dict[StoredFile, str]:
    """Return the files made of each picture, which no column names."""
    query = f"SELECT id, key, width, full_name FROM {Picture._meta.db_table} ORDER BY id"  # noqa: S608
    return {
        StoredFile("pictures", file_name(key, name)): f"{Picture._meta.label} {row}, {width} wide"
        for row, key, full_width, full_name in run_query(query)
        for width, name in served_names(full_width, full_name).items()
    }


def _run_query(query: str) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _storage_alias(field: FileField) -> str:
    for alias in aliases():
        if field.storage is storages[alias] or _location(field.storage) == _location(storages[alias]):
            return alias
    raise CommandError(f"The files of {field} lie in a storage that STORAGES does not name.")


def _location(storage: Storage) -> object:
    """Return what two objects for one storage share."""
    return getattr(storage, "location", None) or storage


def missing_files() -> dict[StoredFile, str]:
    """Return each file that a row names and its storage lacks."""
    return {
        file: row for file, row in expected_files().items() if not storages[file.storage].exists(file.name)
    }


def copy_and_digest(source: IO[bytes], copy_to: IO[bytes] | None = None) -> tuple[str, int]:
    """Return checksum and size of what is read, writing it elsewhere on the way."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if copy_to:
            copy_to.write(chunk)
    return digest.hexdigest(), size
