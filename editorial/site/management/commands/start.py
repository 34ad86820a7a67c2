"""Bring the record up: database, demo record, server; what `make run` calls."""

import socket
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Migrate, load the demo record, and serve, in one process."""

    help = "Migrate, load the demo record, and serve on this machine."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address to listen at."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_args: Any, host: str, port: int, **_options: Any) -> None:
        """Refuse a busy port first, before anything is written."""
        refuse_busy(host, port)
        call_command("compilemessages")
        call_command("migrate", verbosity=0)
        if settings.DEBUG and "load_demo" in get_commands():
            call_command("load_demo")
        self.stdout.write(f"Relations: http://{host}:{port}/  (Ctrl-C stops it)")
        call_command("runserver", f"{host}:{port}", use_reloader=False, skip_checks=True)


def refuse_busy(host: str, port: int) -> None:
    """Stop with advice when something already listens at the address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of {host} is not free ({error.strerror}). Choose another: make run PORT={port + 1}"
            ) from error
