"""Files that a page offers exist, in the format that it promises."""

import re

import pytest
from django.test import Client

from tests import factory

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="(/api/v1/[^"]+)"(?:\s+type="([^"]+)")?')


def offered(client: Client, address: str) -> dict[str, str]:
    """Return the addresses of the API on a page, and the type that each promises."""
    page = client.get(address).content.decode().replace("&amp;", "&")
    return {found[1]: found[2] or "" for found in LINK.finditer(page)}


def test_a_page_of_the_record_offers_its_data(client: Client) -> None:
    event, dateless = factory.make_event(), factory.make_event(started=None)
    rows = [event, dateless, factory.make_agreement(), factory.make_expert(), factory.make_organisation()]
    for row in rows:
        links = offered(client, row.get_absolute_url())
        assert len(links) >= 2, row
        assert any(".ics" in link for link in links) == (row == event)
        for link, promised in links.items():
            answer = client.get(link)
            assert (answer.status_code, answer["Content-Type"].partition(";")[0]) == (200, promised), link


def test_a_book_offers_the_references_to_its_texts(client: Client) -> None:
    book = factory.make_collection()
    for number in (1, 2):
        factory.make_article(collection=book, order_in_collection=number)
    bibtex, ris = sorted(offered(client, book.get_absolute_url()))
    assert client.get(bibtex).content.decode().count("@incollection{") == 2
    assert client.get(ris).content.decode().count("TY  - CHAP") == 2
