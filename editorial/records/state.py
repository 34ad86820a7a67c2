"""The state of the database: a number raised by every commit that readers could notice.

Triggers raise it, so that it also moves for bulk writes, raw SQL, imports and search documents written after a commit.
They are made after each migrate (`install`) and looked for before the number is trusted (`missing_triggers`): SQLite
drops triggers of a table that a migration builds anew.

SQLite keeps one row, as it has one writer at a time. On PostgreSQL each transaction appends a row of its own and the
number is their sum, so that no writer waits for another; rows of finished transactions are joined on the way.
"""

from collections.abc import Sequence

from django.apps import AppConfig, apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

TABLE = "record_state"
PREFIX = f"{TABLE}_"  # of the names of the triggers
EVENTS = ("insert", "update", "delete")
NUMBER = f"SELECT COALESCE(SUM(raised), 0) FROM {TABLE}"  # noqa: S608  (a constant)
MAX_ROWS = 50  # rows of PostgreSQL's table before a writer joins them

# Once for each transaction; a setting that is local to it is undone with a savepoint, as the row is.
RAISE_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {PREFIX}raise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE this_transaction text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('relations.raised_in', true) IS NOT DISTINCT FROM this_transaction THEN
        RETURN NULL;
    END IF;
    PERFORM set_config('relations.raised_in', this_transaction, true);
    INSERT INTO {TABLE} (raised) VALUES (1);
    IF (SELECT count(*) FROM {TABLE}) > {MAX_ROWS} THEN
        WITH joined AS (
            DELETE FROM {TABLE} WHERE id IN (SELECT id FROM {TABLE} FOR UPDATE SKIP LOCKED) RETURNING raised
        )
        INSERT INTO {TABLE} (raised) SELECT sum(raised) FROM joined HAVING count(*) > 0;
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608  (constants)
POSTGRESQL_COLUMNS = "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, raised bigint NOT NULL"
CREATE_TABLE = {
    "sqlite": [
        f"CREATE TABLE IF NOT EXISTS {TABLE} (raised integer NOT NULL)",
        f"INSERT INTO {TABLE} SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM {TABLE})",  # noqa: S608
    ],
    "postgresql": [f"CREATE TABLE IF NOT EXISTS {TABLE} ({POSTGRESQL_COLUMNS})", RAISE_FUNCTION],
}
RAISE = {
    "sqlite": f"UPDATE {TABLE} SET raised = raised + 1",  # noqa: S608
    "postgresql": f"INSERT INTO {TABLE} (raised) VALUES (1)",  # noqa: S608
}
FIND_TRIGGERS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
    " JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND n.nspname = ANY (current_schemas(false))",
}


def current_state(using: str = DEFAULT_DB_ALIAS) -> int:
    """Return the number of the last commit that this connection sees. One query."""
    with connections[using].cursor() as cursor:
        cursor.execute(NUMBER)
        return int(cursor.fetchone()[0])


def watched_tables() -> list[str]:
    """Return the tables of which readers may see rows: all of ours but for the `internal_models` of each app."""
    return sorted(
        {
            model._meta.db_table
            for config in apps.get_app_configs()
            if config.name.startswith("editorial.")
            for model in config.get_models(include_auto_created=True)
            if not model._meta.proxy and not _is_internal(config, model)
        }
    )


def _is_internal(config: AppConfig, model: type[Model]) -> bool:
    owner = model._meta.auto_created
    name = owner.__name__ if isinstance(owner, type) else model.__name__
    return name in getattr(config, "internal_models", ())


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Create what is missing, drop what is no longer needed, and raise the number: what changed meanwhile is unknown."""
    connection = connections[using]
    if connection.vendor not in CREATE_TABLE:
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in CREATE_TABLE[connection.vendor]:
            cursor.execute(statement)
        tables = set(connection.introspection.table_names(cursor))
        wanted = _wanted(connection, [table for table in watched_tables() if table in tables])
        present = _present(connection)
        quote = connection.ops.quote_name
        for name, table in present.items():
            if name not in wanted:
                on = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {quote(name)}{on}")
        for name, statement in wanted.items():
            if name not in present:
                cursor.execute(statement)
        cursor.execute(RAISE[connection.vendor])


def missing_triggers(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the names of the triggers that are not there, so that the number cannot be trusted. One query."""
    connection = connections[using]
    if connection.vendor not in CREATE_TABLE:
        return [connection.vendor]
    wanted = _wanted(connection, watched_tables())
    return sorted(wanted.keys() - _present(connection).keys())


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(FIND_TRIGGERS[connection.vendor])
        return {str(name): str(table) for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def _wanted(connection: BaseDatabaseWrapper, tables: Sequence[str]) -> dict[str, str]:
    """Return the statement that makes each trigger, by its name."""
    quote = connection.ops.quote_name
    if connection.vendor == "sqlite":
        return {
            f"{PREFIX}{table}_{event}": f"CREATE TRIGGER {quote(f'{PREFIX}{table}_{event}')} AFTER {event.upper()}"
            f" ON {quote(table)} BEGIN {RAISE['sqlite']}; END"
            for table in tables
            for event in EVENTS
        }
    return {
        f"{PREFIX}{table}"[:63]: f"CREATE TRIGGER {quote(f'{PREFIX}{table}'[:63])}"
        f" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {quote(table)}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {PREFIX}raise()"
        for table in tables
    }
