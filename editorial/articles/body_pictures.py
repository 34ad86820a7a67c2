"""Pictures in a body, and the attributes of their `<img>` elements."""

import re
from collections.abc import Mapping
from typing import TypedDict

from lxml import html as lxml_html
from lxml.html import HtmlElement

from editorial.articles.models.picture import Picture

# As wide as the text, on a telephone as wide as the screen.
SIZES = "(min-width: 46rem) 42rem, 100vw"
ADDRESS = re.compile(r"/pictures/([0-9a-f]{20})/(full\.(?:jpg|png)|\d+\.webp)")


class Figure(TypedDict):
    """A picture of an edition as machines are told of it; a decorative one has no `alt`."""

    url: str
    width: int
    height: int
    alt: str
    caption: str


def pictures_in_body(html: str, origin: str) -> list[Figure]:
    """Return the pictures of an edition's HTML, in their order. `origin` is `https://host`."""
    if not keys_in(html):
        return []
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return [
        Figure(
            url=f"{origin}{image.get('src')}",
            width=int(image.get("width")),
            height=int(image.get("height")),
            alt=image.get("alt"),
            caption=" ".join(" ".join(image.xpath("ancestor::figure[1]/figcaption//text()")).split()),
        )
        for image in root.iter("img")
    ]


def keys_in(body: str) -> list[str]:
    """Return the keys of our pictures in a body, each once, in its order."""
    return list(dict.fromkeys(key for key, _name in ADDRESS.findall(body)))


def pictures_in(body: str) -> dict[str, Picture]:
    """Our pictures in a body, by key. One query, none where the body shows no picture."""
    keys = keys_in(body)
    return {picture.key: picture for picture in Picture.objects.filter(key__in=keys)} if keys else {}


def find_picture(image: HtmlElement, pictures: Mapping[str, Picture]) -> Picture | None:
    """Return the picture that an `<img>` shows, if it is one of ours."""
    found = ADDRESS.fullmatch(image.get("src", ""))
    return pictures.get(found[1]) if found else None


def resolve_pictures(image: HtmlElement, picture: Picture) -> None:
    """Say in the `<img>` how large it is and which widths there are; give the figure its credit."""
    image.set("src", picture.address)
    image.set("width", str(picture.width))
    image.set("height", str(picture.height))
    if len(picture.addresses) > 1:
        image.set("srcset", ", ".join(f"{address} {width}w" for width, address in picture.addresses.items()))
        image.set("sizes", SIZES)
    image.set("loading", "lazy")
    image.set("decoding", "async")
    figure = next(image.iterancestors("figure"), None)
    if figure is not None and picture.credit:
        _give_credit(figure, picture)


def _give_credit(figure: HtmlElement, picture: Picture) -> None:
    caption = figure.find("figcaption")
    if caption is None:
        caption = lxml_html.Element("figcaption")
        figure.append(caption)
    elif len(caption):
        caption[-1].tail = f"{caption[-1].tail or ''} "
    else:
        caption.text = f"{caption.text or ''} "
    credit = lxml_html.Element("small")
    if picture.source_url:
        link = lxml_html.Element("a", href=picture.source_url)
        link.text = picture.credit
        credit.append(link)
    else:
        credit.text = picture.credit
    caption.append(credit)
