"""The register of agreements as a table: exactly what the filters leave, in their order."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from editorial.agreements.models import Agreement
from editorial.press.formats.table import Column, Table, titles

COLUMNS = (
    Column("key", "Key of the agreement, the last part of its address"),
    Column("title", "Title in the language of the page"),
    Column("kind", "Kind of document"),
    Column("level", "Level; empty if the sources do not show it"),
    Column("participation", "bilateral or multilateral; empty if unknown"),
    Column("stage", "planned, draft, agreed or signed"),
    Column("signed", "Date of signing: a year, a month or a day"),
    Column("place", "Place of signing"),
    Column("parties", "Parties: country codes and names of bodies, separated by semicolons"),
    Column("status", "in_force, not_in_force or unknown, as of the day of the column beside"),
    Column("status_as_of", "Day as of which the status is told"),
    Column("topics", "Topics, separated by semicolons"),
    Column("sources", "Texts that state the agreement, separated by semicolons"),
)


def register_table(agreements: Iterable[Agreement], *, on: str, address: str) -> Table:
    """Return the table of agreements with their status annotated as of the day `on`."""
    rows, editions = [], []
    for agreement in agreements:
        stated = [source.edition for source in agreement.sources.all() if source.edition]
        editions.extend(stated)
        parties = [party.country or str(party.organisation) for party in agreement.parties.all()]
        rows.append([
            agreement.slug, agreement.title, agreement.kind, agreement.level, agreement.scope,
            agreement.stage, str(agreement.signed or ""), str(agreement.place or ""), "; ".join(parties),
            getattr(agreement, "status", ""), on, "; ".join(str(topic) for topic in agreement.topics.all()),
            "; ".join(titles(stated)),
        ])  # fmt: skip
    return Table("agreements", _("Register of agreements"), address, COLUMNS, rows, titles(editions))
