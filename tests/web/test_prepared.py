"""A prepared query reads exactly what the ORM would, whatever its values, its language and its shape."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, F, Func, Model, Prefetch, QuerySet
from django.db.models.manager import BaseManager
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as example_settings
from hypothesis import strategies as st

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, Collection, Contribution, Edition
from editorial.experts.models import Expert
from editorial.i18n.querysets import without_translation_rewrite
from editorial.topics.models import Topic
from editorial.values.languages import Language
from editorial.web.pagination import PreparedKeys
from editorial.web.prepared import Keys, Prepared, prepared, read_rows
from tests import factory

pytestmark = pytest.mark.django_db


def described(value: Any) -> Any:
    """Return a row with everything that was read of it, to be compared."""
    if isinstance(value, Model):
        state = {name: one for name, one in value.__dict__.items() if not name.startswith("_")}
        # A list that was asked for of an instance is a queryset of the ORM, and a plain list of a prepared query.
        brought = value.__dict__.get("_prefetched_objects_cache", {})
        joined = {name: one for name, one in value._state.fields_cache.items() if not _is_owner(value, one)}
        return type(value), described(state), described(dict(brought)), described(joined)
    if isinstance(value, dict):
        return {name: described(one) for name, one in value.items()}
    if isinstance(value, list | QuerySet | BaseManager):
        return [described(one) for one in value]
    return value


def _is_owner(row: Model, other: Any) -> bool:
    """Return whether the other row brought this one, so that describing it would go round in a circle."""
    brought = other.__dict__.get("_prefetched_objects_cache", {}) if isinstance(other, Model) else {}
    lists = (
        [*brought.values(), *(one for one in vars(other).values() if isinstance(one, list))] if other else []
    )
    return any(any(one is row for one in rows) for rows in lists)


@prepared
def articles_of(keys: Keys) -> "QuerySet[Article]":
    return Article.objects.for_api().filter(pk__in=keys)


@prepared
def books(slug: str) -> "QuerySet[Collection]":
    return Collection.objects.for_page().filter(slug=slug)


@prepared
def titles(language: str, *, current: bool) -> "QuerySet[Edition, tuple[Any, ...]]":
    rows = Edition.objects.filter(language=language, is_current=current)
    return rows.annotate(day=F("article__dated_on")).order_by("pk").values_list("title", "day", "abstracts")


@prepared
def dated(first: dt.date, last: dt.date, number: int) -> "QuerySet[Article, int]":
    rows = Article.objects.filter(dated_on__gte=first, dated_on__lte=last, first_page__gte=number)
    return rows.order_by("pk").values_list("pk", flat=True)


@prepared
def topics_by_name(first: str) -> "QuerySet[Topic]":
    return Topic.objects.filter(slug__gte=first).only("name", "slug").order_by("name", "slug")


@prepared
def people(keys: Keys) -> "QuerySet[Expert]":
    credits_ = Contribution.objects.select_related("article__collection").only(
        "role", "expert", "article__slug", "article__collection__slug"
    )
    return (
        Expert.objects.filter(pk__in=keys)
        .only("slug", "given_name", "family_name")
        .annotate(texts=Count("contributions"))
        .prefetch_related(
            Prefetch("contributions", queryset=credits_),
            Prefetch("contributions", queryset=Contribution.objects.order_by("-pk")[:1], to_attr="latest"),
            "contributions__article__topics",
        )
        .order_by("slug")
    )


def from_orm(query: Prepared[Any], *values: Any, **shape: Any) -> list[Any]:
    return list(query.query(*values, **shape))


@pytest.fixture
def record() -> dict[str, list[int]]:
    """Have texts in a book and a translation, with people and topics."""
    topics = [factory.make_topic(slug=f"t{n}") for n in range(3)]
    people_ = [factory.make_expert(slug=f"e{n}", family_name_kk=f"Тегі {n}") for n in range(3)]
    book = factory.make_collection(slug="book")
    texts = []
    for n in range(5):
        text = factory.make_article(
            slug=f"a{n}", topics=topics[: n % 3], authors=people_[: 1 + n % 3], collection=book if n % 2 else None,
            order_in_collection=n if n % 2 else None, first_page=n + 1, dated_on=dt.date(2020, 1, 1 + n),
            dated_on_precision="day", translation_of=texts[0] if n == 4 else None,
            language="kk" if n == 4 else "ru",
        )  # fmt: skip
        texts.append(text)
    return {"articles": [text.pk for text in texts], "experts": [one.pk for one in people_]}


LANGUAGES = st.sampled_from(Language.values)
same = example_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.slow
@same
@given(data=st.data(), language=LANGUAGES)
def test_a_prepared_query_reads_what_the_orm_reads(
    record: dict[str, list[int]], data: st.DataObject, language: str
) -> None:
    day = st.dates(dt.date(2019, 12, 30), dt.date(2020, 1, 8))
    keys = st.lists(st.sampled_from([*record["articles"], 0, 999_999]), min_size=1, unique=True)
    calls: list[tuple[Prepared[Any], tuple[Any, ...], dict[str, Any]]] = [
        (articles_of, (data.draw(keys),), {}),
        (books, (data.draw(st.sampled_from(["book", "none", 'it\'s "%s" — ё'])),), {}),
        (titles, (data.draw(LANGUAGES),), {"current": data.draw(st.booleans())}),
        (dated, (data.draw(day), data.draw(day), data.draw(st.integers(0, 6))), {}),
        (topics_by_name, (data.draw(st.sampled_from(["t0", "t1", "t9"])),), {}),
        (people, (data.draw(st.lists(st.sampled_from(record["experts"]), min_size=1, unique=True)),), {}),
    ]
    with override(language):
        for query, values, shape in calls:
            assert described(query(*values, **shape)) == described(from_orm(query, *values, **shape))


def test_a_prepared_query_asks_as_often_as_the_orm_whatever_is_read(record: dict[str, list[int]]) -> None:
    articles_of(record["articles"])
    with CaptureQueriesContext(connection) as queries:
        articles_of(record["articles"])
    with CaptureQueriesContext(connection) as by_orm:
        from_orm(articles_of, record["articles"])
    assert len(queries) == len(by_orm) == 5


def test_no_query_is_made_for_no_keys(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert articles_of([]) == []


def test_the_language_of_the_page_decides_which_column_orders() -> None:
    factory.make_topic(slug="water", name_ru="Вода", name_az="Su")
    factory.make_topic(slug="road", name_ru="Дорога", name_az="Yol")
    factory.make_topic(slug="music", name_ru="Музыка", name_az="Musiqi")
    for language, order in (
        ("ru", "Вода Дорога Музыка"),
        ("az", "Musiqi Su Yol"),
        ("ru", "Вода Дорога Музыка"),
    ):
        with override(language):
            assert " ".join(topic.name for topic in topics_by_name("a")) == order


def test_texts_that_would_be_looked_up_in_other_languages_are_refused() -> None:
    with pytest.raises(TypeError, match="FallbackValuesList"):
        prepared(lambda slug: Topic.objects.filter(slug=slug).values_list("name"))("t0")


def test_a_lookup_that_changes_its_value_is_refused() -> None:
    by_year = prepared(lambda year: Article.objects.filter(dated_on__year=year))
    by_part = prepared(lambda part: Article.objects.filter(slug__contains=part))
    for query, value in ((by_year, 2020), (by_part, "a")):
        with pytest.raises((TypeError, ValueError), match=r"does not reach the database|out of range"):
            query(value)


@pytest.mark.parametrize("value", [None, True, dt.datetime(2020, 1, 1, tzinfo=dt.UTC), 1.5])
def test_what_is_no_value_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="is no value"):
        books(value)


def test_a_query_that_finds_nothing_by_its_shape_reads_nothing(django_assert_num_queries: Any) -> None:
    nothing = prepared(lambda slug: Topic.objects.none().filter(slug=slug))
    with django_assert_num_queries(0):
        assert nothing("t0") == []


def test_a_count_needs_no_rows(record: dict[str, list[int]]) -> None:
    number = prepared(
        lambda: without_translation_rewrite(Agreement.objects.order_by()).values_list(
            Func("pk", function="COUNT"), flat=True
        )
    )
    assert number() == [0]


def test_columns_that_were_left_out_are_read_when_they_are_wanted(record: dict[str, list[int]]) -> None:
    person = people(record["experts"])[0]
    assert person.get_deferred_fields() >= {"note_ru", "orcid"}
    assert person.orcid == Expert.objects.get(pk=person.pk).orcid


def test_a_list_that_nothing_narrows_gives_its_number_and_its_windows(record: dict[str, list[int]]) -> None:
    whole, rows = PreparedKeys(Article.objects.newest_first), Article.objects.newest_first()
    assert whole.count() == rows.count() == 5
    for start, stop in ((0, 2), (2, 4), (4, 6), (6, 8)):
        assert whole[start:stop] == [row.pk for row in rows[start:stop]]


def test_rows_of_any_queryset_are_read_as_the_orm_reads_them(record: dict[str, list[int]]) -> None:
    rows = Article.objects.for_api().filter(slug__contains="a")
    assert described(read_rows(rows)) == described(list(rows))
    assert read_rows(rows.none()) == []


def test_a_number_that_no_column_holds_finds_nothing() -> None:
    editions = prepared(lambda slug, number: Edition.objects.filter(article__slug=slug, number=number))
    assert editions("a0", 10**30) == editions("a0", 10**9) == []


def test_characters_that_no_text_may_have_are_left_out_of_a_value(record: dict[str, list[int]]) -> None:
    assert [book.slug for book in books("bo\x00ok")] == ["book"]
