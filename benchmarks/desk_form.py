"""Weigh the forms and lists of the desk in a small record: `python benchmarks/desk_form.py`, half a minute.

For each page: milliseconds of the processor at the median, the share of it that a bare view of 30 KB takes in the same
run and in turns with it (what a busy machine changes least), kilobytes, nodes of Django's templates, and queries.
A form of a text with 30 notes should take no more than three times that of a new text.
"""

import os
import statistics
import sys

os.environ.setdefault("TWO_FACTOR_REQUIRED", "0")

from record_at_size import begin, grow  # isort: skip  (sets the project up)

from clocks import once
from desk_at_size import grow_desk, lay_desk
from django.contrib import admin
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.base import Node
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.agreements.models import Agreement, AgreementSource
from editorial.articles.models import Article, Edition, Footnote

ROUNDS = 9
NOTES = {"a31": 12, "a41": 30, "a51": 100}
STATEMENTS = "a61"
BARE = "x" * 30_000


def bare_view(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(BARE)


def add_notes_and_statements() -> None:
    """Give some texts many notes, and one many statements that cite it."""
    for slug, count in NOTES.items():
        text = Article.objects.get(slug=slug)
        text.footnotes.all().delete()
        Footnote.objects.bulk_create(
            Footnote(article=text, key=f"n{number}", order=number, text=f"Сборник, с. {number}.")
            for number in range(1, count + 1)
        )
    edition = Edition.objects.filter(article__slug=STATEMENTS).first()
    AgreementSource.objects.bulk_create(
        AgreementSource(agreement=agreement, edition=edition, anchor="p-2")
        for agreement in Agreement.objects.all()[:60]
    )


def pages() -> dict[str, str]:
    """Return the addresses to weigh by what they are."""
    found = {"new text": reverse("admin:articles_article_add")}
    slugs = {"a30": "text, 2 notes", STATEMENTS: "text, 60 statements"}
    slugs |= {slug: f"text, {count} notes" for slug, count in NOTES.items()}
    for slug, name in slugs.items():
        key = Article.objects.values_list("pk", flat=True).get(slug=slug)
        found[name] = reverse("admin:articles_article_change", args=[key])
    for model in admin.site._registry:
        opts = model._meta
        found[f"list of {opts.model_name}"] = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    return found


def count_nodes(client: Client, address: str) -> int:
    """Return how many nodes of Django's templates a page is drawn from."""
    count = 0
    draw = Node.render_annotated

    def counted(node: Node, context: object) -> object:
        nonlocal count
        count += 1
        return draw(node, context)  # type: ignore[arg-type]

    Node.render_annotated = counted  # type: ignore[assignment,method-assign]
    try:
        client.get(address)
    finally:
        Node.render_annotated = draw  # type: ignore[method-assign]
    return count


def main() -> None:
    """Fill the record and print a line for each page."""
    cast = begin()
    lay_desk(cast)
    grow(cast, articles=range(200), agreements=range(80))
    grow_desk(cast, articles=range(200), agreements=range(80))
    add_notes_and_statements()
    client = Client(SERVER_NAME="localhost")
    client.force_login(cast.user)
    factory = RequestFactory()
    print("      ms    bare     KB   nodes queries")
    for name, address in pages().items():
        client.get(address)
        size = len(client.get(address).content) / 1024
        spent, bare = [], []
        for _ in range(ROUNDS):
            spent.append(once(lambda address=address: client.get(address)).processor)  # type: ignore[misc]
            bare.append(once(lambda: [bare_view(factory.get("/")) for _ in range(20)]).processor / 20)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
            query_count = len(queries)
        median = statistics.median(spent)
        share = statistics.median(bare) / median
        nodes = count_nodes(client, address)
        print(f"{median:8.1f} {share:7.2%} {size:6.1f} {nodes:7} {query_count:7}  {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
