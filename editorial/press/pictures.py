"""The pictures of a text as files beside it, under names that cannot clash or leave their folder."""

from collections.abc import Mapping
from pathlib import Path

from editorial.press.document import Document, Picture

EXTENSIONS = {"png", "jpg", "jpeg", "gif", "svg", "webp"}


def file_names(pictures: Mapping[str, Picture], *, prefix: str = "") -> dict[str, str]:
    """Return the file name for each picture's `src`: `prefix`, its number and its extension."""
    return {
        source: f"{prefix}picture-{number}.{picture.extension}"
        for number, (source, picture) in enumerate(pictures.items(), start=1)
        if picture.extension in EXTENSIONS
    }


def named(document: Document, *, prefix: str = "") -> dict[str, Picture]:
    """Return the pictures under the file names that `file_names` gives them."""
    return {
        name: document.pictures[source]
        for source, name in file_names(document.pictures, prefix=prefix).items()
    }


def write_pictures(pictures: Mapping[str, Picture], folder: Path) -> None:
    """Write pictures named by `named` to a folder."""
    for name, picture in pictures.items():
        (folder / name).write_bytes(picture.data)
