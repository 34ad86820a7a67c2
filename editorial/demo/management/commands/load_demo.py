"""Build the demo record from the data files of the project."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from editorial.demo import record
from editorial.demo.accounts import assemble
from editorial.demo.reset import clear, foreign_rows, holds_records


class Command(BaseCommand):
    """Load the demo record, once for each version of its files."""

    help = "Load the demo record. A second run changes nothing unless the files of the demo have changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `--reset`."""
        parser.add_argument("--reset", action="store_true", help="take the demo record away and load it anew")

    def handle(self, *_args: Any, reset: bool, **_options: Any) -> None:
        """Load what is not loaded yet, and say with which accounts one signs in."""
        started = time.monotonic()
        if reset:
            stop_if_foreign_rows()
        elif not record.was_loaded() and holds_records():
            self.stdout.write("The database holds a record of its own: the demo record is not loaded.")
            return
        with without_query_log(), transaction.atomic():
            cast, passwords = assemble()
            if reset:
                clear()
            loaded = not record.is_loaded()
            if loaded:
                record.load(by=cast)
        if loaded:
            self.stdout.write(f"The demo record was loaded in {time.monotonic() - started:.1f} s.")
        self.print_passwords(passwords)

    def print_passwords(self, passwords: dict[str, str]) -> None:
        """Print the accounts of the desk with the passwords that they were made with."""
        if passwords:
            self.stdout.write(
                "Sign in at /admin/ as one of these (made for this machine, only while DEBUG is on):"
            )
            for name, password in passwords.items():
                self.stdout.write(f"  {name:<34} {password}")
        elif settings.DEBUG:
            self.stdout.write(
                "Sign in at /admin/. New password: manage.py changepassword editor@relations.example"
            )


@contextmanager
def without_query_log() -> Iterator[None]:
    """Keep no log of the queries: while DEBUG is on, writing it takes as long as the queries themselves."""
    connection.make_debug_cursor = connection.make_cursor  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        del connection.make_debug_cursor


def stop_if_foreign_rows() -> None:
    """Stop where a reset would take away what the demo did not make."""
    found = list(islice(foreign_rows(), 11))
    if found:
        lines = [*found[:10], *(["…"] if len(found) > 10 else [])]
        raise CommandError(
            "The database holds more than the demo record, so nothing was reset:\n  " + "\n  ".join(lines)
        )
