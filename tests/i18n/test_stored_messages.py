"""Failures that a worker stores are shown in the language of each reader."""

import copy
import importlib
import json
import re
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest
import reversion
from django.apps import apps
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext
from reversion.models import Version

from editorial.api.models import Delivery, Webhook
from editorial.api.webhooks import delivery, signing
from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.i18n.stored_messages import Message, decode, encode, join, traced
from editorial.intake.models import ManuscriptFile
from editorial.intake.services import parse_manuscript
from editorial.linkcheck import checker
from editorial.linkcheck.models import CheckedLink
from editorial.manuscripts.errors import UnreadableFileError
from editorial.records import changelog
from editorial.records.models import Change, ChangeKind
from editorial.workflow.roles import Role
from tests import factory
from tests.catalogues import LANGUAGES, translated
from tests.desk_client import url_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogues")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_says_itself_in_each_language(language: str) -> None:
    with override("ru"), traced():
        nested = ValidationError(_("Host “%(host)s” not found."), params={"host": "порт.kz"})
        text = join([*nested.messages, ngettext("%(count)s comment", "%(count)s comments", 3) % {"count": 3}])
        label = pgettext("delivery", "failed")
    with override(language):
        expected = _("Host “%(host)s” not found.") % {"host": "порт.kz"}
        expected += " " + ngettext("%(count)s comment", "%(count)s comments", 3) % {"count": 3}
        assert decode(encode(text)) == expected
        assert decode(encode(copy.deepcopy(label))) == pgettext("delivery", "failed")


def test_a_text_that_is_no_message_is_stored_as_it_is() -> None:
    assert encode("Connection refused") == decode("Connection refused") == "Connection refused"
    assert not isinstance(_("Host “%(host)s” not found."), Message), "outside of the block"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_place_and_the_reason_of_an_unreadable_file_are_translated(language: str) -> None:
    with override("ru"), traced():
        error = UnreadableFileError(
            _("the page contains too much text"), file="a.pdf", place=_("page %(number)s") % {"number": 3}
        )
        text = encode(str(error))
    with override(language):
        place = _("page %(number)s") % {"number": 3}
        assert decode(text) == f"a.pdf, {place}: {translated(language, 'the page contains too much text')}"


@pytest.fixture
def storage(settings: Any, tmp_path: Path) -> None:
    manuscripts = {**settings.STORAGES["manuscripts"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "manuscripts": manuscripts}


def test_a_refused_manuscript_says_why_in_the_language_of_the_editor(
    client: Client, editor: User, storage: None
) -> None:
    row = ManuscriptFile.objects.create(name="text.pdf", sha256="0" * 64, size=4)
    row.original.save("text.pdf", ContentFile(b"text"))
    with override("ru"):
        parse_manuscript(row)
    client.force_login(editor)
    for language in LANGUAGES:
        page = client.get(url_of(row), headers={"Accept-Language": language}, follow=True).content.decode()
        assert translated(language, "the file is not a PDF") in page
        assert "&quot;messages&quot;" not in page


def test_a_text_that_could_not_appear_says_why_in_the_language_of_each(client: Client) -> None:
    draft = factory.make_draft(title="")
    publishing.submit(draft, by=factory.make_user(Role.EDITOR))
    approver = factory.make_user(Role.PUBLISHER)
    publishing.approve(draft, by=approver)
    Article.objects.filter(pk=draft.pk).update(publish_at=timezone.now() - timedelta(hours=1))
    User.objects.filter(pk=approver.pk).update(email="timur@relations.example")
    for _turn in range(2):
        with override("ru"), pytest.raises(CommandError), TestCase.captureOnCommitCallbacks(execute=True):
            call_command("publish_scheduled", stdout=StringIO(), stderr=StringIO())
    (letter,) = mail.outbox
    assert translated("ru", "The article has no title.") in letter.body
    client.force_login(approver)
    for language in LANGUAGES:
        page = client.get(url_of(draft), headers={"Accept-Language": language}).content.decode()
        assert translated(language, "The article has no title.") in page
        assert "&quot;messages&quot;" not in page
    with reversion.create_revision():
        reversion.add_to_revision(Article.objects.get(pk=draft.pk))
    restored = Version.objects.get_for_object(draft)[0]._object_version.object.publish_error
    assert encode(restored) == encode(Article.objects.get(pk=draft.pk).publish_error) != ""


def test_a_failed_delivery_says_why_in_the_language_of_the_administrator(admin_client: Client) -> None:
    webhook = Webhook(name="Partner", address="https://127.0.0.1/")
    signing.renew(webhook)
    webhook.save()
    changelog.record_change(factory.make_topic(), ChangeKind.CREATED)
    changelog.assign_positions()
    row = Delivery.objects.create(
        webhook=webhook, change=Change.objects.latest("position"), due_at=timezone.now()
    )
    claimed = delivery.claim_delivery(row.pk)
    assert claimed
    with override("ru"):
        delivery.send_delivery(claimed)
    url = reverse("admin:api_delivery_changelist")
    for language in LANGUAGES:
        reason = translated(language, "Host “%(host)s” is not publicly accessible.") % {"host": "127.0.0.1"}
        assert reason in admin_client.get(url, headers={"Accept-Language": language}).content.decode()


def test_a_link_that_cannot_be_checked_says_why_in_each_language(settings: Any) -> None:
    with override("ru"):
        answer = checker.fetch_status("https://127.0.0.1/")
    row = CheckedLink.objects.create(
        url="https://127.0.0.1/", error=answer.error, checked_at=timezone.now(), places=[]
    )
    with override("kk"):
        expected = translated("kk", "Host “%(host)s” is not publicly accessible.") % {"host": "127.0.0.1"}
        assert CheckedLink.objects.get(pk=row.pk).error == expected


@pytest.mark.parametrize("app", ["api", "articles", "intake", "linkcheck"])
def test_texts_of_an_older_database_become_messages(app: str) -> None:
    (path,) = Path(apps.get_app_config(app).path).glob("migrations/*_stored_messages.py")
    migration = importlib.import_module(f"editorial.{app}.migrations.{path.stem}")
    for russian, msgid in migration.TEXTS.items():
        text = re.sub(r"%\((\w+)\)s", r"<\1>", russian)
        (found,) = migration.convert(text)
        assert found == {"id": msgid, "params": ANY} if "<" in text else {"id": msgid}
        with override("en"):
            shown = decode(json.dumps({"messages": [found]}, ensure_ascii=False))
        assert shown == re.sub(r"%\((\w+)\)s", r"<\1>", msgid)
    assert migration.convert("Connection refused") is None


def test_the_place_before_an_older_text_stays() -> None:
    migration = importlib.import_module("editorial.intake.migrations.0003_stored_messages")
    found = migration.convert("отчёт.docx, word/document.xml: часть повреждена")
    with override("en"):
        shown = decode(json.dumps({"messages": found}, ensure_ascii=False))
    assert shown == "отчёт.docx, word/document.xml: the file is damaged"
