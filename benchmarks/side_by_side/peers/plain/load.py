"""Fill the database from the content of the benchmark: `python load.py content.json`."""

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from council.models import Article, Contribution, Person, Topic

content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
topics = {one.slug: one for one in Topic.objects.bulk_create([Topic(**row) for row in content["topics"]])}
people = {one.slug: one for one in Person.objects.bulk_create([Person(**row) for row in content["people"]])}
articles = Article.objects.bulk_create(
    [
        Article(
            slug=row["slug"], title=row["title"], lead=row["lead"], body=row["body"], dated_on=row["dated_on"]
        )
        for row in content["articles"]
    ]
)
for article, row in zip(articles, content["articles"], strict=True):
    article.topics.set([topics[slug] for slug in row["topics"]])
    Contribution.objects.bulk_create(
        [Contribution(article=article, person=people[slug], order=n) for n, slug in enumerate(row["people"])]
    )
