"""Attribution of a text: its genre, creators and roles, decided in one place for pages, files and the API.

A full text has the creators that its credits name: its authors, or of an interview those who asked; a news item or an
interview that names nobody stands under its outlet. A summary by the editors is the council's own text: the credits for
writing, asking and answering, the outlet, the date and the pages are those of its original. Its editor, translator and
reviewer, its DOI and its date are its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from editorial.articles.models import Article, Contribution, Edition
from editorial.articles.models.contributor import Contributor as Credit
from editorial.experts.models import Expert, Organisation
from editorial.i18n.fallback_text import fallback_text
from editorial.press.document import Collection as PrintedCollection
from editorial.press.document import Contributor, Document

SITES = {
    "ru": "Азербайджано-Казахстанский экспертный совет",
    "kk": "Әзербайжан-Қазақстан сараптамалық кеңесі",
    "az": "Azərbaycan-Qazaxıstan Ekspert Şurası",
    "en": "Azerbaijan–Kazakhstan Expert Council",
}
LICENCES = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/")
DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\..+)")
ROLES = Contribution.Role
# Of an original these are named by its summary; the others made the summary itself.
ORIGINAL_ROLES = (ROLES.AUTHOR, ROLES.INTERVIEWER, ROLES.INTERVIEWEE)
# Agencies publish news and interviews without a name under their own.
GENRES_CREDITED_TO_OUTLET = (Article.Genre.NEWS, Article.Genre.INTERVIEW)


class Nature(models.TextChoices):
    """Nature of a text: the publication itself or a summary of it."""

    FULL_TEXT = "full_text", _("full text")
    SUMMARY = "summary", _("editorial summary")


@dataclass(frozen=True)
class Attribution:
    """The attribution of a text, and for a summary that of the publication that it summarises."""

    nature: Nature
    contributors: tuple[Contributor, ...]
    of_original: tuple[Contributor, ...] = ()


def attributed(
    article: Article, credits_: Iterable[Contribution], *, language: str, names_only: bool = False
) -> Attribution:
    """Decide who made a text, by names in a language. No query where credits and outlet are read.

    With `names_only` nothing is told of people but the name, the role and whose record it is.
    """
    describe = to_named if names_only else to_contributor
    listed = [credit for credit in credits_ if credit.role != ROLES.QUOTED]
    publication = tuple(describe(credit, language) for credit in listed if credit.role in ORIGINAL_ROLES)
    others = tuple(describe(credit, language) for credit in listed if credit.role not in ORIGINAL_ROLES)
    outlet = article.outlet
    if (
        outlet
        and outlet.is_published
        and article.genre in GENRES_CREDITED_TO_OUTLET
        and not _named(publication)
    ):
        publication = (_described(outlet, language), *publication)
    if not article.is_digest:
        return Attribution(Nature.FULL_TEXT, (*publication, *others))
    council = Contributor(literal=SITES[language])
    return Attribution(Nature.SUMMARY, (council, *others), publication)


def _named(people: Iterable[Contributor]) -> bool:
    return any(person.role in (ROLES.AUTHOR, ROLES.INTERVIEWER) for person in people)


def outlet_name(article: Article, language: str) -> str:
    """Return the name of the outlet where the publication appeared, if readers may see it."""
    outlet = article.outlet
    return str(fallback_text(outlet, "name", language)) if outlet and outlet.is_published else ""


def to_citable(
    edition: Edition, *, credits_: Iterable[Contribution], collection: PrintedCollection | None, origin: str
) -> Document:
    """Return what a citation of an edition needs; the text itself is left out. `origin` is `https://host`."""
    article, language = edition.article, edition.language
    made = attributed(article, credits_, language=language)
    is_summary = made.nature == Nature.SUMMARY
    outlet = "" if is_summary else outlet_name(article, language)
    source_url = "" if is_summary else article.source_url
    with override(language):
        url = f"{origin}{edition.get_absolute_url()}"
    return Document(
        slug=article.slug,
        title=edition.title,
        language=language,
        genre=article.genre,
        subtitle=edition.subtitle,
        contributors=made.contributors,
        abstracts={code: found["text"] for code, found in edition.abstracts.items()},
        keywords={code: tuple(found["keywords"]) for code, found in edition.abstracts.items()},
        titles={code: found["title"] for code, found in edition.abstracts.items()},
        title_is_supplied=article.title_is_supplied and not is_summary,
        original=_original(edition, made, collection) if is_summary else None,
        collection=None if is_summary else collection,
        pages="" if is_summary else printed_pages(article),
        doi=article.doi,
        url=url,
        site=SITES[language],
        outlet=outlet,
        source_url=source_url,
        publisher=outlet if outlet and source_url else SITES[language],
        licence=licence_name() if is_summary else "",
        licence_url=settings.RECORD_LICENCE_URL if is_summary else "",
        issued=_issued(edition, is_part=collection is not None, is_summary=is_summary),
        edition=edition.number,
        edition_made_on=edition.published_at.date(),
    )


def _original(edition: Edition, made: Attribution, collection: PrintedCollection | None) -> Document:
    """Return the publication of which an edition is a summary, as its catalogue data give it."""
    article = edition.article
    source = original_edition(edition)
    found = DOI.fullmatch(article.source_url)
    outlet = outlet_name(article, source.language)
    return Document(
        slug=article.slug,
        title=source.title,
        language=source.language,
        genre=article.genre,
        subtitle="" if article.title_is_supplied else source.subtitle,
        contributors=made.of_original,
        title_is_supplied=article.title_is_supplied,
        collection=collection,
        pages=printed_pages(as_published(article)) if collection or outlet else "",
        doi=found[1] if found else "",
        outlet=outlet,
        source_url=article.source_url,
        publisher=outlet,
        issued=str(article.dated or ""),
    )


def original_edition(edition: Edition) -> Edition:
    """Return the edition whose title is that of the original: of a translated summary, the one it was translated from.

    One query for a translation, unless the editions of its original are read.
    """
    first = edition.article.translation_of
    if first is None or not first.is_published:
        return edition
    known = getattr(first, "current_editions", None)
    current = known if known is not None else [one for one in first.editions.all() if one.is_current]
    return current[0] if current else edition


def as_published(article: Article) -> Article:
    """Return the article whose catalogue data say where the publication appeared.

    That is the original of a translated summary which has no such data of its own.
    """
    first = article.translation_of
    if first is None or not article.is_digest or article.collection_id or article.outlet_id:
        return article
    return first if first.is_published else article


def _issued(edition: Edition, *, is_part: bool, is_summary: bool) -> str:
    """Return the date of the text: that of the edition where it has none; a summary appeared when it was published here."""
    published = timezone.localdate(edition.published_at).isoformat()
    if is_summary:
        return published
    return str(edition.article.dated or ("" if is_part else published))


def printed_pages(article: Article) -> str:
    """`9–15`, `9`, or nothing."""
    return "–".join(str(page) for page in dict.fromkeys((article.first_page, article.last_page)) if page)


def licence_name() -> str:
    """`CC BY 4.0` of a Creative Commons licence, else its address."""
    found = LICENCES.match(settings.RECORD_LICENCE_URL)
    return f"CC {found[1].upper()} {found[2]}" if found else settings.RECORD_LICENCE_URL


def to_contributor(credit: Credit, language: str) -> Contributor:
    """Return a credit as the press names it, in a language."""
    role = str(getattr(credit, "role", ROLES.AUTHOR))
    position = str(fallback_text(credit, "position", language))
    return _described(credit.contributor, language, role=role, position=position)


def to_named(credit: Credit, language: str) -> Contributor:
    """Return a credit with no more than the name in a language, the role and whose record it is."""
    who = credit.contributor
    return Contributor(
        **_names(who, language),
        role=str(getattr(credit, "role", ROLES.AUTHOR)),
        slug=who.slug if who.is_published else "",
    )


def _described(who: Expert | Organisation, language: str, **credit: str) -> Contributor:
    links = {"slug": who.slug, "page": who.get_absolute_url()} if who.is_published else {}
    own = (
        {"orcid": who.orcid, "degree": str(fallback_text(who, "degree", language))}
        if isinstance(who, Expert)
        else {}
    )
    return Contributor(**_names(who, language), **own, country=who.country, **links, **credit)


def _names(who: Expert | Organisation, language: str) -> dict[str, str]:
    if isinstance(who, Organisation):
        return {"literal": str(fallback_text(who, "name", language))}
    return {
        "family": str(fallback_text(who, "family_name", language)),
        "given": str(fallback_text(who, "given_name", language)),
    }
