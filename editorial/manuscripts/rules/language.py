"""The language of a text, from its letters and its commonest words."""

import re

KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
AZERBAIJANI = re.compile("[əƏğĞıİöÖşŞüÜçÇ]")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
LATIN = re.compile("[a-z]", re.IGNORECASE)


def detect_language(text: str) -> str:
    """`ru`, `kk`, `az` or `en`."""
    sample = text[:6000]
    cyrillic, latin = len(CYRILLIC.findall(sample)), len(LATIN.findall(sample))
    if cyrillic >= latin:
        return "kk" if len(KAZAKH.findall(sample)) > 0.03 * max(1, cyrillic) else "ru"
    return "az" if len(AZERBAIJANI.findall(sample)) > 0.03 * max(1, latin) else "en"
