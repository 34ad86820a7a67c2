"""What a text still lacks: the filter behind each line of the desk's health report."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from editorial.articles.models import Article, ArticleAbstract, Contribution, Edition, Footnote, ReviewComment
from editorial.values.languages import Language
from editorial.workflow.states import State

IBID = r"^\s*(<[a-z]+>)*\s*(там же|ibid|сонда|сол жерде|yenə orada|həmin yerdə)"


def empty_notes() -> "QuerySet[Footnote]":
    """Select notes that say nothing: no text, no link, no reference, no note that they repeat."""
    return Footnote.objects.filter(text="", url="", reference=None, repeats=None)


def lost_ibids() -> "QuerySet[Footnote]":
    """Select notes that say “Ibid.” of no note."""
    return Footnote.objects.filter(text__iregex=IBID, repeats=None)


def changed_since_published() -> Any:
    """Select published texts that were saved after the edition that readers see."""
    current = Edition.objects.filter(article=OuterRef("pk"), is_current=True)
    return Q(state=State.PUBLISHED) & Exists(current.filter(published_at__lt=OuterRef("changed_at")))


def _of(rows: Any) -> Exists:
    return Exists(rows.filter(article=OuterRef("pk")))


def _of_few(rows: Any) -> Q:
    """Begin with the rows, which are fewer than texts."""
    return Q(pk__in=rows.order_by().values("article"))


# Name of the filter's value: what it is called, and the condition.
LACKS: dict[str, tuple[Any, Any]] = {
    "doi": (_("without DOI"), Q(doi="")),
    "abstract": (_("without abstract"), ~_of(ArticleAbstract.objects.exclude(text=""))),
    "contributor": (_("without author"), ~_of(Contribution.objects.filter(role=Contribution.Role.AUTHOR))),
    "notes": (_("notes without text"), _of_few(empty_notes())),
    "ibid": (_("“Ibid.” without its note"), _of_few(lost_ibids())),
    "edition": (_("saved since publication"), changed_since_published()),
    "pages": (_("in a collection without pages"), Q(collection__isnull=False, first_page__isnull=True)),
    "date": (_("without date"), Q(dated_on__isnull=True)),
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


class LacksFilter(DropdownFilter):  # type: ignore[misc]
    """Texts by what they lack."""

    title = _("to be completed")
    parameter_name = "lacks"

    def lookups(self, _request: Any, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer each shortcoming."""
        return [(name, label) for name, (label, _condition) in LACKS.items()]

    def queryset(self, _request: Any, queryset: "QuerySet[Article]") -> "QuerySet[Article]":
        """Narrow to the texts that have it."""
        known = LACKS.get(str(self.value()))
        return queryset.filter(known[1]) if known else queryset


def with_open_comments() -> Q:
    """Select texts with comments that nobody has resolved."""
    return _of_few(ReviewComment.objects.open())


class CommentsFilter(DropdownFilter):  # type: ignore[misc]
    """Texts by the comments of their review."""

    title = _("comments of the review")
    parameter_name = "comments"

    def lookups(self, _request: Any, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer those that wait for somebody."""
        return [("open", _("comments open"))]

    def queryset(self, _request: Any, queryset: "QuerySet[Article]") -> "QuerySet[Article]":
        """Narrow to the texts that have one."""
        return queryset.filter(with_open_comments()) if self.value() == "open" else queryset
