"""Models of the search: documents, facet values, the vocabulary, the reindex queue.

But for synonyms, which editors keep, only `index.py` writes here. The words are kept as terms (see `stem.py`), so that either database needs
nothing but exact matching.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.values.indexes import CoveringIndex
from editorial.values.text_fields import CharField, JSONField, TextField


class SearchDocument(models.Model):
    """One public object in one language.

    The key is the standing of the document (weight, then date, then a checksum of its name), so that
    the best documents of any match are found by the order of the key, the same on every database.
    """

    id = models.BigIntegerField(primary_key=True)
    type = CharField(max_length=32)
    key = CharField(max_length=200)
    language = CharField(max_length=8)
    title = TextField()
    titles = JSONField(null=True, help_text="The title in other languages, by language.")
    path = CharField(max_length=500)
    date = models.DateField(null=True, blank=True)
    weight = models.PositiveSmallIntegerField(default=3)
    facets = TextField(help_text="Codes of facet values, parted by spaces.")
    title_terms = TextField()
    name_terms = TextField(help_text="One name a line.")
    lead_terms = TextField()
    body_terms = TextField(help_text="One passage a line.")
    tags = TextField(help_text="Marked terms for narrowing: see index.py.")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        # For `sqlite.py`, which counts facets without reading the wide rows.
        indexes = [CoveringIndex(fields=["id", "facets"], name="search_facets")]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "key", "language"], name="search_document_once_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.type}/{self.key} ({self.language})"


class SearchPassage(models.Model):
    """A passage of a document, by its number as a line of `body_terms`: a snippet reads one of many."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="passages", db_index=False)
    number = models.PositiveIntegerField()
    anchor = TextField(blank=True)
    text = TextField()

    class Meta:
        verbose_name = _("paragraph of a search document")
        verbose_name_plural = _("paragraphs of search documents")
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="search_passage_once_per_document")
        ]

    def __str__(self) -> str:
        return self.text


class FacetValue(models.Model):
    """A value to narrow by, with its labels by language."""

    code = CharField(max_length=16, primary_key=True)
    kind = CharField(max_length=32)
    value = CharField(max_length=200)
    labels = JSONField(default=dict)

    class Meta:
        verbose_name = _("facet value")
        verbose_name_plural = _("facet values")

    def __str__(self) -> str:
        return f"{self.kind}={self.value}"


class Term(models.Model):
    """A term of the vocabulary: in how many documents it stands, and a word that it came from.

    Tags are counted here too, with no word: how many documents a site language shows is the size of its index.
    """

    term = CharField(max_length=80, primary_key=True)
    documents = models.PositiveIntegerField(default=0)
    word = CharField(max_length=80)

    class Meta:
        verbose_name = _("search term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.term


class Trigram(models.Model):
    """Three letters that stand in a term: the way to its neighbours in spelling."""

    trigram = CharField(max_length=3)
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="trigrams")

    class Meta:
        verbose_name = _("trigram")
        verbose_name_plural = _("trigrams")
        constraints = [
            models.UniqueConstraint(fields=["trigram", "term"], name="search_trigram_once_per_term")
        ]

    def __str__(self) -> str:
        return self.trigram


class ReindexRequest(models.Model):
    """A document to rebuild, until it is written again. One row for each change of the record."""

    type = CharField(max_length=20)
    key = CharField(max_length=100)

    class Meta:
        verbose_name = _("outdated search document")
        verbose_name_plural = _("outdated search documents")

    def __str__(self) -> str:
        return f"{self.type} {self.key}"


class SynonymGroup(models.Model):
    """Words and phrases that mean the same, in the four languages: who types one finds what has another.

    `words_ru` and so on hold one word or phrase a line. They are read for each search: see `synonyms.py`.
    """

    name = CharField(
        _("name"), max_length=200, unique=True, help_text=_("By which editors find this group of synonyms.")
    )
    words_ru = TextField(_("Russian"), blank=True, help_text=_("One word or phrase per line."))
    words_kk = TextField(_("Kazakh"), blank=True, help_text=_("One word or phrase per line."))
    words_az = TextField(_("Azerbaijani"), blank=True, help_text=_("One word or phrase per line."))
    words_en = TextField(_("English"), blank=True, help_text=_("One word or phrase per line."))

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("search synonyms")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="synonym_group_has_name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError unless there are two words to be taken for each other."""
        lines = f"{self.words_ru}\n{self.words_kk}\n{self.words_az}\n{self.words_en}".splitlines()
        if len({line.strip().lower() for line in lines if line.strip()}) < 2:
            raise ValidationError(_("Enter at least two words or phrases that mean the same."))
