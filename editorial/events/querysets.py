"""How events and mechanisms are asked for."""

from typing import Self

from editorial.workflow.querysets import PublishedQuerySet


class MechanismQuerySet(PublishedQuerySet):
    """Mechanisms."""

    def for_search(self) -> Self:
        """What readers may see, with whatever it is found by."""
        return self.published().select_related("organisation")


class EventQuerySet(PublishedQuerySet):
    """Events."""

    def for_search(self) -> Self:
        """What readers may see, with whatever it is found by."""
        return (
            self.published()
            .select_related("place", "mechanism")
            .prefetch_related(
                "topics",
                "outcomes__agreement",
                "participants__expert__name_forms",
                "participants__organisation__name_forms",
            )
        )
