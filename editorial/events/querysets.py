"""How events and mechanisms are asked for."""

from editorial.workflow.querysets import PublishedQuerySet


class MechanismQuerySet(PublishedQuerySet):
    """Mechanisms."""


class EventQuerySet(PublishedQuerySet):
    """Events."""
