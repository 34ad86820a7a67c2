"""Texts of packages, at the desk and in errors of the API, are in the language of the page."""

import datetime as dt
import html
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po, write_po
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format, localize
from pytest_django.fixtures import Settings

from editorial.agreements.models import Agreement
from editorial.events.models import Event
from editorial.topics.models import Topic
from tests import package_texts
from tests.campaigns import mark_campaign
from tests.catalogues import CATALOGUES
from tests.desk_client import confirm, list_url, url_of
from tests.factory import make_agreement, make_article, make_event, make_topic

pytestmark = pytest.mark.usefixtures("catalogues")
TRANSLATED = ("ru", "kk", "az")


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_packages_is_shown_in_each_language(language: str) -> None:
    assert not sorted(
        text
        for text, context in package_texts.texts()
        if not package_texts.translated(language, text, context)
    )


@pytest.fixture
def own_locale(settings: Settings, tmp_path: Path) -> Path:
    """Let the commands work on a copy of the catalogues."""
    locale = tmp_path / "locale"
    shutil.copytree(CATALOGUES, locale, ignore=shutil.ignore_patterns("*.mo"))
    settings.LOCALE_PATHS = [locale, locale / "packages"]
    return locale


def reword(path: Path, text: str, replacement: str) -> None:
    """Give a text of a catalogue another translation; delete the entry where it is given none."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    if replacement:
        catalogue[text].string = replacement
    else:
        catalogue.delete(text)
    with path.open("wb") as file:
        write_po(file, catalogue)


@pytest.mark.slow
def test_the_check_of_catalogues_names_a_package_text_that_a_language_lacks(own_locale: Path) -> None:
    call_command("makemessages", check=True)
    packages = {
        language: own_locale / "packages" / language / "LC_MESSAGES" / "django.po" for language in TRANSLATED
    }
    reword(packages["kk"], "Toggle sorting", "")
    reword(packages["az"], "Home", "Başqa")  # which our own templates mark too
    with pytest.raises(CommandError) as refused:
        call_command("makemessages", check=True)
    assert str(refused.value).splitlines()[1:] == [
        "kk: no translation of 'Toggle sorting', which packages use",
        "az: 'Home' is worded otherwise in locale/packages, where packages use it too",
    ]


@pytest.mark.slow
def test_messages_of_the_sources_leave_the_texts_of_packages_alone(own_locale: Path) -> None:
    before = {path: path.read_bytes() for path in own_locale.glob("packages/*/LC_MESSAGES/*.po")}
    assert before
    call_command("makemessages")
    assert {path: path.read_bytes() for path in own_locale.glob("packages/*/LC_MESSAGES/*.po")} == before
    assert "Toggle sorting" not in (own_locale / "ru" / "LC_MESSAGES" / "django.po").read_text()


@pytest.mark.slow
def test_a_text_new_to_the_sources_is_named_until_it_is_translated(own_locale: Path) -> None:
    reword(own_locale / "kk" / "LC_MESSAGES" / "django.po", "Search the site", "")
    call_command("makemessages")
    with pytest.raises(CommandError, match=r"kk: no translation of 'Search the site'"):
        call_command("makemessages", check=True)


def test_compiling_removes_what_was_compiled_from_a_catalogue_that_is_gone(own_locale: Path) -> None:
    call_command("compilemessages")
    moved = own_locale / "packages" / "kk" / "LC_MESSAGES" / "djangojs.mo"
    stale = own_locale / "kk" / "LC_MESSAGES" / "djangojs.mo"
    shutil.copy(moved, stale)
    call_command("compilemessages")
    assert moved.exists()
    assert not stale.exists()


def pages_of_the_desk(client: Client, user: User) -> Iterator[tuple[str, Any]]:
    """Yield pages as an administrator comes upon them, most of them after a mistake."""
    topic, event, agreement = make_topic(), make_event(), make_agreement()
    make_article(topics=(topic,))
    for row in (topic, event, agreement, user):
        for page in ("change", "history", "delete"):
            yield f"{page} {row}", client.get(url_of(row, page))
    yield "password of another", client.get(f"/admin/auth/user/{user.pk}/password/")
    for model in (Agreement, Event, Topic, User):
        yield f"list of {model}", client.get(list_url(model))
        yield f"nothing found of {model}", client.get(list_url(model), {"q": "щщщ"})
        unsaved = {
            "_save": "",
            "username": "a b!",
            "usable_password": "true",
            "password1": "12",
            "password2": "12",
        }
        yield f"refused {model}", client.post(list_url(model, "add"), unsaved)
    several = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [topic.pk], "index": "0"}
    yield "several to delete", client.post(list_url(Topic), several)
    yield "none chosen", client.post(list_url(Topic), {**several, ACTION_CHECKBOX_NAME: []}, follow=True)
    yield "no action", client.post(list_url(Topic), {**several, "action": ""}, follow=True)
    yield "deleted", client.post(list_url(Topic), {**several, "post": "yes"}, follow=True)
    yield "no such row", client.get("/admin/topics/topic/999/change/", follow=True)
    for table in (b"a,b\n1,2\n", b"slug,title_ru,kind\nx,,what\n", b"slug,title_ru\n\xff\xfe,\n", b""):
        sent = {"format": "0", "import_file": SimpleUploadedFile("table.csv", table)}
        yield f"import of {table!r}", client.post(list_url(Agreement, "import"), sent)
    spoilt = {"format": "1", "import_file": SimpleUploadedFile("table.xlsx", b"no table")}
    yield "import of no table", client.post(list_url(Agreement, "import"), spoilt)
    yield "export", client.get(list_url(Agreement, "export"))
    yield "export refused", client.post(list_url(Agreement, "export"), {"format": ""})
    yield from pages_of_an_account(client, user)


def pages_of_an_account(client: Client, _user: User) -> Iterator[tuple[str, Any]]:
    """Yield pages of signing in, most of them after a mistake; the client is signed out at the end."""
    weak = {"oldpassword": "wrong", "password1": "12", "password2": "12"}
    for name, given in (
        ("account_change_password", weak),
        ("account_change_password", {**weak, "password2": "21"}),
        ("account_email", {"email": "wrong", "action_add": ""}),
        ("mfa_activate_totp", {"code": "wrong"}),
        ("mfa_generate_recovery_codes", {}),
        ("account_reauthenticate", {"password": "wrong"}),
        ("account_reset_password", {"email": "wrong"}),
    ):
        yield name, client.post(reverse(name), given)
    for name in ("mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list", "account_logout"):
        yield name, client.get(reverse(name))
    client.logout()
    for name in ("account_inactive", "account_reset_password_done", "account_signup"):
        yield name, client.get(reverse(name))
    wrong = {"login": "nobody", "password": "wrong"}
    for times in range(6):
        yield f"sign-in refused {times + 1} times", client.post(reverse("account_login"), wrong)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "pages", "least"),
    [
        ("kk", pages_of_an_account, 30),
        *(pytest.param(language, pages_of_the_desk, 60, marks=pytest.mark.slow) for language in ("kk", "az")),
    ],
)
def test_no_page_of_the_desk_mixes_languages(
    administrator: User,
    language: str,
    pages: Callable[[Client, User], Iterator[tuple[str, Any]]],
    least: int,
) -> None:
    client = Client(headers={"Accept-Language": language})
    client.force_login(administrator)
    confirm(client)
    own = package_texts.sentences(language)
    foreign = (package_texts.sentences("ru") | package_texts.sentences("en")) - own
    heard, mixed = set(), []
    for name, answer in pages(client, administrator):
        assert answer.status_code == 200, (name, answer.status_code)
        page = re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
        text = html.unescape(page)
        mixed += [f"{name}: {sentence}" for sentence in foreign if sentence in text]
        heard |= {sentence for sentence in own if sentence in text}
    assert not sorted(set(mixed))
    assert len(heard) > least  # the pages do say what packages say


REFUSED = (
    ("GET", "v1/agreements/nothing/", {}),
    ("GET", "v1/agreements/?year=x", {}),
    ("GET", "v1/agreements/?year=1000", {}),
    ("GET", "v1/agreements/?on=x", {}),
    ("GET", "v1/agreements/?q=%00", {}),
    ("GET", f"v1/agreements/?q={'x' * 300}", {}),
    ("GET", "v1/agreements/?page=9", {}),
    ("GET", "v1/agreements/?format=pdf", {}),
    ("GET", "v1/search/?page=x", {}),
    ("GET", "v1/search/?page=0", {}),
    ("GET", "v1/search/?page_size=1000", {}),
    ("GET", "v1/search/?q=", {}),
    ("GET", "v1/topics/", {"Accept": "image/png"}),
    ("GET", "v1/topics/", {"Authorization": "Bearer unknown"}),
    ("GET", "v1/topics/", {"If-Match": '"other"'}),
    ("POST", "v1/topics/", {}),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "address", "headers"), mark_campaign(REFUSED, fast=REFUSED[::4]))
def test_a_refusal_of_the_api_is_in_the_language_requested(
    client: Client, method: str, address: str, headers: dict[str, str]
) -> None:
    make_topic()

    def detail(where: str, **more: str) -> str:
        answer = client.generic(method, f"/api/{where}", headers={**headers, **more})
        assert answer.status_code >= 400
        return str(answer.json()["detail"])

    by_header = {
        language: detail(address, **{"Accept-Language": language}) for language in (*TRANSLATED, "en")
    }
    assert len(set(by_header.values())) == 4, by_header
    mark = "&" if "?" in address else "?"
    for language, text in by_header.items():
        assert detail(f"{address}{mark}lang={language}", **{"Accept-Language": "de"}) == text


@pytest.mark.django_db
@pytest.mark.parametrize("language", TRANSLATED)
def test_the_limit_is_reported_in_the_language_requested(
    client: Client, settings: Settings, language: str
) -> None:
    cache.clear()
    settings.API_ANONYMOUS_LIMIT = 0
    by_header = client.get("/api/v1/topics/", headers={"Accept-Language": language})
    by_address = client.get(f"/api/v1/topics/?lang={language}", headers={"Accept-Language": "en"})
    words = [re.sub(r"\d+", "", answer.json()["detail"]) for answer in (by_header, by_address)]
    assert words[0] == words[1]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["kk", "az"])
def test_the_scripts_of_the_desk_speak_the_language_of_the_page(
    client: Client, administrator: User, language: str
) -> None:
    client.force_login(administrator)

    def catalogue(language: str) -> dict[str, Any]:
        client.cookies["django_language"] = language
        script = client.get("/admin/jsi18n/").content.decode()
        found = re.search(r"const newcatalog = (\{.*?\n  \});", script, flags=re.DOTALL)
        assert found
        return dict(json.loads(found[1]))

    ours, russian = catalogue(language), catalogue("ru")
    assert not {
        text
        for text, replacement in ours.items()
        if replacement == russian.get(text) and len(str(replacement)) > 5
    }
    assert len(ours) >= len(russian) > 50


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("ru", "27 ноября 2026 г.", "1234,5"),
        ("kk", "2026 ж. 27 қараша", "1234,5"),
        ("az", "27 noyabr 2026", "1234,5"),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_does(language: str, day: str, number: str) -> None:
    with translation.override(language):
        assert date_format(dt.date(2026, 11, 27)) == day
        assert localize(1234.5) == number
