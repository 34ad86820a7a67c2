"""SQL that is executed again and again, given to the driver without what Django does each time.

Constants are written into the text: SQLite plans a statement again for each execution if a value stands in the place of
a constant that it plans by, and uses a partial index for a constant only.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

Record = tuple[Any, ...]
PLACE = {"sqlite": "?"}


class DirectSQL:
    """A statement; `parameters` are, for each `%s` in its SQL, a constant in a tuple, or None for a value of the call."""

    def __init__(self, vendor: str, sql: str, parameters: Sequence[tuple[Any] | None]) -> None:
        first, *rest = sql.split("%s")
        texts = [first]
        is_value = []
        for constant, text in zip(parameters, rest, strict=True):
            written = None if constant is None else literal(constant[0])
            is_value.append(written is None)
            if written is None:
                texts.append(text)
            else:
                texts[-1] += written.replace("%", "%%") + text
        self._sql = "%s".join(texts)
        place = PLACE.get(vendor)
        self._direct = None if place is None else place.join(text.replace("%%", "%") for text in texts)
        self._places = [place for place, one in enumerate(is_value) if one]

    def rows(self, connection: BaseDatabaseWrapper, params: Sequence[Any]) -> list[Record]:
        """Execute it with a parameter for each place of the SQL, of which constants are passed over."""
        values = [params[place] for place in self._places]
        found: list[Record]
        if self._direct is None or connection.queries_logged or connection.execute_wrappers:
            with connection.cursor() as cursor:
                cursor.execute(self._sql, values)
                found = cursor.fetchall()
            return found
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        connection.validate_no_broken_transaction()
        driver: Any = connection.connection
        with connection.wrap_database_errors:
            found = driver.execute(self._direct, values).fetchall()
        return found


def literal(value: Any) -> str | None:
    """Return a constant as SQL, None for one that is better given to the driver."""
    if value is None:
        return "NULL"
    if type(value) is int:
        return str(value)
    if isinstance(value, str) and "\0" not in value and "\\" not in value:
        return "'" + str(value).replace("'", "''") + "'"
    return None
