"""Our own PDFs bring back tables and references, too."""

import pytest
from lxml import html

from editorial.articles.file_builder import printable_editions
from editorial.press.document import Document
from tests.manuscripts.test_round_trip import printed, read

pytestmark = pytest.mark.usefixtures("demo_record")


def widths(document: Document) -> list[list[int]]:
    """Return how many cells each row of each table has."""
    body = html.fromstring(f"<div>{document.body}</div>")
    return [[len(row.xpath("./td|./th")) for row in table.iter("tr")] for table in body.iter("table")]


def returned(document: Document) -> tuple[list[list[int]], int]:
    """Return the same of the print, and how many references it brought back."""
    item = read(document, "pdf")
    tables = [block.table for block in item.blocks if block.table]
    return [[len(row) for row in table.rows] for table in tables], len(item.references)


@pytest.mark.django_db
def test_a_table_of_words_and_sources_over_pages_come_back() -> None:
    document = printed(printable_editions().current().get(article__slug="srednie-derzhavy"))
    assert returned(document) == (widths(document), len(document.references))


@pytest.mark.slow
@pytest.mark.django_db
def test_all_tables_and_sources_of_the_demo_come_back() -> None:
    different = {
        document.slug: found
        for document in map(printed, printable_editions().current())
        if (found := returned(document)) != (widths(document), len(document.references))
    }
    assert different == {}
