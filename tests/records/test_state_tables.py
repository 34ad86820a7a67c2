"""Each table that readers may see raises the state of the database."""

import pytest
from django.db import connection, transaction

from editorial.records import state

QUOTE = connection.ops.quote_name


@pytest.mark.usefixtures("demo_record")
def test_the_number_moves_for_rows_changed_and_deleted_in_each_table_by_plain_sql() -> None:
    seen = 0
    for table in state.watched_tables():
        column = connection.introspection.get_primary_key_column(connection.cursor(), table)
        for sql in ("UPDATE {t} SET {c} = {c}", "DELETE FROM {t}"):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {QUOTE(table)}")
                is_filled = cursor.fetchone()[0] > 0
                forget_this_transaction()
                before = state.current_state()
                cursor.execute(sql.format(t=QUOTE(table), c=QUOTE(str(column))))
                assert (state.current_state() > before) is (is_filled or connection.vendor == "postgresql"), (
                    table
                )
                transaction.set_rollback(True)
            seen += is_filled
    assert seen > 60  # of both kinds: the demo record fills most tables


def forget_this_transaction() -> None:
    """Let PostgreSQL's triggers raise once more: the whole test is one transaction, which raises once."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('relations.raised_in', '', true)")
