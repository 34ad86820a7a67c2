"""The demo record: complete, sourced, loaded once, and taken away only where nothing else is lost."""

import itertools
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client
from pytest_django.fixtures import Settings
from reversion.models import Revision

from editorial.agreements.models import Agreement, AgreementSource
from editorial.articles.models import Article, Collection, Edition, ExpertSource
from editorial.demo import record
from editorial.demo.accounts import DESK, assemble
from editorial.demo.models import DemoLoad
from editorial.demo.rows import read
from editorial.demo.texts import load_article
from editorial.events.models import Event, EventSource, Mechanism, MechanismSource
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Indicator, Observation, ObservationSource
from editorial.topics.models import Topic
from editorial.workflow.states import State
from tests.desk_client import sign_in
from tests.factory import make_agreement, make_user

pytestmark = pytest.mark.usefixtures("demo_record")

COUNTS: dict[type[models.Model], int] = {
    Collection: 1, Article: 38, Agreement: 63, Event: 67, Mechanism: 18, Indicator: 162, Observation: 228,
    Expert: 30, Organisation: 93, Topic: 14,
}  # fmt: skip
SOURCED: list[tuple[type[models.Model], type[models.Model], str]] = [
    (Agreement, AgreementSource, "agreement"), (Event, EventSource, "event"),
    (Mechanism, MechanismSource, "mechanism"), (Observation, ObservationSource, "observation"),
    (Expert, ExpertSource, "expert"),
]  # fmt: skip
# The collection names them before its texts and not in them.
BEFORE_THE_TEXTS = {"aliya-musabekova", "n-ahmadov", "r-ismailov"}


@pytest.fixture(autouse=True)
def debug_is_on(settings: Settings) -> None:
    settings.DEBUG = True


def rows_of(model: type[models.Model]) -> Any:
    return model._default_manager


@pytest.mark.parametrize("model", COUNTS, ids=lambda model: model.__name__)
def test_every_fact_of_the_sources_is_there(model: type[models.Model]) -> None:
    assert rows_of(model).count() == COUNTS[model]


@pytest.mark.parametrize(
    "model", [m for m in COUNTS if hasattr(m, "state")], ids=lambda model: model.__name__
)
def test_everything_is_published(model: type[models.Model]) -> None:
    assert not rows_of(model).exclude(state=State.PUBLISHED).exists()


@pytest.mark.parametrize(
    ("model", "sources", "owner"), SOURCED, ids=lambda value: getattr(value, "__name__", "")
)
def test_every_fact_names_a_passage_that_exists(
    model: type[models.Model], sources: type[models.Model], owner: str
) -> None:
    passages = {
        edition.pk: set(re.findall(r'<\w+[^>]* id="(p-\d+)"', edition.html))
        for edition in Edition.objects.all()
    }
    found = set()
    for source in rows_of(sources).exclude(edition=None).select_related("edition", owner):
        assert source.edition.is_current
        assert source.anchor in passages[source.edition_id], source
        found.add(getattr(source, owner).slug)
    assert set(rows_of(model).values_list("slug", flat=True)) - found <= BEFORE_THE_TEXTS


def test_who_is_named_before_the_texts_is_sourced_by_the_page() -> None:
    for slug in BEFORE_THE_TEXTS:
        source = ExpertSource.objects.filter(expert__slug=slug).first()
        assert source is not None
        assert source.pages.startswith("2")
        assert "актуальные вопросы" in source.document_title


def test_texts_are_digests_that_went_through_the_desk() -> None:
    for article in Article.objects.prefetch_related("state_changes", "editions"):
        assert article.is_digest
        assert [change.transition for change in article.state_changes.all()] == [
            "publish",
            "approve",
            "submit",
        ]
        assert [edition.number for edition in article.editions.all()] == [1]
        assert article.editions.get().published_by.username == DESK["publisher"]


def test_texts_without_a_title_say_that_theirs_is_ours() -> None:
    originals = Article.objects.filter(translation_of=None)
    assert originals.filter(title_is_supplied=True).count() == 4


def test_the_notes_of_the_collection_have_the_numbers_of_the_print() -> None:
    numbers = [
        note["number"]
        for edition in Edition.objects.order_by("article__order_in_collection").exclude(
            article__collection=None
        )
        for note in edition.footnotes
    ]
    assert numbers == list(range(1, 109))


def test_the_pages_of_the_collection_follow_each_other() -> None:
    articles = Article.objects.exclude(collection=None).order_by("order_in_collection")
    pages = [(article.first_page, article.last_page) for article in articles]
    assert pages[0] == (4, 4)
    assert all(last is not None and first == last + 1 for (_, last), (first, _) in itertools.pairwise(pages))


