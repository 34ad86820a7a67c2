"""The language of a text, from its letters."""

import re

KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
ONLY_KAZAKH = re.compile("[қңұі]", re.IGNORECASE)
# Letters of the Cyrillic alphabet of Azerbaijani, in use until 2001, that Kazakh does not have.
ONLY_AZERBAIJANI = re.compile("[ҝҹј]", re.IGNORECASE)
AZERBAIJANI = re.compile("[əƏğĞıİöÖşŞüÜçÇ]")
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
LATIN = re.compile("[a-z]", re.IGNORECASE)
MIN_SHARE = 0.03


def detect_language(text: str) -> str:
    """`ru`, `kk`, `az` or `en`."""
    sample = text[:6000]
    cyrillic, latin = len(CYRILLIC.findall(sample)), len(LATIN.findall(sample))
    if cyrillic < latin:
        return "az" if len(AZERBAIJANI.findall(sample)) > MIN_SHARE * max(1, latin) else "en"
    if len(KAZAKH.findall(sample)) + len(ONLY_AZERBAIJANI.findall(sample)) <= MIN_SHARE * max(1, cyrillic):
        return "ru"
    return "az" if len(ONLY_AZERBAIJANI.findall(sample)) > len(ONLY_KAZAKH.findall(sample)) else "kk"
