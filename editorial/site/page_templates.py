"""The templates of public pages: Jinja2, which compiles each once, with the tags and filters of the apps.

The admin, whose packages have templates of Django's, keeps to these.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.http import HttpRequest, QueryDict
from django.template import defaultfilters
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext, trans_real
from jinja2 import ChainableUndefined, Environment, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from editorial.agreements import display as agreements
from editorial.articles import display as articles
from editorial.articles.text_lines import TextLine, text_line
from editorial.i18n.scripts import marked_runs, marked_script
from editorial.indicators import display as indicators
from editorial.indicators.charts import chart as charts
from editorial.pages import display as pages
from editorial.site import page_metadata, page_styles
from editorial.site.template_compiler import PageEnvironment
from editorial.values.capitals import capfirst
from editorial.values.page_urls import cached_address
from editorial.web.filters.form_fields import as_menu
from editorial.web.templatetags import disagreements, record

FILTERS_OF_DJANGO = ("cut", "date", "linebreaksbr", "stringformat", "truncatechars", "urlencode")
FILTERS = (
    agreements.document_type,
    agreements.has_registration,
    agreements.party_name,
    agreements.party_names,
    articles.abstracts_in_order,
    articles.description,
    articles.marker_numbers,
    articles.notes_as_shown,
    articles.reference_line,
    articles.referenced_works,
    indicators.unit,
)

# Functions and filters that take the language of the page, and would have to ask for it.
LOCALISED = frozenset({
    "abstracts_in_order", "contributor_link", "day", "description", "edition_title", "language_name", "number", "period",
    "shown", "text", "time_element", "titled", "when",
})  # fmt: skip
FUNCTIONS = (
    agreements.status_of,
    articles.edition_title,
    articles.marked_body,
    articles.paragraph_number,
    articles.quoted_title,
    articles.shown_sources,
    articles.titled,
    disagreements.disputed_title,
    indicators.chart_query,
    indicators.embed_code,
    indicators.quantity,
    indicators.series_heading,
    indicators.value_of,
    record.passage,
    record.period,
    record.session_number,
    record.shown,
    record.text,
)


class Group(NamedTuple):
    """Rows that follow each other and have the same value."""

    grouper: Any
    list: "list[Any]"


def environment(**options: Any) -> Environment:
    """Return the environment that Django's backend of Jinja2 renders pages in; it escapes all that is not marked safe."""
    options["undefined"] = (
        ChainableUndefined  # what a row does not have is shown as nothing, as in other templates
    )
    made = PageEnvironment(**options, extensions=["jinja2.ext.i18n"], keep_trailing_newline=True)
    made.install_gettext_callables(gettext, ngettext, pgettext=pgettext, npgettext=npgettext)  # type: ignore[attr-defined]
    made.filters.update(record.register.filters)
    made.filters.update({one.__name__: one for one in FILTERS})
    made.filters.update({name: getattr(defaultfilters, name) for name in FILTERS_OF_DJANGO})
    made.filters["date"] = _date
    made.filters["capfirst"] = capfirst
    made.globals.update({one.__name__: one for one in FUNCTIONS})
    made.globals.update(_global_functions())
    made.functions = _functions_of_modules()
    made.localised = LOCALISED
    return made


def _global_functions() -> dict[str, Any]:
    """Return what every template may call."""
    return {
        "_": pass_context(_safe_gettext),
        "as_menu": as_menu,
        "pgettext": _safe_pgettext,
        "chart_subjects": charts.chart_subjects,
        "chart_style": charts.chart_style,
        "page_body": pages.page_body,
        "marked_runs": marked_runs,
        "marked_script": marked_script,
        "text_line": pass_context(_text_line),
        "inline_styles": pass_context(page_styles.inline_styles),
        "known_style": pass_context(page_styles.known_style),
        "linked_data": pass_context(_linked_data),
        "querystring": pass_context(querystring),
        "regroup": regroup,
        "share_image": pass_context(page_metadata.share_image),
        "static": static,
        "swatch": charts.swatch,
        "summary": page_metadata.summary,
        "style_element": pass_context(_style_element),
        "today": timezone.localdate,
        "url": cached_address,
    }


def _functions_of_modules() -> dict[str, Callable[..., Any]]:
    """Return what is worked out once for each language where a template names it with constants."""
    return {
        "_": lambda message: Markup(gettext(message)),  # noqa: S704
        "gettext": gettext,
        "inline_styles": lambda *names: ("known_style", *page_styles.inline_element(*names)),
        "pgettext": _safe_pgettext,
        "static": static,
        "style_element block": lambda css: ("known_style", *page_styles.own_element(css)),
        "url": cached_address,
    }


def _safe_gettext(context: Context, message: str) -> Markup:
    return _translated(message, context.get("LANGUAGE_CODE") or get_language(), trans_real.catalog())


@lru_cache(maxsize=8192)
def _translated(message: str, _language: str | None, _catalogue: object) -> Markup:
    # The texts of templates and catalogues are our own, and may have entities.
    return Markup(gettext(message))  # noqa: S704


def _safe_pgettext(context: str, message: str) -> Markup:
    return Markup(pgettext(context, message))  # noqa: S704


def _date(value: Any, form: str) -> str:
    return defaultfilters.date(record.local_time(value), form)


def querystring(context: Context, **changes: Any) -> str:
    """Return the query of the page's address with changes; None takes a parameter out."""
    request: HttpRequest = context["request"]
    params: QueryDict = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            params.pop(name, None)
        else:
            params[name] = str(value)
    return f"?{params.urlencode()}" if params else ""


def regroup(rows: Iterable[Any], path: str) -> list[Group]:
    """Group rows in their order by an attribute, which a method may give."""
    groups: list[Group] = []
    for row in rows:
        value = _value(row, path)
        if not groups or groups[-1].grouper != value:
            groups.append(Group(value, []))
        groups[-1].list.append(row)
    return groups


def _value(row: Any, path: str) -> Any:
    try:
        value = attrgetter(path)(row)
    except AttributeError:
        return None
    return value() if callable(value) else value


def _text_line(context: Context, article: Any, edition: Any, credits_: Any) -> TextLine:
    return text_line(article, edition, credits_, context["LANGUAGE_CODE"])


def _linked_data(context: Context, row: object) -> str:
    return page_metadata.linked_data(context.get_all(), row)


def _style_element(context: Context, caller: Macro) -> str:
    return page_styles.style_element(context.get_all(), str(caller()))
