"""Genre of an article."""

import re

from editorial.manuscripts.draft import Genre, Item

FOREWORD = re.compile(
    r"(?:предисловие|вступительное слово|вступительная статья|от редакции|от редактора|от составител\w+|приветственное слово|обращение|к читател\w+"
    r"|foreword|preface|introduction|editorial|алғы ?сөз|ön söz)\b.*",
    re.IGNORECASE,
)
NEWS_WORDS = 1500


def guess_genre(item: Item, *, interview: bool, dateline: bool, in_collection: bool) -> Genre:
    """Guess the genre from what was found in the text."""
    if FOREWORD.fullmatch(item.title):
        return "foreword"
    if interview:
        return "interview"
    if dateline:
        return "news"
    if item.abstracts or item.keywords or (item.references and item.citations):
        return "research_article"
    if in_collection or item.footnotes or item.references:
        return "analysis"
    return "commentary"
