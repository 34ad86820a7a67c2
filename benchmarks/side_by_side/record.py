"""Fill a record of a chosen size and write the same content down for the other sites.

Run in a process of its own, with `DATABASE_URL` and `STATIC_ROOT` set. The first texts are whole, of 3,000 words with
12 notes; those beyond `WHOLE` are short, so that a large record fits a disk.
"""

import argparse
import datetime as dt
import json
import random
import re
from pathlib import Path
from typing import Any

from benchmarks.record_at_size import Cast, begin, grow  # isort: skip  (sets the project up)

from django.core.management import call_command
from django.db import connection

from editorial.articles.models import Article, Edition, Footnote
from editorial.articles.services import publishing

WORDS = 3_000
NOTES = 12
WHOLE = 1_000
IN_A_PARAGRAPH = 75
DEMO = Path(__file__).resolve().parents[2] / "editorial" / "demo" / "texts"


def running_words() -> list[str]:
    """Return the words of the demo texts in Russian, each as often as it stands there."""
    found: list[str] = []
    for file in sorted(DEMO.glob("*.json")):
        found += re.findall(r"[а-яё]{1,20}", file.read_text(encoding="utf-8").lower())
    return found


class Writer:
    """Writes texts of 3,000 words, the same for the same seed."""

    def __init__(self) -> None:
        self.words = running_words()
        self.random = random.Random(14)

    def sentence(self, length: int) -> str:
        return " ".join(self.random.choices(self.words, k=length)).capitalize() + "."

    def body(self) -> str:
        paragraphs = WORDS // IN_A_PARAGRAPH
        every = paragraphs // NOTES
        parts = []
        for number in range(paragraphs):
            text = " ".join(self.sentence(15) for _ in range(IN_A_PARAGRAPH // 15))
            key, rest = divmod(number, every)
            marker = f'<sup data-footnote="n{key + 1}"></sup>' if rest == 0 and key < NOTES else ""
            if number % 8 == 0:
                parts.append(f"<h2>{self.sentence(4)}</h2>")
            parts.append(f"<p>{text}{marker}</p>")
        return "".join(parts)


def write_whole_texts(limit: int) -> None:
    """Give the first texts their 3,000 words and 12 notes, in the working copy and in the edition."""
    writer = Writer()
    for article in Article.objects.order_by("pk")[:limit]:
        article.body = writer.body()
        article.title = writer.sentence(8)[:-1]
        Article.objects.filter(pk=article.pk).update(body=article.body, title=article.title)
        article.footnotes.all().delete()
        Footnote.objects.bulk_create(
            [
                Footnote(article=article, key=f"n{n}", order=n, text=writer.sentence(12))
                for n in range(1, NOTES + 1)
            ]
        )
        if article.is_published:
            built = publishing.build_edition(article)
            names = ("title", "html", "text", "headings", "footnotes", "word_count", "checksum")
            values = {name: getattr(built, name) for name in names}
            Edition.objects.filter(article=article, is_current=True).update(**values)


def content(limit: int) -> dict[str, Any]:
    """Return what the other sites show of the same texts."""
    found = Article.objects.published().order_by("pk")[:limit]
    rows = list(
        found.prefetch_related("topics", "contributions__expert", "footnotes").iterator(chunk_size=100)
    )
    people = {c.expert.slug: c.expert for row in rows for c in row.contributions.all() if c.expert}
    topics = {topic.slug: topic for row in rows for topic in row.topics.all()}
    return {
        "topics": [{"slug": slug, "name": topic.name} for slug, topic in topics.items()],
        "people": [
            {
                "slug": slug,
                "given_name": expert.given_name,
                "family_name": expert.family_name,
                "position": "советник",
            }
            for slug, expert in people.items()
        ],
        "articles": [
            {
                "slug": row.slug,
                "title": row.title,
                "lead": re.sub("<[^>]+>", "", row.body)[:300],
                "body": re.sub("<sup[^>]*></sup>", "", row.body),
                "dated_on": (row.dated_on or dt.date(2020, 1, 1)).isoformat(),
                "people": [c.expert.slug for c in row.contributions.all() if c.expert],
                "topics": [topic.slug for topic in row.topics.all()],
                "notes": [note.text for note in row.footnotes.all()],
            }
            for row in rows
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--agreements", type=int, required=True)
    parser.add_argument("--content", type=Path, required=True)
    arguments = parser.parse_args()
    cast: Cast = begin()
    grow(cast, articles=range(arguments.articles), agreements=range(arguments.agreements))
    write_whole_texts(WHOLE)
    call_command("reindex")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    arguments.content.write_text(json.dumps(content(WHOLE), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
