"""Fill the site from the content of the benchmark: `python load.py content.json`."""

import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
django.setup()

from council.models import ArticleIndexPage, ArticlePage, Author, HomePage, Note, Person, Topic
from django.db import transaction
from wagtail.models import Page, Site

content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
with transaction.atomic():
    topics = {one.slug: one for one in Topic.objects.bulk_create([Topic(**row) for row in content["topics"]])}
    people = {
        one.slug: one for one in Person.objects.bulk_create([Person(**row) for row in content["people"]])
    }
    root = Page.get_first_root_node()
    root.get_children().delete()
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Совет", slug="home"))
    Site.objects.update_or_create(
        hostname="localhost", defaults={"root_page": home, "is_default_site": True, "site_name": "Совет"}
    )
    index = home.add_child(instance=ArticleIndexPage(title="Статьи", slug="articles", show_in_menus=True))
    for title, slug in (("Соглашения", "agreements"), ("События", "events"), ("Эксперты", "experts")):
        home.add_child(instance=HomePage(title=title, slug=slug, show_in_menus=True))
    for row in content["articles"]:
        page = ArticlePage(
            title=row["title"], slug=row["slug"], lead=row["lead"], body=row["body"], dated_on=row["dated_on"]
        )
        page.authors = [
            Author(person=people[slug], sort_order=order) for order, slug in enumerate(row["people"])
        ]
        page.notes = [Note(text=text, sort_order=order) for order, text in enumerate(row["notes"])]
        page.topics = [topics[slug] for slug in row["topics"]]
        index.add_child(instance=page)
