"""SQL that is given to the driver reads what the same SQL reads through Django's cursor."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from editorial.topics.models import Topic
from editorial.web.direct_sql import DirectSQL, literal
from tests import factory

pytestmark = pytest.mark.django_db
TEXTS = ["plain", "it's", "100 % of it", "a %s place", "a ? mark", "back\\slash", "«Қазақстан»", ""]


@pytest.mark.parametrize("text", TEXTS)
def test_a_constant_arrives_as_a_value_does(text: str) -> None:
    sql = "SELECT %s || '|', %s + 1, %s, %s || '5%%'"
    constants = DirectSQL(connection.vendor, sql, [(text,), (4,), (None,), (text,)])
    values = DirectSQL(connection.vendor, sql, [None] * 4)
    params = [text, 4, None, text]
    expected = [(f"{text}|", 5, None, f"{text}5%")]
    assert constants.rows(connection, params) == values.rows(connection, params) == expected
    with CaptureQueriesContext(connection) as queries:
        assert constants.rows(connection, params) == expected
    assert len(queries) == 1


def test_only_what_sql_writes_alike_on_each_database_is_written() -> None:
    assert [literal(one) for one in (None, 7, "a'b")] == ["NULL", "7", "'a''b'"]
    assert [literal(one) for one in (True, 1.5, "a\0b", "a\\b", b"x")] == [None] * 5


def test_it_sees_the_transaction_it_is_in() -> None:
    topic = factory.make_topic(slug="before")
    count = DirectSQL(connection.vendor, "SELECT slug FROM topics_topic WHERE id = %s", [None])
    Topic.objects.filter(pk=topic.pk).update(slug="after")
    assert count.rows(connection, [topic.pk]) == [("after",)]


def test_a_fault_is_one_of_djangos() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        DirectSQL(connection.vendor, "SELECT nothing FROM nowhere", []).rows(connection, [])
