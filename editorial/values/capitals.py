"""Capital letters as the language of the page has them: in Azerbaijani i and ı are two letters, İ and I."""

from django.utils.functional import keep_lazy_text
from django.utils.text import capfirst as capfirst_elsewhere
from django.utils.translation import get_language


@keep_lazy_text
def capfirst(text: object) -> str:
    """Return a text with a capital at its beginning."""
    words = str(text)
    if words.startswith("i") and get_language() == "az":
        return "İ" + words[1:]
    return str(capfirst_elsewhere(words))
