"""The HTML that the record keeps: a small HTML5 subset, sanitised on save."""

import nh3

TAGS = {
    "h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "figure", "figcaption", "img", "a", "em", "strong", "sub", "sup", "br", "hr",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "sup": {"data-footnote", "data-page"},
    "p": {"lang", "data-role"},
    "blockquote": {"lang", "cite"},
}
INLINE_TAGS = {"a", "em", "strong", "sub", "sup", "br"}
SCHEMES = {"http", "https", "mailto"}


def sanitise(html: str) -> str:
    """Keep the subset of a body: blocks, tables, figures, links and footnote markers, page breaks."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def sanitise_inline(html: str) -> str:
    """Keep the subset of a footnote: emphasis and links, no blocks."""
    return nh3.clean(
        html, tags=INLINE_TAGS, attributes={"a": {"href", "title"}}, url_schemes=SCHEMES, link_rel=None
    )
