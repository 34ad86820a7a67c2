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
    "ol": {"start", "type"},
    "sup": {"data-footnote", "data-page"},
    "p": {"lang", "data-role"},
    "blockquote": {"lang", "cite"},
}
# Formulas: the elements of MathML that say what a formula is, none that link or run anything.
FORMULAS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "ms", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded", "mphantom",
    "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd",
}  # fmt: skip
FORMULA_ATTRIBUTES = {
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mspace": {"width"},
}
INLINE_TAGS = {"a", "em", "strong", "sub", "sup", "br"}
SCHEMES = {"http", "https", "mailto"}


def sanitise(html: str) -> str:
    """Keep the subset of a body: blocks, tables, figures, links and footnote markers, page breaks."""
    return nh3.clean(
        html,
        tags=TAGS | FORMULAS,
        attributes=ATTRIBUTES | FORMULA_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def sanitise_inline(html: str) -> str:
    """Keep the subset of a footnote: emphasis and links, no blocks."""
    return nh3.clean(
        html,
        tags=INLINE_TAGS | FORMULAS,
        attributes={"a": {"href", "title"}} | FORMULA_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )
