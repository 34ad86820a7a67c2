"""Addresses in running text, and how they are printed."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

ADDRESS = re.compile(r"https?://[^\s<>«»“”„\"]+", re.IGNORECASE)
AFTER = ".,;:!?…"
SPACE = re.compile(r"\s|[\x00-\x20\x7f]")


def split_urls(value: str) -> Iterator[tuple[str, str]]:
    """Split the text into pieces, each with its URL or none."""
    end = 0
    for found in ADDRESS.finditer(value):
        address = _trimmed(found.group())
        if found.start() > end:
            yield value[end : found.start()], ""
        yield readable_url(address), address
        end = found.start() + len(address)
    if end < len(value):
        yield value[end:], ""


def readable_url(address: str) -> str:
    """Decode an address for reading: Cyrillic letters as such and not as %D0%BC."""
    try:
        read = unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address
    return address if SPACE.search(read) else read


def _trimmed(address: str) -> str:
    """Leave out the point that ends the sentence, and a bracket that was opened before the address."""
    while address[-1] in AFTER or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address
