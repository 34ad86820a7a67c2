"""Bring the record up: catalogues, database, demo record, server; what `make run` calls."""

import socket
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Prepare what is not up to date, and serve, in one process: a second start is a quick one."""

    help = "Compile catalogues, migrate, load the demo record, and serve on this machine."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address to listen at."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reload", action="store_true", help="start again when a source file changes")

    def handle(self, *_args: Any, host: str, port: int, reload: bool, **_options: Any) -> None:
        """Refuse a busy port first, before anything is written."""
        stop_if_port_in_use(host, port)
        call_command("compilemessages")
        if unapplied_migrations():
            self.stdout.write("Preparing the database…")
            call_command("migrate", verbosity=0)
        if settings.DEBUG:
            call_command("load_demo")
            call_command("complete_changes", verbosity=0)
        self.stdout.write(f"Relations is at http://{host}:{port}/ (Ctrl-C stops it)")
        call_command("runserver", f"{host}:{port}", use_reloader=reload, skip_checks=True)


def unapplied_migrations() -> bool:
    """Say whether the database lacks a migration."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def stop_if_port_in_use(host: str, port: int) -> None:
    """Stop with advice when something already answers at the address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        if probe.connect_ex((host, port)) == 0:
            raise CommandError(
                f"Port {port} is taken by another program. Choose one: make run PORT={port + 1}"
            )
