"""A parameter that is given twice: all of its values count, or it is refused; none is dropped without a word."""

from itertools import pairwise
from typing import Any

import pytest
from django.forms import ModelChoiceField
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from django_filters import BaseCSVFilter

from editorial.agreements.filters import AgreementFilter
from editorial.api.filters import with_lists
from editorial.api.router import router
from editorial.articles.filters import ArticleFilter, CollectionFilter
from editorial.articles.page_queries import one_version_each
from editorial.events.filters import EventFilter
from editorial.experts.filters import ExpertFilter, OrganisationFilter
from editorial.indicators.filters import IndicatorFilter
from editorial.web.filters.fields import ChoicesFilter
from tests.campaigns import mark_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_record")]

REFUSED = "is given more than once"
WORDS = {"party": ("KZ", "AZ"), "parties_all": ("KZ", "GE")}
LISTS = [
    (prefix, name)
    for prefix, viewset, _basename in router.registry
    if getattr(viewset, "filterset_class", None)
    for name in viewset.filterset_class.base_filters
]
PAGES = {
    "agreements": AgreementFilter,
    "articles": ArticleFilter,
    "collections": CollectionFilter,
    "events": EventFilter,
    "experts": ExpertFilter,
    "organisations": OrganisationFilter,
    "indicators": IndicatorFilter,
}


def filters_of(prefix: str) -> dict[str, Any]:
    viewset = next(one for name, one, _basename in router.registry if name == prefix)
    found: dict[str, Any] = with_lists(viewset.filterset_class)(data={}).filters
    return found


def values_of(name: str, one: Any) -> list[str]:
    """Return all values that a filter takes, as far as they are known."""
    if name in WORDS:
        return list(WORDS[name])
    field = one.field
    if isinstance(field, ModelChoiceField):
        return [
            str(value) for value in field.queryset.values_list(field.to_field_name or "pk", flat=True)[:40]
        ]
    return [str(value) for value, _label in field.choices if value]


def ids(client: Client, address: str) -> set[Any]:
    """Return the rows of all pages; of each only what it is known by, which is read and written sooner."""
    found: set[Any] = set()
    following: str | None = f"{address}&fields=id"
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.content
        found |= {row["id"] for row in answer.json()["results"]}
        following = answer.json()["next"]
    return found


def two_of(values: list[str], ids_of: Any) -> tuple[str, str] | None:
    """Return the first value that has rows and the next that has others, where there are such."""
    found = ((value, rows) for value in values[:25] if (rows := ids_of(value)))
    first = next(found, None)
    return first and next(((first[0], other) for other, more in found if more != first[1]), None)


@pytest.mark.parametrize(
    ("prefix", "name"), mark_campaign(LISTS, fast=[one for one in LISTS if one[0] == "mechanisms"])
)
def test_each_filter_of_the_api_takes_all_its_values_or_refuses(
    client: Client, prefix: str, name: str
) -> None:
    one = filters_of(prefix)[name]
    address = f"/api/v1/{prefix}/?page_size=100&{name}="
    if not isinstance(one, BaseCSVFilter):
        answer = client.get(f"{address}1&{name}=2&lang=ru")
        assert answer.status_code == 400
        assert REFUSED in " ".join(answer.json()["errors"][name])
        return
    pair = two_of(values_of(name, one), lambda value: ids(client, address + value))
    if pair is None:
        return
    if name == "parties_all":
        both = ids(client, address + pair[0]) & ids(client, address + pair[1])
        assert ids(client, f"{address}{pair[0]},{pair[1]}") == both
        return
    union = ids(client, address + pair[0]) | ids(client, address + pair[1])
    assert ids(client, f"{address}{pair[0]}&{name}={pair[1]}") == union
    assert ids(client, f"{address}{pair[0]},{pair[1]}") == union


@pytest.mark.parametrize("prefix", sorted({prefix for prefix, _name in LISTS}))
@pytest.mark.parametrize("name", ["lang", "page", "page_size", "cursor", "format"])
def test_the_format_of_an_answer_is_requested_once(client: Client, prefix: str, name: str) -> None:
    value = {"lang": "ru", "format": "json", "cursor": "*"}.get(name, "1")
    answer = client.get(f"/api/v1/{prefix}/?{name}={value}&{name}={value}", headers={"Accept-Language": "ru"})
    assert answer.status_code == 400
    assert REFUSED in " ".join(answer.json()["errors"][name])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("agreements/?fields=slug&fields=title", "agreements/?fields=slug,title"),
        ("agreements/?expand=place&expand=topics", "agreements/?expand=place,topics"),
        ("agreements/?ordering=-signed_on&ordering=slug", "agreements/?ordering=-signed_on,slug"),
        ("agreements/dogovor-2005/?fields=slug&fields=title", "agreements/dogovor-2005/?fields=slug,title"),
        ("changes/?type=agreement&type=event", "changes/?type=agreement,event"),
    ],
)
def test_lists_of_names_may_be_repeated(client: Client, one: str, other: str) -> None:
    first, second = client.get(f"/api/v1/{one}").json(), client.get(f"/api/v1/{other}").json()
    for address in ("next", "previous"):
        first.pop(address, None), second.pop(address, None)
    assert first == second


