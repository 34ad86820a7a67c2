"""Remarks on a printed file: what could not be printed as it stands, in which text, and why."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.articles.models import Article, Collection, PrintJob
from editorial.press.fonts import code_point, letters_without_font

SENTENCES = {
    "letter": gettext_lazy(
        "“%(title)s”: no font of the press has the letter %(detail)s; its code point is printed in its place: %(excerpt)s"
    ),
    "simple": gettext_lazy(
        "“%(title)s” could not be set with its lists, tables and images; all its words are printed as paragraphs. "
        "The reason: %(detail)s"
    ),
    "standard": gettext_lazy(
        "The file does not keep the standards for accessible and lasting files (PDF/UA, PDF/A), because of “%(title)s”: "
        "%(detail)s"
    ),
}


def sentences(remarks: Iterable[Mapping[str, str]], *, of: Article | Collection) -> list[str]:
    """Return the remarks of a printed file in the language of the page."""
    return [SENTENCES[remark["kind"]] % {**remark, "title": remark["title"] or str(of)} for remark in remarks]


def remarks_for(row: Article | Collection) -> list[str]:
    """Return what there is to know before printing: of the last file, and of the letters of an article. One query."""
    last = PrintJob.objects.filter(state=PrintJob.State.READY, format="pdf")
    of = {"collection": row} if isinstance(row, Collection) else {"article": row}
    job = last.filter(**of).order_by("-requested_at", "-id").first()
    remarks = job.remarks if job else []
    if isinstance(row, Collection):
        return sentences(remarks, of=row)
    return [
        *sentences((remark for remark in remarks if remark["kind"] != "letter"), of=row),
        *_letters(row),
    ]


def _letters(article: Article) -> Iterator[str]:
    for letter in sorted(letters_without_font(article.title + article.subtitle + article.body)):
        name = f"{code_point(letter)} {unicodedata.name(letter, '')}".strip()
        yield _("No font of the press has the letter %(letter)s: its code point is printed in its place.") % {
            "letter": name
        }
