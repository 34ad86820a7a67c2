import datetime as dt
import random

import pytest
from django.db import connection

from editorial.search import engine, index, postgres
from editorial.search.entry import LANGUAGES, SearchEntry
from editorial.search.sort_key import SMALLEST, top_windows, windows_for


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty documents over thirty years, each word of them taken for frequent."""
    monkeypatch.setattr(postgres, "MANY", 0)
    monkeypatch.setattr(postgres, "TIMES_AS_MANY", 0)
    monkeypatch.setattr(postgres, "STALE", -1)
    monkeypatch.setattr(engine, "MAX_COUNTED", 9)
    for number in range(30):
        entry = SearchEntry(
            type="event",
            key=f"event-{number}",
            language="ru",
            title="Саммит" if number % 2 else "Форум",
            path="/",
            available_in=LANGUAGES,
            date=dt.date(1995 + number, 1, 1),
        )
        index.index_entries([entry])


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite walks its index in order")
@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("text", ["саммит", "форум -саммит", "самм*"])
def test_the_top_results_are_the_same_as_of_all(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    among_the_top = [hit.document.key for hit in index.find(text, language="ru").hits]
    monkeypatch.setattr(postgres, "MANY", 1_000_000)
    assert among_the_top == [hit.document.key for hit in index.find(text, language="ru").hits]
    assert len(among_the_top) > 9


def test_a_few_windows_are_all_top_results_and_nothing_else() -> None:
    chance = random.Random(64)  # noqa: S311
    sort_keys = [chance.randrange(1 << 63) for _ in range(300)]
    for edge in sort_keys:
        last = edge >> SMALLEST
        tags = top_windows(last)
        assert len(tags) <= 24
        for key in sort_keys:
            is_before = key >> SMALLEST >= last
            assert len({*tags} & {*windows_for(key)}) == is_before
