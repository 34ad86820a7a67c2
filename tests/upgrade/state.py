"""Print as JSON what a migrated database of v0.1 holds and what its pages show."""

import json
import os
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relations.settings")

import django

django.setup()

from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from reversion.models import Version

from editorial.agreements.models import Agreement, AgreementText
from editorial.articles.models import Article, PrintJob
from editorial.desk.models import FormDraft
from editorial.desk.restoring import restore
from editorial.events.models import Event
from editorial.indicators.models import Observation, Unit
from editorial.intake.models import ManuscriptFile
from editorial.records.state import missing_triggers
from editorial.reviews.models import ExpertApproval, ReviewComment
from editorial.search.models import SearchDocument
from tests.upgrade import accounts
from tests.upgrade.shape import columns, rights

TRIGGERS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'record_state%'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgname NOT LIKE 'record_state%'",
}


def source(row: Any) -> list[Any]:
    """Return the edition and the passage that the one source of a row names."""
    found = row.sources.get()
    return [found.edition.number, found.anchor]


def values(row: Any, *names: str) -> list[Any]:
    """Return values of a row."""
    return [getattr(row, name) for name in names]


def restored() -> list[Any]:
    """Return what a revision of before brings back into the working copy, which stays as it is."""
    text = Article.objects.get()
    version = Version.objects.get_for_object(text).order_by("pk").first()
    with transaction.atomic():
        restore(text, version, by=User.objects.earliest("pk"))
        text.refresh_from_db()
        transaction.set_rollback(True)
    return values(text, "internal_note", "title_is_supplied", "publish_error", "title")


def unsourced() -> str:
    """Return what the check of sources prints."""
    out = StringIO()
    with suppress(CommandError):  # it ends with an error where it names any
        call_command("check_sources", stdout=out, stderr=out)
    return out.getvalue()


def answer(path: str) -> list[Any]:
    """Return the status and the text of a page."""
    response = Client().get(path, HTTP_HOST="127.0.0.1")
    body = b"".join(response) if response.streaming else response.content
    return [response.status_code, body.decode("utf-8", "replace")]


call_command("reindex", verbosity=0)
file = AgreementText.objects.get().file
comment, approval = ReviewComment.objects.get(), ExpertApproval.objects.get()
with connection.cursor() as cursor:
    cursor.execute(TRIGGERS[connection.vendor])
    triggers = cursor.fetchone()[0]
print(
    json.dumps(
        {
            "agreement": source(Agreement.objects.get(slug="tranzit")),
            "event": source(Event.objects.get(slug="vizit")),
            "value": source(Observation.objects.get(slug="perevozki-1")),
            "units": dict(Unit.objects.values_list("code", "forms")),
            "unsourced": unsourced(),
            "title": Event.objects.get(slug="perenos").title_ru,
            "note": Agreement.objects.get(title_ru="Соглашение с файлом").note_ru,
            "manuscript": list(
                ManuscriptFile.objects.values_list("name", "error", "drafts__article__slug").get()
            ),
            "review": [
                comment.text,
                comment.name,
                *comment.replies.values_list("text", flat=True),
                approval.note,
            ],
            "article": values(Article.objects.get(), "internal_note", "title_is_supplied", "publish_error"),
            "restored": restored(),
            "print job": values(PrintJob.objects.get(), "format", "error", "requested_by_id"),
            "draft": FormDraft.objects.get().data,
            "triggers": triggers,
            "missing triggers of the state": missing_triggers(),
            "file": Path(file.path).is_file(),
            "old address": answer(f"/media/{file.name}")[0],
            "new address": answer(file.url)[0],
            "page": answer("/en/events/vizit/"),
            "documents": SearchDocument.objects.count() > 0,
            "accounts": accounts.state(),
            "columns": columns(),
            "rights": rights(),
            "rows": {model._meta.label: model._base_manager.count() for model in apps.get_models()},
        }
    )
)
