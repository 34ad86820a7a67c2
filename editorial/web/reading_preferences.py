"""Reading preferences: the choices on offer, and the cookie that holds them."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

COOKIE = "reading"
CHOICES = {
    "scheme": (
        _("Colour scheme"),
        {
            "": _("default"),
            "black-on-white": _("black on white"),
            "white-on-black": _("white on black"),
            "blue-on-sky": _("dark blue on light blue"),
        },
    ),
    "size": (_("Font size"), {"": _("default"), "large": _("150%"), "huge": _("200%")}),
    "spacing": (_("Spacing"), {"": _("default"), "wide": _("wide")}),
    "letters": (_("Typeface"), {"": _("serif"), "sans": _("sans serif")}),
    "pictures": (_("Images"), {"": _("shown"), "off": _("hidden")}),
}


def preferences_from_cookie(request: HttpRequest) -> dict[str, str]:
    """Return what the reader's cookie asks for; whatever is not offered is passed over."""
    return parse_preferences(request.COOKIES.get(COOKIE, ""))


def parse_preferences(cookie: str) -> dict[str, str]:
    """Return what the value of a cookie asks for."""
    given = dict(part.split("=", 1) for part in cookie.split("&") if "=" in part)
    return {
        name: given[name]
        for name, (_label, values) in CHOICES.items()
        if given.get(name) in values and given[name]
    }