def test_packages_plans_and_drafts_are_what_they_are() -> None:
    packages = dict(Agreement.objects.filter(kind="package").values_list("slug", "document_count"))
    assert packages == {
        "memorandumy-aprel-2023": 6, "paket-2025": 15, "paket-biznes-forum-2025": None, "paket-mart-2024": None,
        "paket-kaspiy-2014": 5,
    }  # fmt: skip
    assert Agreement.objects.get(slug="mirnyy-dogovor-az-am").stage == "planned"
    assert Agreement.objects.get(slug="proekt-konvencii-1994").stage == "draft"
    assert Event.objects.filter(course="planned").count() == 8


def test_only_what_was_signed_has_a_signature() -> None:
    signed = Agreement.objects.filter(actions__kind="signed")
    assert signed.exists()
    assert not signed.exclude(stage="signed").exists()
    assert not Agreement.objects.exclude(stage="signed").filter(outcomes__kind="signed").exists()


def test_a_second_run_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = (
        Revision.objects.count(),
        DemoLoad.objects.get().loaded_at,
        Agreement.objects.latest("changed_at"),
    )
    call_command("load_demo")
    assert before == (
        Revision.objects.count(),
        DemoLoad.objects.get().loaded_at,
        Agreement.objects.latest("changed_at"),
    )
    assert "editor@relations.example" in capsys.readouterr().out


@pytest.mark.slow
def test_new_files_bring_the_record_up_to_date_without_doubles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record.index, "rebuild", lambda _entries: 0)  # the search has tests of its own
    DemoLoad.objects.update(checksum="of older files")
    Agreement.objects.filter(slug="dogovor-2005").update(title_ru="Старое название")
    Article.objects.filter(slug="predislovie").update(body="<p>Старый текст.</p>")
    call_command("load_demo", verbosity=0)
    assert {model: rows_of(model).count() for model in COUNTS} == COUNTS
    treaty = Agreement.objects.get(slug="dogovor-2005")
    assert treaty.title_ru.startswith("Договор о стратегическом партнерстве")
    assert treaty.version == 3
    assert Article.objects.get(slug="predislovie").editions.count() == 1  # the text is that of the edition


def test_a_changed_digest_is_published_as_a_correction() -> None:
    row = next(row for row in read("articles") if row["slug"] == "predislovie")
    cast, _passwords = assemble()
    known: list[dict[str, Any]] = [
        {one.slug: one for one in rows_of(model).all()} for model in (Organisation, Expert, Collection, Topic)
    ]
    article = load_article(row | {"title_is_supplied": True}, *known, by=cast)
    assert article.editions.count() == 1  # catalogue data alone make no edition
    Article.objects.filter(pk=article.pk).update(state=State.PUBLISHED)
    article.editions.update(checksum="that of another text")
    load_article(row, *known, by=cast)
    editions = article.editions.order_by("number")
    assert [(edition.is_current, bool(edition.correction_note)) for edition in editions] == [
        (False, False),
        (True, True),
    ]


def test_reset_takes_away_all_that_the_demo_made(monkeypatch: pytest.MonkeyPatch) -> None:
    left: dict[type[models.Model], int] = {}

    def look(**_cast: object) -> None:
        left.update({model: rows_of(model).count() for model in (*COUNTS, Edition, Revision)})

    monkeypatch.setattr(record, "load", look)
    call_command("load_demo", "--reset", verbosity=0)
    assert set(left.values()) == {0}


def test_reset_refuses_where_a_row_is_not_the_demos() -> None:
    make_agreement(slug="an-agreement-of-ours")
    with pytest.raises(CommandError, match="an-agreement-of-ours"):
        call_command("load_demo", "--reset")
    assert Agreement.objects.count() == COUNTS[Agreement] + 1


def test_reset_refuses_where_somebody_else_has_an_account() -> None:
    make_user("editor", name="leyla")
    with pytest.raises(CommandError, match="leyla"):
        call_command("load_demo", "--reset")
    assert Agreement.objects.count() == COUNTS[Agreement]


def test_each_group_has_an_account() -> None:
    assert sorted(User.objects.values_list("username", flat=True)) == sorted(DESK.values())
    for user in User.objects.all():
        assert user.email == user.username
        assert [DESK[group.name] for group in user.groups.all()] == [user.username]
        assert user.is_staff
        assert user.has_usable_password()


def test_passwords_are_shown_at_each_start(capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.filter(username=DESK["administrator"]).delete()
    for _start in range(2):
        call_command("load_demo")
        shown = re.search(r"administrator@relations.example\s+(\S{12})\n", capsys.readouterr().out)
        assert shown is not None
        assert sign_in(Client(), DESK["administrator"], shown[1]).redirect_chain == [("/admin/", 302)]


def test_without_debug_nobody_can_sign_in_with_what_the_demo_made(settings: Settings) -> None:
    settings.DEBUG = False
    cast, passwords = assemble()
    assert passwords == {}
    assert {cast.author, cast.editor, cast.publisher} == {User.objects.get(username="demo")}
    assert not cast.editor.has_usable_password()
    assert not cast.editor.is_staff
