"""A database of v0.1 comes up to date by `migrate`: nothing is lost, and what it had wrong is mended."""

import json
import lzma
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from tests.upgrade import accounts
from tests.upgrade.shape import columns, rights

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATABASE = "relations_from_v0_1"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.xdist_group("upgrade")]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Yield the environment of a server of v0.1 whose program is replaced by today's."""
    folder = tmp_path_factory.mktemp("v0.1")
    media = folder / "media" / "agreements"
    media.mkdir(parents=True)
    (media / "tekst.pdf").write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    roots = {
        name: str(folder / name.lower()) for name in ("ATTACHMENTS_ROOT", "PICTURES_ROOT", "MANUSCRIPTS_ROOT")
    }
    shared = {
        **os.environ,
        **roots,
        "MEDIA_ROOT": str(folder / "media"),
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "relations.settings",
    }
    rows = (HERE / "rows.sql").read_text(encoding="utf-8")
    if connection.vendor == "sqlite":
        file = folder / "old.sqlite3"
        file.write_bytes(lzma.decompress((HERE / "v0.1.sqlite3.xz").read_bytes()))
        with closing(sqlite3.connect(file)) as old:
            old.executescript(rows)
            old.executescript(";\n".join(accounts.STATEMENTS))
        yield {**shared, "DATABASE_URL": f"sqlite:///{file}"}
        return
    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {DATABASE}")
    ours = urlsplit(address)._replace(path=f"/{DATABASE}").geturl()
    with psycopg.connect(ours, autocommit=True) as upgraded:
        upgraded.execute(lzma.decompress((HERE / "v0.1.pgsql.xz").read_bytes()))
        upgraded.execute(f"SET search_path = public; {rows}".encode())
        for statement in accounts.STATEMENTS:
            upgraded.execute(statement.encode())
    yield {**shared, "DATABASE_URL": ours}
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


@pytest.fixture(scope="module")
def upgraded(environment: dict[str, str]) -> dict[str, Any]:
    """Return what the database holds after `migrate`."""
    manage(environment, "migrate", "-v0")
    manage(environment, "migrate", "--check")
    out = subprocess.run(
        [sys.executable, str(HERE / "state.py")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert out.returncode == 0, out.stderr
    return dict(json.loads(out.stdout.splitlines()[-1]))


def manage(environment: dict[str, str], *arguments: str) -> None:
    out = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert out.returncode == 0, out.stderr


def test_sources_of_a_corrected_text_move_on_where_the_passage_is_the_same(upgraded: dict[str, Any]) -> None:
    assert upgraded["agreement"] == [2, "p-3"]
    assert upgraded["value"] == [2, "p-1"]


def test_a_source_whose_passage_changed_stays_and_is_marked_as_of_its_edition(
    upgraded: dict[str, Any],
) -> None:
    assert upgraded["event"] == [1, "p-2"]
    status, page = upgraded["page"]
    assert status == 200
    assert "by edition 1" in page


def test_records_that_were_published_without_a_source_are_named(upgraded: dict[str, Any]) -> None:
    assert "Договор без источника" in upgraded["unsourced"]
    assert "Соглашение о транзите" not in upgraded["unsourced"]


def test_characters_that_xml_forbids_are_gone(upgraded: dict[str, Any]) -> None:
    assert upgraded["title"] == "Международный форум"
    assert upgraded["note"].split() == ["Строка", "вторая"]


def test_files_are_served_by_their_state_and_old_addresses_lead_there(upgraded: dict[str, Any]) -> None:
    assert upgraded["file"]
    assert upgraded["old address"] == 301
    assert upgraded["new address"] == 200


def test_no_trigger_is_left_but_those_of_the_state_and_search_finds_what_there_was(
    upgraded: dict[str, Any],
) -> None:
    assert upgraded["triggers"] == 0
    assert upgraded["missing triggers of the state"] == []
    assert upgraded["documents"]


def test_manuscripts_and_reviews_are_preserved_in_their_new_apps(upgraded: dict[str, Any]) -> None:
    assert upgraded["manuscript"] == ["коридор.docx", "прежняя ошибка", "koridor"]
    assert upgraded["review"] == ["За какой год?", "Сауле Ержанова", "За 2024-й.", "С уточнением года."]


def test_columns_of_texts_keep_their_values_in_rows_revisions_and_form_drafts(
    upgraded: dict[str, Any],
) -> None:
    assert upgraded["article"] == ["Снять сноску", True, ""]
    assert upgraded["restored"] == ["Позвонить автору", True, "", "О коридоре"]
    assert upgraded["print job"] == ["pdf", "нет шрифта", 1]
    assert upgraded["draft"] == {"title": ["О коридоре"], "internal_note": ["Набрано и не сохранено"]}


def test_units_decline_after_numbers_unless_they_were_renamed(upgraded: dict[str, Any]) -> None:
    units = upgraded["units"]
    assert units["count"] == {language: {"other": "{n}"} for language in ("ru", "kk", "az", "en")}
    assert units["years"]["ru"]["few"] == "{n} года"
    assert "en" not in units["years"]
    assert units["usd-mln"] == units["mln_t"] == {}


def test_no_row_is_lost(upgraded: dict[str, Any]) -> None:
    rows = upgraded["rows"]
    counts = {"articles.Article": 1, "articles.Edition": 2, "agreements.Agreement": 3, "events.Event": 2}
    assert {name: rows[name] for name in counts} == counts


@pytest.mark.django_db
def test_an_upgraded_database_has_the_columns_and_permissions_of_a_fresh_one(
    upgraded: dict[str, Any],
) -> None:
    assert upgraded["columns"] == columns()
    assert upgraded["rights"] == rights()


def test_accounts_move_to_allauth_with_their_apps_and_addresses(upgraded: dict[str, Any]) -> None:
    now = upgraded["accounts"]
    assert now["apps"] == [["chief", "totp", accounts.SECRET]], "the app that was set up, and no other"
    assert now["addresses"] == [["chief", "chief@example.org", True, True]], "the account used last has it"
    assert now["emails"] == {"chief": "chief@example.org", "namesake": "chief@example.org", "nameless": ""}
    assert now["sessions"] == 0
    assert now["tables"] == []
    assert now["cache"]


def test_the_owner_signs_in_with_the_app_of_before_and_needs_new_recovery_codes(
    upgraded: dict[str, Any],
) -> None:
    assert upgraded["accounts"]["steps"] == [
        "/admin/account/2fa/authenticate/", "/admin/account/2fa/recovery-codes/generate/", "200",
    ]  # fmt: skip
    assert upgraded["accounts"]["second use"] == 200, "a code is not taken twice"
