"""The state of the database moves with every commit that a reader could notice, and with no other."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from editorial.desk.models import FormPresence
from editorial.records import state
from editorial.topics.models import Topic
from tests import factory

QUOTE = connection.ops.quote_name


def test_each_internal_model_is_one_of_its_app() -> None:
    for config in apps.get_app_configs():
        names = {model.__name__ for model in config.get_models()}
        assert set(getattr(config, "internal_models", ())) <= names, config.name


@pytest.mark.django_db
def test_no_trigger_is_missing_and_there_is_no_other() -> None:
    assert state.missing_triggers() == []
    with connection.cursor() as cursor:
        cursor.execute(state.FIND_TRIGGERS[connection.vendor])
        assert [name for name, _table in cursor.fetchall() if not name.startswith(state.PREFIX)] == []


@pytest.mark.django_db(transaction=True)
def test_the_number_moves_for_every_way_to_write_and_stays_for_a_rollback() -> None:
    numbers = [state.current_state()]

    def moved() -> bool:
        numbers.append(state.current_state())
        return numbers[-1] > numbers[-2]

    topic = factory.make_topic()
    assert moved()
    Topic.objects.filter(pk=topic.pk).update(name_en="Energy")
    assert moved()
    Topic.objects.bulk_create([Topic(slug="first", name_ru="Порты"), Topic(slug="second", name_ru="Мосты")])
    assert moved()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE topics_topic SET name_en = 'Ports' WHERE slug = 'first'")
    assert moved()
    with transaction.atomic():
        Topic.objects.filter(slug="second").delete()
        transaction.set_rollback(True)
    assert not moved()
    with transaction.atomic(), transaction.atomic():
        Topic.objects.filter(slug="second").update(name_en="Bridges")
        transaction.set_rollback(True)
    assert not moved()
    Topic.objects.filter(slug="second").delete()
    assert moved()
    now, user = timezone.now(), factory.make_user("editor")
    moved()
    FormPresence.objects.create(type="topics.topic", row="1", user=user, opened_at=now, last_seen_at=now)
    assert not moved()


@pytest.mark.django_db(transaction=True)
def test_the_number_stays_exact_while_rows_of_many_commits_are_joined() -> None:
    before = state.current_state()
    for number in range(120):
        Topic.objects.create(slug=f"topic-{number}", name_ru="Порты")
    assert state.current_state() - before >= 120
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {state.TABLE}")
        assert cursor.fetchone()[0] <= state.MAX_ROWS + 2


@pytest.mark.django_db(transaction=True)
def test_a_lost_trigger_is_named_and_restored_by_migrate() -> None:
    name = next(iter(state._wanted(connection, ["topics_topic"])))
    on = ' ON "topics_topic"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {QUOTE(name)}{on}")
    assert state.missing_triggers() == [name]
    before = state.current_state()
    state.install()
    assert state.missing_triggers() == []
    assert state.current_state() > before
