"""Seal what is new in the audit log, check the whole chain, and delete what is older than the retention."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editorial.workflow import audit_chain


class Command(BaseCommand):
    """Fail where an entry was changed or is gone."""

    help = "Seal and verify the audit log; delete entries older than AUDIT_RETENTION_DAYS."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Name each fault; delete nothing from a log that has one."""
        sealed = audit_chain.seal()
        faults = list(audit_chain.verify())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The audit log is not what was written: {len(faults)} faults.")
        deleted = 0
        if settings.AUDIT_RETENTION_DAYS:
            deleted = audit_chain.delete_before(
                timezone.now() - timedelta(days=settings.AUDIT_RETENTION_DAYS)
            )
        self.stdout.write(f"The audit log is whole. Sealed: {sealed}. Deleted: {deleted}.")
