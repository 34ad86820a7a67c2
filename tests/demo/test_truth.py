"""Disagreements and historical statuses of the demo data are correct."""

import datetime as dt
import re

import pytest
from django.test import Client

from editorial.articles.models import Edition
from editorial.indicators.models import Observation
from editorial.site.statements import get_passages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_record")]


def test_the_demo_record_has_its_five_true_disagreements_and_no_false_one() -> None:
    disputed = Observation.objects.filter(pk__in=Observation.objects.all().disputed_keys())
    assert set(disputed.values_list("slug", flat=True)) == {
        "tovarooborot-1", "tovarooborot-2", "koridor-rost-1", "koridor-rost-2", "koridor-gruzy-2", "koridor-gruzy-3",
        "dokumentov-podpisano-1", "dokumentov-podpisano-2", "eksport-kz-az-rost-1", "eksport-kz-az-rost-2",
    }  # fmt: skip
    marked = [
        statement.row.slug
        for edition in Edition.objects.filter(is_current=True)
        for passage in get_passages(edition, on=dt.date(2026, 11, 30))
        for statement in passage.statements
        if isinstance(statement.row, Observation)
        and (statement.row.is_contradicted or statement.row.is_contradicted_here)  # type: ignore[attr-defined]
    ]
    assert set(marked) == set(disputed.values_list("slug", flat=True))


def test_the_demo_register_of_an_earlier_day_has_nothing_from_later(client: Client) -> None:
    days = re.findall(
        r'row__date">\s*<time datetime="(\d{4})', client.get("/en/agreements/?on=2019-06-01").content.decode()
    )
    assert days
    assert max(days) <= "2019"
    rows = client.get("/api/v1/agreements/?on=2019-06-01&page_size=100").json()
    assert rows["count"] < 63
    assert all(row["signed_on"] <= "2019-06-01" for row in rows["results"] if row["signed_on"])
