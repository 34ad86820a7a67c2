"""A backup gives back every page and every file, and a restoration refuses what it cannot give back whole."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from editorial.agreements.models import AgreementText
from editorial.articles.models import Collection, Picture
from editorial.intake.models import ManuscriptFile
from editorial.site.backup import archive, databases, files, taking
from tests.campaigns import mark_campaign
from tests.factory import make_picture
from tests.programs import skip_for_want_of
from tests.serving import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
ROOTS = ("MEDIA_ROOT", "ATTACHMENTS_ROOT", "PICTURES_ROOT", "MANUSCRIPTS_ROOT")
REPORT_SCRIPT = """
import hashlib, json
from django.contrib.auth.models import User
from django.test import Client
from editorial.articles.models import Picture
from tests.pages import PAGES
client, desk = Client(), Client()
desk.force_login(User.objects.get(username="administrator"))
addresses = [f"/{language}/{page}" for page in PAGES.values() for language in ("ru", "en")]
addresses += [f"/api/v1/{kind}/" for kind in ("articles", "agreements", "events", "experts", "indicators")]
pictures = [address for picture in Picture.objects.all() for address in picture.addresses.values()]
answers = {}
for address in addresses + pictures:
    answer = (desk if address in pictures else client).get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answers[address] = [answer.status_code, hashlib.sha256(content).hexdigest()]
