"""Validity of an agreement on a day: derived from its steps, never guessed."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.agreements.models import Agreement
from tests.factory import make_agreement

pytestmark = pytest.mark.django_db

DAYS = st.dates(dt.date(2019, 11, 1), dt.date(2022, 2, 28))
PARTIAL = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from((4, 7, 10)))


def add_step(agreement: Agreement, kind: str, date: str | None, *, of_first_party: bool = False) -> None:
    step = agreement.actions.model(agreement=agreement, kind=kind)
    step.dated = date  # type: ignore[assignment]
    step.party = agreement.parties.all()[0] if of_first_party else None
    step.save()


def statuses(agreement: Agreement, *days: str) -> list[str]:
    """Ask the rule and the database for each day; they must agree."""
    found = []
    for text in days:
        day = dt.date.fromisoformat(text)
        by_rule = Agreement.objects.get(pk=agreement.pk).status_on(day)
        assert Agreement.objects.with_status(day).get(pk=agreement.pk).status == by_rule
        found.append(str(by_rule))
    return found


def test_a_signature_alone_does_not_tell_the_status() -> None:
    agreement = make_agreement(signed="2020-05-24")
    assert statuses(agreement, "2020-05-23", "2020-05-24", "2026-01-01") == [
        "not_in_force",
        "unknown",
        "unknown",
    ]


def test_it_is_in_force_from_its_entry_to_its_end() -> None:
    agreement = make_agreement(signed="2020-01-01")
    add_step(agreement, "entered_into_force", "2020-06-01")
    add_step(agreement, "terminated", "2021-06-01")
    days = ("2020-05-31", "2020-06-01", "2021-05-31", "2021-06-01")
    assert statuses(agreement, *days) == ["not_in_force", "in_force", "in_force", "not_in_force"]


def test_a_coarse_date_leaves_the_days_within_it_open() -> None:
    agreement = make_agreement(signed="2019")
    add_step(agreement, "entered_into_force", "2020")
    assert statuses(agreement, "2019-12-31", "2020-07-01", "2020-12-31") == [
        "not_in_force",
        "unknown",
        "in_force",
    ]


def test_one_party_ends_a_bilateral_agreement_but_not_one_of_many() -> None:
    for parties, after in ((("AZ", "KZ"), "not_in_force"), (("AZ", "KZ", "GE"), "in_force")):
        agreement = make_agreement(parties=parties, signed="2020-01-01")
        add_step(agreement, "entered_into_force", "2020-02-01")
        add_step(agreement, "terminated", "2021-01-01", of_first_party=True)
        assert statuses(agreement, "2022-01-01") == [after]


def test_an_undated_end_leaves_the_status_open() -> None:
    agreement = make_agreement(signed="2020-01-01")
    add_step(agreement, "entered_into_force", "2020-02-01")
    add_step(agreement, "terminated", None)
    assert statuses(agreement, "2022-01-01") == ["unknown"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("signed", "ratified", "entered_into_force", "suspended", "terminated")),
        st.none() | PARTIAL,
        st.booleans(),
    ),
    max_size=3,
    unique=True,
)


@pytest.mark.slow
@settings(max_examples=40)
@given(
    steps=STEPS,
    signed=st.none() | PARTIAL,
    parties=st.sampled_from((("AZ", "KZ"), ("AZ", "KZ", "GE"))),
    day=DAYS,
)
def test_the_rule_and_the_database_agree(steps: Any, signed: Any, parties: Any, day: dt.date) -> None:
    agreement = make_agreement(signed=signed, parties=parties)
    for kind, date, of_first_party in steps:
        add_step(agreement, kind, date, of_first_party=of_first_party)
    statuses(agreement, day.isoformat())
