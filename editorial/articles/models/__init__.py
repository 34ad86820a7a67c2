"""Articles by aggregate: the collection, the working copy, its notes, and the editions readers see."""

from editorial.articles.models.article import Article, ArticleAbstract, Contribution, StateChange
from editorial.articles.models.collection import Collection, CollectionContribution, CollectionPublisher
from editorial.articles.models.edition import Edition
from editorial.articles.models.footnote import Footnote, Reference
from editorial.articles.models.picture import EditionPicture, Picture
from editorial.articles.models.print_job import PrintJob
from editorial.articles.models.source import EditionFactMixin, EditionSource, ExpertSource

__all__ = [
    "Article",
    "ArticleAbstract",
    "Collection",
    "CollectionContribution",
    "CollectionPublisher",
    "Contribution",
    "Edition",
    "EditionFactMixin",
    "EditionPicture",
    "EditionSource",
    "ExpertSource",
    "Footnote",
    "Picture",
    "PrintJob",
    "Reference",
    "StateChange",
]