print(json.dumps(answers))
"""


@pytest.fixture(scope="module", autouse=True)
def programs_of_postgresql() -> None:
    """Skip where the machine has no programs to dump a database with."""
    if connection.vendor == "postgresql" and shutil.which("pg_dump") is None:
        skip_for_want_of("pg_dump", "postgresql-client")


def folders() -> dict[str, str]:
    located = {
        name: settings.STORAGES[name]["OPTIONS"]["location"]
        for name in ("attachments", "pictures", "manuscripts")
    }
    return {
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "ATTACHMENTS_ROOT": str(located["attachments"]),
        "PICTURES_ROOT": str(located["pictures"]),
        "MANUSCRIPTS_ROOT": str(located["manuscripts"]),
    }


def place(database: str, roots: dict[str, str], **more: str) -> dict[str, str]:
    """Return the environment of a site with this database and these folders."""
    return {
        **os.environ,
        "DEBUG": "1",
        "ALLOWED_HOSTS": "testserver",
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "relations.settings",
        **roots,
        **more,
    }


def run(env: dict[str, str], *command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def answers(env: dict[str, str]) -> dict[str, list[Any]]:
    """Return status and checksum of every page, as a process with this environment gives them."""
    output = run(env, "shell", "-v0", "-c", REPORT_SCRIPT)
    assert output.returncode == 0, output.stderr
    found: dict[str, list[Any]] = json.loads(output.stdout)
    return found


def contents(roots: dict[str, str]) -> dict[str, str]:
    """Return the checksum of every file in the folders."""
    return {
        f"{kind}/{path.relative_to(root)}": hashlib.sha256(path.read_bytes()).hexdigest()
        for kind, root in roots.items()
        for path in Path(root).rglob("*")
        if path.is_file()
    }


def url_of(name: str) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield url_of(str(folder / "restored.sqlite3"))
        return
    name = f"restored_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        yield url_of(name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def clean_folders() -> Iterator[None]:
    for root in folders().values():
        shutil.rmtree(root, ignore_errors=True)
    yield
    for root in folders().values():
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture
def every_kind_of_file(clean_folders: None, administrator: User) -> None:
    """Give the record a picture, a cover, a text of an agreement, a manuscript, and a file that no row names."""
    make_picture(uploaded_by=administrator)
    for book in Collection.objects.all()[:1]:
        book.cover.save("cover.png", ContentFile(b"cover"))
    for text in AgreementText.objects.all()[:1]:
        text.file.save("text.pdf", ContentFile(b"%PDF-1.7"))
    original = ContentFile(b"manuscript", name="рукопись.docx")
    ManuscriptFile.objects.create(
        name="рукопись.docx", sha256="a" * 64, size=10, original=original, uploaded_by=administrator
    )
    (Path(settings.MEDIA_ROOT) / "linked-from-a-text.pdf").parent.mkdir(parents=True, exist_ok=True)
    (Path(settings.MEDIA_ROOT) / "linked-from-a-text.pdf").write_bytes(b"linked")


@pytest.mark.slow
def test_a_backup_restores_every_page_and_every_file(
    demo_record_live: None, every_kind_of_file: None, tmp_path: Path
) -> None:
    here = place(url_of(str(connection.settings_dict["NAME"])), folders())
    before, files_before = answers(here), contents(folders())
    assert len(files_before) >= 6
    assert {status for address, (status, _sum) in before.items() if address.startswith("/pictures/")} == {200}
    taken = run(here, "backup", str(tmp_path / "record.zip"))
    assert taken.returncode == 0, taken.stderr

    roots = {name: str(tmp_path / name.lower()) for name in ROOTS}
    with empty_database(tmp_path) as database:
        there = place(database, roots, SECRET_KEY="another key of thirty-two characters")
        restored = run(there, "restore", str(tmp_path / "record.zip"))
        assert restored.returncode == 0, restored.stderr
        assert "under another SECRET_KEY" in restored.stderr
        assert answers(there) == before
        assert contents(roots) == files_before
        assert run(there, "verify_files").returncode == 0
        again = run(there, "restore", str(tmp_path / "record.zip"))
        assert "The database is not empty" in again.stderr


@pytest.fixture
def backup(tmp_path: Path, clean_folders: None) -> Path:
    """Return the backup of a record with one picture."""
    make_picture()
    call_command("backup", tmp_path / "record.zip", verbosity=0)
    return tmp_path / "record.zip"


def changed(path: Path, change: Callable[[dict[str, Any]], None], **members: str) -> None:
    """Write the archive again with another manifest and more members."""
    with zipfile.ZipFile(path) as read:
        held = {name: read.read(name) for name in read.namelist()}
    manifest = json.loads(held.pop("manifest.json"))
    for name, text in members.items():
        held[name] = text.encode()
        manifest["members"][name] = {
            "sha256": hashlib.sha256(held[name]).hexdigest(),
            "size": len(held[name]),
        }
    change(manifest)
    with zipfile.ZipFile(path, "w") as written:
        for name, data in held.items():
            written.writestr(name, data)
        written.writestr("manifest.json", json.dumps(manifest))


def refusal(path: Path) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("restore", path)
    return str(refused.value)


def test_a_damaged_archive_is_refused(backup: Path) -> None:
    whole = backup.read_bytes()
    middle = len(whole) // 3
    backup.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    assert "damaged" in refusal(backup)
    backup.write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refusal(backup)
    backup.write_bytes(whole)
    changed(backup, lambda manifest: manifest["members"]["database"].update(sha256="0" * 64))
    assert "the checksum of database is another" in refusal(backup)


def test_a_foreign_archive_is_refused(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "foreign.zip", "w") as foreign:
        foreign.writestr("letter.txt", "Hello")
    assert "no backup of this software" in refusal(tmp_path / "foreign.zip")
    assert "There is no file" in refusal(tmp_path / "none.zip")
    changed(backup, lambda manifest: manifest.update(version=99))
    assert "of version 99" in refusal(backup)


@pytest.mark.parametrize(
    "name",
    mark_campaign(
        ["files/default/../../outside", "files/nowhere/a", "/files/default/a", "files/default//a", "outside"],
        fast=["files/default/../../outside"],
    ),
)
def test_an_archive_that_reaches_outside_of_the_folders_is_refused(backup: Path, name: str) -> None:
    changed(backup, lambda _manifest: None, **{name: "#!/bin/sh"})
    assert "outside of the folders" in refusal(backup)


def test_a_newer_schema_another_engine_and_a_full_database_are_refused(backup: Path) -> None:
    assert "The database is not empty" in refusal(backup)
    changed(backup, lambda manifest: manifest["migrations"].append(["articles", "9999_later"]))
    assert "newer schema (articles.9999_later)" in refusal(backup)
    changed(backup, lambda manifest: manifest.update(engine="oracle"))
    assert "The backup is of oracle" in refusal(backup)


def test_programs_of_postgresql_that_do_not_fit_are_refused(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite needs no programs")
    changed(backup, lambda manifest: manifest.update(written_by="pg_dump 99"))
    assert "needs pg_restore 99" in refusal(backup)
    changed(backup, lambda manifest: manifest.update(server_release=99))
    assert "of PostgreSQL 99" in refusal(backup)
    monkeypatch.setattr(databases, "major_release", lambda _program: 9)
    with pytest.raises(
        CommandError, match=r"pg_dump of PostgreSQL .* or newer is needed; found are releases"
    ):
        call_command("backup", tmp_path / "older.zip")


def test_a_file_that_the_disk_lacks_is_named(clean_folders: None, tmp_path: Path, capsys: Any) -> None:
    picture = make_picture()
    folder = Path(picture.original.path).parent
    served = folder / picture.full_name
    Path(picture.original.path).unlink()
    served.unlink()
    place_of_it = f"missing: pictures: {folder.parent.name}/{folder.name}"
    row = f"articles.Picture {picture.pk}"
    named = [
        f"missing: pictures: {picture.original.name} ({row}, original)",
        f"{place_of_it}/{served.name} ({row}, {picture.width} wide)",
    ]
    with pytest.raises(CommandError, match="2 files are missing"):
        call_command("verify_files")
    assert capsys.readouterr().err.splitlines() == named
    with pytest.raises(CommandError, match="is written, but 2 files that the database names are lost"):
        call_command("backup", tmp_path / "record.zip")
    assert capsys.readouterr().err.splitlines() == named
    with archive.opened(tmp_path / "record.zip") as (_archive, manifest):
        assert manifest.missing == [line.removeprefix("missing: ") for line in named]


def test_a_picture_that_is_deleted_during_the_backup_is_in_it_neither_as_row_nor_as_file(
    clean_folders: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, stays = make_picture(), make_picture()
    add = taking._add

    def deleted_before(writer: Any, file: files.StoredFile) -> bool:
        path = Path(gone.original.path)
        if path.exists():
            path.unlink()
            beside = connection.copy()
            with beside.cursor() as cursor:
                cursor.execute(f"DELETE FROM {Picture._meta.db_table} WHERE id = %s", [gone.pk])
            beside.close()
        return add(writer, file)

    monkeypatch.setattr(taking, "_add", deleted_before)
    call_command("backup", tmp_path / "record.zip")
    with archive.opened(tmp_path / "record.zip") as (_archive, manifest):
        assert not manifest.missing
        assert stays.original.name in {file.name for file in manifest.files()}
        assert gone.original.name not in {file.name for file in manifest.files()}


def test_files_in_object_storage_are_named_and_copied_only_when_requested(
    clean_folders: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = make_picture()
    for module in (files, taking):
        monkeypatch.setattr(module, "storage_root", lambda _alias: None)
    call_command("backup", tmp_path / "named.zip")
    with archive.opened(tmp_path / "named.zip") as (_archive, manifest):
        assert f"pictures: {picture.original.name}" in manifest.remote
        assert not manifest.files()
        named = manifest.remote
    call_command("backup", tmp_path / "copied.zip", copy_remote=True)
    with archive.opened(tmp_path / "copied.zip") as (_archive, manifest):
        assert sorted(str(file) for file in manifest.files()) == sorted(named)


def test_a_backup_overwrites_nothing(backup: Path) -> None:
    with pytest.raises(CommandError, match="overwrites nothing"):
        call_command("backup", backup)
    assert backup.stat().st_mode & 0o077 == 0
