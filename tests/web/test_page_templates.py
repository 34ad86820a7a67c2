"""The templates of public pages escape what is not marked safe, and show nothing for what is not there."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client, RequestFactory
from jinja2 import Environment, meta, nodes

from editorial.site.page_templates import regroup
from tests import factory
from tests.pages import PAGES

FOLDER = Path(settings.BASE_DIR) / "templates" / "public"
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
HOSTILE = "<script>alert('x')</script>\"'&"


def environment() -> Environment:
    made: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return made


def rendered(source: str, **context: Any) -> str:
    return str(engines["jinja2"].from_string(source).render(context, RequestFactory().get("/ru/")))


@pytest.mark.parametrize(
    "source",
    [
        "{{ value }}",
        '<p title="{{ value }}"></p>',
        "{% set found = value %}{{ found }}",
        "{% set found %}{{ value }}{% endset %}{{ found }}",
        "{% with found=value %}{{ found }}{% endwith %}",
        "{% for one in [value] %}{{ one }}{% endfor %}",
        "{{ value|default('x', true) }}",
        "{{ nothing|default(value, true) }}",
        "{{ value|capfirst }}",
        "{{ value|truncatechars(200) }}",
        "{{ value|linebreaksbr }}",
        "{{ value|cut('zz') }}",
        "{{ value|stringformat('s') }}",
        "{{ [value, value]|join(' · ') }}",
        "{{ [value][0] }}",
        "{% trans name=value %}by {{ name }}{% endtrans %}",
        "{% trans number=2, name=value %}{{ number }} of {{ name }}{% pluralize %}{{ number }} of {{ name }}{% endtrans %}",
        "{{ querystring(q=value) }}",
        "{{ {'title': value}|xmlattr }}",
        "{{ embed_code('https://a.example/', value) }}",
        "{{ value|language_name }}",
        "{{ value|country }}",
        "{{ value|urlencode }}",
    ],
)
def test_a_value_is_escaped_however_a_template_writes_it(source: str) -> None:
    shown = rendered(source, value=HOSTILE)
    assert "<script" not in shown
    assert not re.search(r"title=\"[^\"]*<", shown)


def test_text_of_templates_and_of_catalogues_is_not_escaped_twice() -> None:
    assert rendered('{{ _("Search") }}{% trans %}a &nbsp; b{% endtrans %}').count("&amp;") == 0


def test_what_is_not_there_is_shown_as_nothing() -> None:
    assert rendered("[{{ row.none.at_all }}{{ nothing[0] }}{% if nothing.x %}x{% endif %}]", row=None) == "[]"


def test_rows_are_grouped_in_their_order() -> None:
    class Row:
        def __init__(self, year: int) -> None:
            self.year = year

        def month(self) -> int:
            return self.year % 2

    rows = [Row(year) for year in (2021, 2021, 2020, 2021)]
    assert [(group.grouper, len(group.list)) for group in regroup(rows, "year")] == [
        (2021, 2),
        (2020, 1),
        (2021, 1),
    ]
    assert [group.grouper for group in regroup(rows, "month")] == [1, 0, 1]
    assert [group.grouper for group in regroup([object()], "year.none")] == [None]


@pytest.mark.parametrize("name", NAMES)
def test_no_template_hides_a_function_behind_a_name_of_its_own(name: str) -> None:
    made = environment()
    tree = made.parse((FOLDER / name).read_text(encoding="utf-8"))
    own = {one.name for one in tree.find_all(nodes.Name) if one.ctx in ("store", "param")}
    assert not own & made.globals.keys()


def test_every_template_compiles_and_includes_only_those_that_exist() -> None:
    made = environment()
    for name in NAMES:
        made.get_template(name)
        tree = made.parse((FOLDER / name).read_text(encoding="utf-8"))
        assert {one for one in meta.find_referenced_templates(tree) if one} <= {*NAMES}


@pytest.mark.django_db
def test_no_page_shows_a_hostile_text_of_the_record_as_markup(client: Client) -> None:
    text = f"{HOSTILE} text"
    topic = factory.make_topic(slug="hub", name_ru=text)
    person = factory.make_expert(slug="hub", given_name_ru=text, family_name_ru=text)
    body = factory.make_organisation(slug="hub", name_ru=text)
    book = factory.make_collection(slug="hub", title_ru=text, subtitle_ru=text)
    factory.make_article(
        slug="hub", title=text, topics=(topic,), authors=(person,), collection=book, order_in_collection=1
    )
    factory.make_agreement(slug="hub", title_ru=text)
    factory.make_event(slug="hub", title_ru=text)
    factory.make_mechanism(slug="hub", name_ru=text, organisation=body)
    for section in (
        "",
        "articles/",
        "collections/",
        "experts/",
        "organisations/",
        "agreements/",
        "events/",
        "topics/",
    ):
        for address in {f"/ru/{section}", f"/ru/{section}hub/" if section else "/ru/"}:
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert "<script>alert" not in answer.content.decode(), address


class Uncalled:
    """A method as a template gets it: it may be called, and nothing else."""

    def __init__(self, method: Any) -> None:
        self.method = method

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.method(*args, **kwargs)

    def _refuse(self, *_args: Any) -> Any:
        raise AssertionError(f"A template forgets to call {self.method}")

    __str__ = __html__ = __bool__ = __iter__ = __len__ = __eq__ = _refuse  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]


@pytest.mark.django_db
def test_no_template_forgets_to_call_a_method(
    client: Client, demo_record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = environment()
    plain = made.getattr

    def watched(row: Any, name: str) -> Any:
        value = plain(row, name)
        return Uncalled(value) if inspect.ismethod(value) else value

    monkeypatch.setattr(made, "getattr", watched)
    for address in (
        *PAGES.values(),
        "search/?q=порт",
        "search/?q=нет+такого+слова",
        "agreements/?view=table&on=2019-06-01",
    ):
        answer = client.get(f"/ru/{address}")
        assert answer.status_code in (200, 400, 404, 410), address
        assert not re.search(r">None<|object at 0x", answer.content.decode()), address
