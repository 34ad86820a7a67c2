"""Filters for incomplete texts, one behind each line of the desk's health report."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from editorial.articles.models import Article, ArticleAbstract, Contribution, Footnote
from editorial.articles.services.source_moves import edition_fact_models
from editorial.values.languages import Language
from editorial.workflow.states import State

IBID_WORDS = ("там же", "ibid", "сонда", "сол жерде", "yenə orada", "həmin yerdə")
IBID = rf"^\s*(<[a-z]+>)*\s*({'|'.join(IBID_WORDS)})"
# The two letters that such a note may begin with: seen sooner in many notes than by a regular expression.
IBID_OPENINGS = sorted({form(word[:2]) for word in IBID_WORDS for form in (str, str.upper, str.capitalize)})


def empty_notes() -> "QuerySet[Footnote]":
    """Select notes that say nothing: no text, no link, no reference, no note that they repeat."""
    return Footnote.objects.filter(text="", url="", reference=None, repeats=None)


def lost_ibids() -> "QuerySet[Footnote]":
    """Select notes that say “Ibid.” of no note."""
    notes = Footnote.objects.alias(opening=Left("text", 2), first=Left("text", 1))
    may_be = Q(opening__in=IBID_OPENINGS) | Q(first__in=("<", " ", "\n", "\t", "\xa0"))
    return notes.filter(may_be, text__iregex=IBID, repeats=None)


def corrected() -> "QuerySet[Article]":
    """Select published texts of which the working copy says something that readers do not see yet."""
    return Article.objects.filter(state=State.PUBLISHED, unpublished_since__isnull=False).order_by()


def facts_by_earlier_editions() -> Q:
    """Select texts from whose earlier editions the record takes something: an editor has still to decide."""
    found = Q()
    for model in edition_fact_models():
        found |= Q(
            pk__in=model.objects.filter(edition__is_current=False).order_by().values("edition__article")
        )
    return found


def _exists(rows: Any) -> Exists:
    return Exists(rows.filter(article=OuterRef("pk")))


def _key_in(rows: Any) -> Q:
    """Begin with the rows, which are fewer than texts."""
    return Q(pk__in=rows.order_by().values("article"))


# Name of the filter's value: what it is called, and the condition.
COMPLETENESS_CHECKS: dict[str, tuple[Any, Any]] = {
    "doi": (_("no DOI"), Q(doi="")),
    "abstract": (_("no abstract"), ~_exists(ArticleAbstract.objects.exclude(text=""))),
    "contributor": (_("no author"), ~_exists(Contribution.objects.filter(role=Contribution.Role.AUTHOR))),
    "notes": (_("empty footnotes"), _key_in(empty_notes())),
    "ibid": (_("“Ibid.” with no preceding footnote"), _exists(lost_ibids())),
    "facts": (_("with facts by earlier editions"), facts_by_earlier_editions()),
    "edition": (_("unpublished changes"), Q(pk__in=corrected().values("pk"))),
    "pages": (_("in a collection, no page numbers"), Q(collection__isnull=False, first_page__isnull=True)),
    "date": (_("no date"), Q(dated_on__isnull=True)),
}


def missing_languages(article: Article) -> dict[str, list[str]]:
    """Say by language whether there is neither the text, nor a translation of it, nor an abstract. Two queries."""
    texts = {article.language, *(each.language for each in article.translations.all())}
    abstracts = {each.language for each in article.abstracts.all() if each.text}
    return {
        language: [
            *([] if language in texts else [str(_("text"))]),
            *([] if language in abstracts else [str(_("abstract"))]),
        ]
        for language in Language.values
    }


class CompletenessFilter(DropdownFilter):  # type: ignore[misc]
    """Texts by what they lack."""

    title = _("incomplete")
    parameter_name = "lacks"

    def lookups(self, _request: Any, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer each shortcoming."""
        return [(name, label) for name, (label, _condition) in COMPLETENESS_CHECKS.items()]

    def queryset(self, _request: Any, queryset: "QuerySet[Article]") -> "QuerySet[Article]":
        """Narrow to the texts that have it."""
        known = COMPLETENESS_CHECKS.get(str(self.value()))
        return queryset.filter(known[1]) if known else queryset


def _texts(**conditions: Any) -> Q:
    """Begin with texts of which there are few."""
    return Q(pk__in=Article.objects.filter(**conditions).order_by().values("pk"))


def tonight(now: dt.datetime) -> Q:
    """Select texts that appear by themselves before the day is over, and those that are late."""
    return _texts(publish_at__lte=_midnight(now))


def _midnight(now: dt.datetime) -> dt.datetime:
    return timezone.localtime(now).replace(hour=23, minute=59, second=59)


class ScheduledFilter(DropdownFilter):  # type: ignore[misc]
    """Texts by when they appear by themselves."""

    title = _("scheduled")
    parameter_name = "scheduled"

    def lookups(self, _request: Any, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer the three."""
        return [("today", _("today")), ("later", _("later")), ("no", _("not scheduled"))]

    def queryset(self, _request: Any, queryset: "QuerySet[Article]") -> "QuerySet[Article]":
        """Narrow to the time."""
        conditions = {
            "no": Q(publish_at=None),
            "today": tonight(timezone.now()),
            "later": _texts(publish_at__gt=_midnight(timezone.now())),
        }
        return queryset.filter(conditions.get(str(self.value()), Q()))


class CreatedByFilter(DropdownFilter):  # type: ignore[misc]
    """Texts that the user has begun."""

    title = _("created by")
    parameter_name = "begun"

    def lookups(self, _request: Any, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer one's own."""
        return [("me", _("me"))]

    def queryset(self, request: Any, queryset: "QuerySet[Article]") -> "QuerySet[Article]":
        """Narrow to one's own."""
        return queryset.filter(_texts(created_by=request.user.pk)) if self.value() == "me" else queryset
