"""Share cards: made from the title in its language, cached by their content."""

import io
import re

import pytest
from django.test import Client
from PIL import Image, ImageChops

from editorial.press.share_card import RIGHT, SharePicture, draw
from tests import factory

pytestmark = pytest.mark.django_db
KINDS = {
    "articles": factory.make_article,
    "collections": factory.make_collection,
    "agreements": factory.make_agreement,
    "events": factory.make_event,
    "experts": factory.make_expert,
    "organisations": factory.make_organisation,
    "indicators": factory.make_indicator,
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_names_its_picture_and_the_picture_is_made(client: Client, kind: str) -> None:
    KINDS[kind](slug="hub")
    page = client.get(f"/az/{kind}/hub/").content.decode()
    found = re.search(r'<meta property="og:image" content="http://testserver(/az/share/[^"]+)">', page)
    assert found, page[:3000]
    picture = client.get(found[1])
    assert picture["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)
    assert client.get(found[1], headers={"If-None-Match": picture["ETag"]}).status_code == 304


def test_the_picture_follows_the_title_and_the_language(client: Client) -> None:
    treaty = factory.make_agreement(slug="treaty", title_ru="О транзите", title_en="On transit")
    russian, english = (client.get(f"/{code}/share/agreements/treaty.png")["ETag"] for code in ("ru", "en"))
    assert russian != english
    treaty.title_ru = "О морском транзите"
    treaty.save()
    assert client.get("/ru/share/agreements/treaty.png")["ETag"] != russian
    assert client.get("/en/share/agreements/treaty.png")["ETag"] == english


def test_what_is_not_public_has_no_picture(client: Client) -> None:
    factory.make_event(slug="secret", state="draft")
    assert client.get("/ru/share/events/secret.png").status_code == 404
    assert client.get("/ru/share/songs/any.png").status_code == 404


def test_the_longest_title_stays_within_the_picture() -> None:
    share = SharePicture("Соглашение", "Превысокомногорассмотрительствующий " * 40, "Министерство " * 30)
    picture = Image.open(io.BytesIO(draw(share)))
    margin = picture.crop((RIGHT + 8, 0, *picture.size))
    assert ImageChops.difference(margin, Image.new("RGB", margin.size, "#fbfaf6")).getbbox() is None