@pytest.mark.parametrize(
    "address", ["search/?q=a&q=b", "search/?q=a&page=1&page=2", "?format=json&format=json"]
)
def test_other_answers_of_the_api_refuse_what_they_take_once(client: Client, address: str) -> None:
    answer = client.get(f"/api/v1/{address}", headers={"Accept-Language": "ru"})
    assert answer.status_code == 400
    assert REFUSED in answer.json()["detail"]


def test_a_status_of_two_days_is_refused(client: Client) -> None:
    assert client.get("/api/v1/agreements/dogovor-2005/?on=2019-01-01&on=2020-01-01").status_code == 400


PAGE_FILTERS = [(page, name) for page, filterset in PAGES.items() for name in filterset.base_filters]


@pytest.mark.parametrize(
    ("page", "name"),
    mark_campaign(PAGE_FILTERS, fast=[one for one in PAGE_FILTERS if one[0] == "events"]),
)
def test_each_filter_of_a_page_takes_all_its_values_or_refuses(client: Client, page: str, name: str) -> None:
    filterset = PAGES[page]
    one = filterset(data={}).filters[name]
    address = f"/ru/{page}/?{name}="
    shown = filterset._meta.model.objects.for_listing()
    if page == "articles" and name != "language":
        with translation.override("ru"):
            shown = one_version_each()  # of each text, that for the language of the page

    def number(query: str) -> int:
        """Count what the filter of the page leaves, without the page around it."""
        narrowed = filterset(QueryDict(f"{name}={query}"), queryset=shown)
        assert narrowed.is_valid()
        count: int = narrowed.qs.count()
        return count

    if not isinstance(one, ChoicesFilter):
        answer = client.get(f"{address}2019-01-01&{name}=2020-01-01")
        assert answer.status_code == 400
        assert REFUSED in answer.content.decode()
        return
    found = [(value, rows) for value in values_of(name, one)[:25] if (rows := number(value))]
    for query in [f"{first[0]}&{name}={second[0]}" for first, second in pairwise(found)][:1]:
        answer = client.get(address + query)
        assert answer.status_code == 200
        assert answer.context["page_obj"].paginator.count == number(query)
    for (first, rows), (second, more) in pairwise(found):
        both = number(f"{first}&{name}={second}")
        assert both <= min(rows, more) if name == "parties_all" else max(rows, more) <= both <= rows + more
        assert both == number(f"{second}&{name}={first}")
        if one.field_name in ("kind", "genre", "stage", "course", "status", "language", "country"):
            assert both == rows + more


@pytest.mark.parametrize(
    "address", ["agreements/?page=1&page=2", "agreements/?view=list&view=table", "search/?q=a&q=b",
                "agreements/dogovor-2005/?on=2019-01-01&on=2020-01-01", "search/suggest/?q=a&q=b"],
)  # fmt: skip
def test_pages_refuse_what_they_take_once(client: Client, address: str) -> None:
    answer = client.get(f"/ru/{address}")
    assert answer.status_code == 400
    assert REFUSED in answer.content.decode()


def test_a_page_names_each_value_chosen_and_keeps_all_of_them(client: Client) -> None:
    page = " ".join(client.get("/en/agreements/?kind=treaty&kind=roadmap").content.decode().split())
    assert "Type: treaty, road map" in page
    assert '<input type="hidden" name="kind" value="treaty"' in page
    assert '<input type="hidden" name="kind" value="roadmap"' in page
    assert 'href="?kind=roadmap" aria-current="true"' in page
    either = " ".join(client.get("/en/agreements/?party=GE&party=TR").content.decode().split())
    assert "Party (any selected): Georgia, Türkiye" in either
    assert '<option value="TR" selected>' in either
    table = client.get("/en/agreements/data.csv?party=GE&party=TR").content.decode()
    one = client.get("/en/agreements/data.csv?party=TR").content.decode()
    assert table.count("\n") > one.count("\n")
    answer = client.get("/en/agreements/?party=GE&party=XX")
    assert answer.status_code == 400
    assert "XX" in answer.content.decode()


@pytest.mark.usefixtures("catalogues")
def test_the_refusal_is_in_the_language_of_the_reader(client: Client) -> None:
    message = "Параметр «year» указан больше одного раза"
    assert message in client.get("/ru/agreements/?year=2004&year=2005").content.decode()
    assert message in client.get("/api/v1/agreements/?year=2004&year=2005&lang=ru").json()["detail"]
