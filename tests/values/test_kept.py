"""What takes long to count is shown again for a while; what does not is counted each time."""

import time
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from editorial.topics.models import Topic
from editorial.values import kept as module
from editorial.values.kept import KeptPaginator, kept
from tests import factory


@pytest.fixture(autouse=True)
def _empty_cache(settings: LazySettings) -> Iterator[None]:
    settings.COUNTS_KEPT = 60
    cache.clear()
    yield
    cache.clear()


def slowly() -> float:
    time.sleep(module.LONG * 1.5)
    return time.perf_counter()


def slowly_enough() -> float:
    time.sleep(0.002)
    return time.perf_counter()


def test_what_took_long_is_not_counted_again() -> None:
    assert kept("one", slowly) == kept("one", slowly)
    assert kept("another", slowly) != kept("one", slowly)


def test_what_is_quick_is_counted_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONG", 10)
    assert kept("one", time.perf_counter) != kept("one", time.perf_counter)


def test_what_hardly_changes_is_kept_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONG", 10)
    assert kept("one", slowly_enough, long=0.001) == kept("one", slowly_enough, long=0.001)


def test_nothing_is_kept_where_the_settings_say_so(settings: LazySettings) -> None:
    settings.COUNTS_KEPT = 0
    assert kept("one", slowly) != kept("one", slowly)


@pytest.mark.django_db
def test_a_list_has_a_number_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONG", -1)
    first, second = factory.make_topic(), factory.make_topic()
    assert KeptPaginator(Topic.objects.order_by("pk"), 30).count == 2
    second.delete()
    assert KeptPaginator(Topic.objects.order_by("slug"), 30).count == 2
    assert KeptPaginator(Topic.objects.filter(pk=first.pk), 30).count == 1
