"""The archive of a backup: a ZIP with the database, the files, and a manifest with the checksum of each."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.crypto import constant_time_compare, salted_hmac

from editorial.site.backup.files import StoredFile, aliases, copy_and_digest

FORMAT, VERSION = "relations-backup", 1
MANIFEST, DATABASE, FILES = "manifest.json", "database", "files/"


@dataclass
class Manifest:
    """The manifest of an archive."""

    made_at: str
    engine: str
    server_release: int
    written_by: str
    migrations: list[list[str]]
    secret_key: str = field(default_factory=lambda: fingerprint(settings.SECRET_KEY))
    members: dict[str, dict[str, Any]] = field(default_factory=dict)
    remote: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    format: str = FORMAT
    version: int = VERSION

    def has_known_key(self) -> bool:
        """Say whether the archive was made under a SECRET_KEY that is still in use."""
        keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return any(constant_time_compare(self.secret_key, fingerprint(key)) for key in keys)

    def files(self) -> list[StoredFile]:
        """Return the files in the archive."""
        parts = (member.removeprefix(FILES).split("/", 1) for member in self.members if member != DATABASE)
        return [StoredFile(alias, name) for alias, name in parts]


def fingerprint(key: str) -> str:
    """Return by what a key is recognised and from what it cannot be told."""
    return salted_hmac("relations.backup", "fingerprint", key, algorithm="sha256").hexdigest()


def member_name(file: StoredFile) -> str:
    """Return the name of a file in the archive."""
    return f"{FILES}{file.storage}/{file.name}"


class Writer:
    """An archive that is being written."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.archive, self.manifest = archive, manifest

    def add(self, member: str, source: IO[bytes], *, packed: bool = False) -> None:
        """Copy what is read into the archive, and its checksum into the manifest."""
        entry = zipfile.ZipInfo(member)
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        with self.archive.open(entry, "w", force_zip64=True) as target:
            checksum, size = copy_and_digest(source, target)
        self.manifest.members[member] = {"sha256": checksum, "size": size}

    def close(self) -> None:
        """Write the manifest."""
        text = json.dumps(asdict(self.manifest), ensure_ascii=False, indent=1)
        self.archive.writestr(MANIFEST, text)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Open an archive that is ours and whole; say what is wrong with any other."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _read_manifest(archive, path)
            _verify(archive, manifest, path)
            yield archive, manifest
    except FileNotFoundError as error:
        raise CommandError(f"There is no file {path}.") from error
    except (zipfile.BadZipFile, EOFError) as error:
        raise CommandError(f"{path} is damaged or no backup: {error}") from error


def _read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        content = json.loads(archive.read(MANIFEST))
        is_ours = content["format"] == FORMAT
        manifest = Manifest(**content) if is_ours and content["version"] == VERSION else None
    except (KeyError, TypeError, ValueError) as error:
        raise CommandError(f"{path} is no backup of this software.") from error
    if manifest is None:
        fault = (
            f"of version {content['version']}, which is not known here" if is_ours else "of another software"
        )
        raise CommandError(f"{path} is a backup {fault}.")
    return manifest


def _verify(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    names = [name for name in archive.namelist() if name != MANIFEST]
    if sorted(names) != sorted(manifest.members):
        raise CommandError(f"{path} is damaged: its files are not those of its manifest.")
    if DATABASE not in manifest.members:
        raise CommandError(f"{path} is damaged: the database is not in it.")
    for name, recorded in manifest.members.items():
        if name != DATABASE and not is_safe(name):
            raise CommandError(f"{path} is foreign: {name!r} would lie outside of the folders of files.")
        with archive.open(name) as source:
            if copy_and_digest(source) != (recorded["sha256"], recorded["size"]):
                raise CommandError(f"{path} is damaged: the checksum of {name} is another.")


def is_safe(member: str) -> bool:
    """Say whether a member is a file inside the folder of a storage that we have."""
    parts = PurePosixPath(member).parts
    return (
        member.startswith(FILES)
        and len(parts) > 2
        and parts[1] in aliases()
        and "\\" not in member
        and "\0" not in member
        and member == "/".join(parts)
        and not {"..", "."} & set(parts)
    )


def same_content(path: Path, recorded: dict[str, Any]) -> bool:
    """Say whether a file on disk is the one that the manifest tells of."""
    if path.stat().st_size != recorded["size"]:
        return False
    with path.open("rb") as source:
        return copy_and_digest(source) == (recorded["sha256"], recorded["size"])
