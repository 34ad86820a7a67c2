"""No index depends on what a copied table would lose: SQLite copies a table for many a new column."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.db import connection, models
from django.test import Client

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, ArticleAbstract, Edition
from editorial.events.models import Event
from editorial.experts.models import Expert, Organisation
from editorial.mentions.models import Mention
from editorial.records import state
from editorial.search import index
from editorial.search.models import SearchDocument
from editorial.search.sources import all_entries
from editorial.topics.models import Topic
from editorial.workflow.models import AuditAction, AuditEntry
from tests import factory
from tests.desk_client import list_url

TABLES = (Agreement, Article, ArticleAbstract, AuditEntry, Edition, Event, Expert, Mention, Organisation,
          SearchDocument, Topic)  # fmt: skip


def triggers() -> list[str]:
    statements = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])
        return [name for (name,) in cursor.fetchall()]


def indexes_of(model: type[models.Model]) -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, model._meta.db_table))


@contextmanager
def with_another_column(*tables: type[models.Model]) -> Iterator[None]:
    """Add a column that SQLite cannot add without copying the table."""
    column = models.CharField(max_length=10, null=True, unique=True)
    column.set_attributes_from_name("added")
    with connection.schema_editor() as editor:
        for table in tables:
            editor.add_field(table, column)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            for table in tables:
                if connection.vendor == "sqlite":
                    editor._remake_table(table)
                else:
                    editor.remove_field(table, column)
        state.install()  # as after every migrate


@pytest.mark.django_db
def test_the_database_has_no_trigger_but_those_of_its_state() -> None:
    assert [name for name in triggers() if not name.startswith(state.PREFIX)] == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_is_saved_after_a_column_was_added_is_found(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    before = {table: indexes_of(table) for table in TABLES}

    def found(model: type[models.Model], words: str) -> set[int]:
        page = client.get(list_url(model), {"q": words})
        return {row.pk for row in page.context["cl"].queryset}

    with with_another_column(*TABLES):
        assert {table: before[table] - indexes_of(table) for table in TABLES} == {
            key: set() for key in TABLES
        }
        topic = factory.make_topic(slug="wind", name="Ветряки")
        author = factory.make_expert(slug="kasymov", family_name_ru="Қасымов")
        body = factory.make_organisation(slug="fund", name="İqtisadiyyat fondu")
        text = factory.make_article(slug="text", title="Подводный кабель", topics=(topic,), authors=(author,))
        ArticleAbstract.objects.create(article=text, language="en", title="Undersea cable")
        deal = factory.make_agreement(slug="deal", title="Соглашение о кабеле", parties=("KZ", body))
        visit = factory.make_event(slug="visit", title="Визит в Шушу")
        place = factory.make_place()
        mention = Mention.objects.create(article=text, place=place, text="Шекарада", block=0, start=0, end=8)
        entry = AuditEntry.objects.create(
            action=AuditAction.STEP, actor_name="Жансая", object_repr="Подводный кабель"
        )
        for row, words in (
            (topic, "ВЕТРЯК"), (author, "ҚАСЫМ"), (body, "iqtisad"), (text, "КАБЕЛЬ"), (text, "UNDERSEA"),
            (text, "қасымов"), (text.editions.get(), "кабель"), (deal, "кабеле"), (visit, "шушу"),
            (mention, "шекара"), (entry, "жанСАЯ"),
        ):  # fmt: skip
            assert found(type(row), words) == {row.pk}, words
        index.index_entries(list(all_entries()))
        for words, key in (("кабель", "text"), ("ветряки", "wind"), ("визит в шушу", "visit")):
            assert key in [hit.document.key for hit in index.find(words, language="ru").hits], words
        index.remove("event", "visit")
        assert index.find("шушу", language="ru").hits == ()
