"""The catalogues of the interface for tests that read it in its languages; all others read English."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings as project
from pytest_django.fixtures import Settings

CATALOGUES = Path(project.BASE_DIR) / "locale"
PACKAGES = CATALOGUES / "packages"
LANGUAGES = ("ru", "kk", "az", "en")


@cache
def parsed(path: Path) -> Catalog:
    """Read a catalogue, once for all tests of a worker: they do not write to it."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def messages(language: str) -> Iterator[Any]:
    """Yield the entries of a language: those of the interface, then those of the packages."""
    for folder in (CATALOGUES, PACKAGES):
        catalogue = parsed(folder / language / "LC_MESSAGES" / "django.po")
        yield from (message for message in catalogue if message.id)


def translated(language: str, text: str) -> str:
    """Return what the catalogues of a language say for a text."""
    message = next(one for one in messages(language) if one.id == text and one.context is None)
    return str(message.string or text)


@pytest.fixture(scope="session")
def compiled_catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compile the catalogues, once for all tests of a worker."""
    folder = tmp_path_factory.mktemp("locale")
    for source in CATALOGUES.rglob("*.po"):
        target = folder / source.relative_to(CATALOGUES).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, parsed(source))
    return folder


@pytest.fixture
def catalogues(settings: Settings, compiled_catalogues: Path) -> None:
    """Let the interface speak its languages for one test; Django forgets what it has read as the folders change."""
    settings.LOCALE_PATHS = [compiled_catalogues, compiled_catalogues / "packages"]
