"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import LOGS


class WorkflowConfig(AppConfig):
    name = "editorial.workflow"
    verbose_name = _("Workflow")
    permissions = {"auditentry": LOGS}
    internal_models = ("AuditEntry", "AuditSeal")
