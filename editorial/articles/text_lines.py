"""Lines of a list of texts, made for thirty at once: each part is escaped and ready to be written."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from editorial.articles.display import edition_title
from editorial.articles.models import Article, Contribution, Edition
from editorial.i18n.fallback_text import languages_to_try
from editorial.values.page_urls import addresses
from editorial.values.partial_dates import PartialDate
from editorial.web.templatetags.record import language_name, time_element

ROLES = Contribution.Role
UNDER_TITLE = (ROLES.AUTHOR, ROLES.INTERVIEWEE, ROLES.INTERVIEWER)


class TextLine(NamedTuple):
    """A text as a list shows it; `appeared_in` is its book, else its outlet."""

    url: str
    title: Markup
    date: Markup
    has_credits: bool
    people: list[Markup]
    genre: str
    appeared_in: Markup
    language: str


def text_line(
    article: Article, edition: Edition | None, credits_: Iterable[Contribution], language: str
) -> TextLine:
    """Return the line of a text in the language of the page, which is the one in use."""
    address = addresses(language)
    people = [_person(credit, language, address) for credit in credits_ if credit.role in UNDER_TITLE]
    return TextLine(
        url=address("articles:detail", article.slug),
        title=_title(edition, language) if edition else Markup(),
        date=_date(article.dated, language),
        has_credits=bool(credits_),
        people=people,
        genre=_genre(article.genre, language),
        appeared_in=_appeared_in(article, language, address),
        language="" if article.language == language else _language(article.language, language),
    )


def _appeared_in(article: Article, language: str, address: Callable[[str, str], str]) -> Markup:
    if book := article.collection:
        title = _text(book, "title", language)
        return Markup(f'<a href="{escape(address("articles:collection", book.slug))}">{title}</a>')  # noqa: S704
    if outlet := article.outlet:
        return Markup(f"<span>{_text(outlet, 'name', language)}</span>")  # noqa: S704
    return Markup()


def _person(credit: Contribution, language: str, address: Callable[[str, str], str]) -> Markup:
    person: Any = credit.expert
    if person is not None:
        name = f"{_text(person, 'given_name', language)} {_text(person, 'family_name', language)}"
        return _linked(person, name, address("experts:expert", person.slug))
    body: Any = credit.organisation
    if body is None:
        return Markup()
    return _linked(body, _text(body, "name", language), address("experts:organisation", body.slug))


def _linked(row: Any, name: str, url: str) -> Markup:
    """Return a name that is escaped already, as a link where the row has a page."""
    return Markup(f'<a href="{escape(url)}">{name}</a>' if row.is_published else name)  # noqa: S704


def _text(row: Any, field: str, language: str) -> str:
    """Return the text of a translated field, escaped, and marked with its language when that is not the page's."""
    for code in languages_to_try(language):
        if found := getattr(row, f"{field}_{code}"):
            text = escape(found)
            return text if code == language else f'<span lang="{code}">{text}</span>'
    return ""


def _title(edition: Edition, language: str) -> Markup:
    found = edition_title(edition, language)
    text = escape(found.text)
    return Markup(f'<span lang="{escape(found.language)}">{text}</span>') if found.is_fallback else text  # noqa: S704


@lru_cache(maxsize=4096)
def _date(value: PartialDate | None, _language: str) -> Markup:
    return Markup(time_element(value))  # noqa: S704  (escaped there)


@cache
def _genre(value: str, _language: str) -> str:
    return str(dict(Article.Genre.choices).get(value, value))


@cache
def _language(code: str, _language: str) -> str:
    return language_name(code)
