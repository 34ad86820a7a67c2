"""The templates of pages are compiled as one piece for each language, and say what they would say in parts."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.test import RequestFactory
from django.urls import set_script_prefix
from django.utils.translation import override
from jinja2 import ChainableUndefined, DictLoader, Environment

from editorial.site.template_compiler import OnePiece, PageEnvironment

FOLDER = Path(settings.BASE_DIR) / "templates" / "public"
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
PARTS = {
    "base": "<{% block head %}base {{ x }}{% endblock %}|{% block body %}{% block inner %}in{% endblock %}{% endblock %}>",
    "child": "{% extends 'base' %}{% block head %}child, {{ super() }}{% endblock %}",
    "grandchild": "{% extends 'child' %}{% from 'macros' import shout as loud with context %}{% set y = 'why' %}"
    "{% block head %}[{{ super() }}]{% endblock %}"
    "{% block inner %}{{ loud(x) }} {{ y }} {% for x in rows %}{% include 'row' %}{% endfor %} {{ x }}{% endblock %}",
    "row": "{% set shown = x ~ '!' %}({{ shown }}{% if x == 'b' %}{% include 'last' %}{% endif %})",
    "last": "{% with x = 'last' %}{{ x }}{% endwith %}",
    "macros": "{% macro plain(what) %}{{ what }}{{ z }}{% endmacro %}"
    "{% macro shout(what, end='?') %}{{ plain(what) }}{{ end }}{% endmacro %}",
    "self": "{% if depth %}{{ depth }}{% with depth = depth - 1 %}{% include 'self' %}{% endwith %}{% endif %}",
    "loop": "{% for one in rows %}{{ loop.index }}{{ loop.cycle('-', '=') }}{{ one.upper() }}{{ one.none }}{% endfor %}",
    "items": "{{ row.title }}{{ row['title'] }}{{ row.sub.title }}{{ none.at.all }}{{ row|length }}",
}
VALUES = {
    "x": "<x>",
    "z": "&",
    "rows": ["a", "b", "<c>"],
    "depth": 3,
    "row": {"title": "<t>", "sub": {"title": "s"}},
}


def environments() -> tuple[Environment, Environment]:
    options: dict[str, Any] = {
        "loader": DictLoader(PARTS), "autoescape": True, "undefined": ChainableUndefined, "auto_reload": False,
    }  # fmt: skip
    return Environment(**options), PageEnvironment(**options)  # noqa: S701


@pytest.mark.parametrize("name", PARTS)
def test_one_piece_says_what_the_parts_say(name: str) -> None:
    in_parts, whole = (one.get_template(name).render(VALUES) for one in environments())
    assert whole == in_parts


@pytest.mark.parametrize("name", NAMES)
def test_no_template_of_a_page_is_put_together_for_each_request(name: str) -> None:
    made: PageEnvironment = engines["jinja2"].env  # type: ignore[attr-defined]
    tree = made.parse((FOLDER / name).read_text(encoding="utf-8"))
    whole = OnePiece(made, made.functions, {}).make(tree)
    code = PageEnvironment._generate(made, whole, name, name)
    for slow in ("environment.get_template", "context.blocks", "parent_template"):
        assert slow not in code


def rendered(source: str, **values: Any) -> str:
    return str(engines["jinja2"].from_string(source).render(values, RequestFactory().get("/")))


@pytest.mark.usefixtures("catalogues")
def test_each_language_has_its_own_texts_and_addresses() -> None:
    source = (
        '{{ LANGUAGE_CODE }} {{ _("Articles") }} {{ url("articles:list") }} {% trans %}Topics{% endtrans %}'
    )
    with override("ru"):
        assert rendered(source) == "ru Статьи /ru/articles/ Темы"
    with override("en"):
        assert rendered(source) == "en Articles /en/articles/ Topics"
    set_script_prefix("/below/")
    try:
        with override("en"):
            assert rendered(source) == "en Articles /below/en/articles/ Topics"
    finally:
        set_script_prefix("/")


def test_a_call_that_fails_does_so_where_it_is_made() -> None:
    source = '{% if wanted %}{{ url("no:such") }}{% endif %}'
    assert rendered(source, wanted=False) == ""
    with pytest.raises(Exception, match="no"):
        rendered(source, wanted=True)
