"""The commands that run by the clock: arguments, how often, and after how long a missing success is a fault.

The timers of deploy/systemd follow this table (a test compares them); `run_schedule` follows it by itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from editorial.health.models import CommandRun

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Scheduled:
    """A command with its arguments, the time from one start to the next, and how old its last success may be."""

    command: str
    every: timedelta
    late_after: timedelta
    arguments: tuple[str, ...] = ()


SCHEDULE = (
    Scheduled("publish_scheduled", 5 * MINUTE, 30 * MINUTE),
    Scheduled("deliver_webhooks", MINUTE, 30 * MINUTE),
    Scheduled("find_mentions", DAY, 2 * DAY),
    Scheduled("dump_record", DAY, 2 * DAY),
    Scheduled("check_links", DAY, 3 * DAY),
    Scheduled("clearsessions", DAY, 3 * DAY),
    Scheduled(
        "prune_db_task_results",
        DAY,
        3 * DAY,
        ("--min-age-days", "1", "--failed-min-age-days", "14"),
    ),
    Scheduled("verify_audit_log", HOUR, DAY),
    Scheduled("backup", DAY, 2 * DAY),
    Scheduled("verify_files", 7 * DAY, 15 * DAY),
)
BY_COMMAND = {scheduled.command: scheduled for scheduled in SCHEDULE}


def late_commands(now: datetime) -> dict[str, datetime | None]:
    """Return the commands whose last success is too old, with its moment (None: never). One query."""
    successes = dict(CommandRun.objects.values_list("command", "succeeded_at"))
    late: dict[str, datetime | None] = {}
    for scheduled in SCHEDULE:
        last = successes.get(scheduled.command)
        if last is None or now - last > scheduled.late_after:
            late[scheduled.command] = last
    return late


def due_commands(now: datetime) -> list[Scheduled]:
    """Return the commands whose time has come, by their last start. One query."""
    starts = dict(CommandRun.objects.values_list("command", "started_at"))
    return [
        scheduled
        for scheduled in SCHEDULE
        if (last := starts.get(scheduled.command)) is None or now - last >= scheduled.every
    ]
