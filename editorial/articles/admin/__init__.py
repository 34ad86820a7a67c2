"""Articles, collections and editions at the desk."""

from editorial.articles.admin.articles import ArticleAdmin
from editorial.articles.admin.collections import CollectionAdmin
from editorial.articles.admin.editions import EditionAdmin
from editorial.articles.admin.experts import ExpertSourceLines
from editorial.articles.admin.pictures import PictureAdmin

__all__ = [
    "ArticleAdmin",
    "CollectionAdmin",
    "EditionAdmin",
    "ExpertSourceLines",
    "PictureAdmin",
]
