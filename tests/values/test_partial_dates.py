"""Dates of which only the month or the year is known."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from editorial.agreements.models import Agreement
from editorial.values.partial_dates import PartialDate, Precision, certainly_after, certainly_by
from tests.factory import make_agreement

DATES = st.builds(
    lambda day, precision: PartialDate.parse(str(PartialDate(day, precision))),
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(Precision),
)


@pytest.mark.parametrize(
    ("text", "edtf", "end"),
    [
        ("2022", "2022", dt.date(2022, 12, 31)),
        ("2022-11", "2022-11", dt.date(2022, 11, 30)),
        ("2024-02", "2024-02", dt.date(2024, 2, 29)),
        ("2022-11-14", "2022-11-14", dt.date(2022, 11, 14)),
        ("11.2022", "2022-11", dt.date(2022, 11, 30)),
        (" 14.11.2022 ", "2022-11-14", dt.date(2022, 11, 14)),
    ],
)
def test_a_date_is_read_as_editors_write_it(text: str, edtf: str, end: dt.date) -> None:
    date = PartialDate.parse(text)
    assert (str(date), date.end) == (edtf, end)


@given(DATES)
def test_a_date_is_written_as_it_is_read(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date
    assert date.start <= date.end


@pytest.mark.parametrize(
    "text",
    [
        "",
        "вчера",
        "2022-13",
        "2022-00",
        "2022-02-30",
        "2022-11-00",
        "0000",
        "22",
        "14/11/2022",
        "2022-11-1x",
    ],
)
def test_what_is_no_date_is_refused_by_its_own_words(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PartialDate.parse(text)
    assert text in refused.value.messages[0]


@pytest.mark.django_db
def test_the_database_tells_what_has_certainly_come() -> None:
    for text in ("2022", "2022-06", "2022-06-15"):
        make_agreement(slug=text, signed=text)
    rows = Agreement.objects

    def by(day: dt.date) -> set[str]:
        return set(rows.filter(certainly_by("signed_on", day)).values_list("slug", flat=True))

    def after(day: dt.date) -> set[str]:
        return set(rows.filter(certainly_after("signed_on", day)).values_list("slug", flat=True))

    assert by(dt.date(2022, 6, 14)) == set()
    assert by(dt.date(2022, 6, 15)) == {"2022-06-15"}
    assert by(dt.date(2022, 6, 30)) == {"2022-06-15", "2022-06"}
    assert by(dt.date(2022, 12, 31)) == {"2022-06-15", "2022-06", "2022"}
    assert after(dt.date(2021, 12, 31)) == {"2022-06-15", "2022-06", "2022"}
    assert after(dt.date(2022, 5, 31)) == {"2022-06-15", "2022-06"}
    assert after(dt.date(2022, 6, 15)) == set()
