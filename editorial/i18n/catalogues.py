"""The catalogues of the interface: written and compiled by Babel, so that no one needs GNU gettext.

Texts that the code or a template marks are in the first of `LOCALE_PATHS` and follow the sources. The second holds the
texts of packages, is edited by hand and only checked: a package that has not translated a text into Kazakh or
Azerbaijani would show it in Russian, the first language of the site. A text of both is in both, worded alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize
from jinja2.ext import babel_extract

ROOT: Path = settings.BASE_DIR
PAGES = ROOT / "templates" / "public"  # templates of Jinja2
COMPILED = ROOT / "templates" / "compiled"  # which have texts of Django only
SOURCE_LANGUAGE = "en"  # the language of the msgids

# The functions of Django's that mark a text, and which of their arguments are one ("c" is the context).
MARKERS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Marked:
    """A text marked for translation, as Babel's extractor names its parts."""

    path: str
    msgid: str | tuple[str, ...]
    context: str | None
    comments: list[str]


def catalogue_path(language: str, *, of_packages: bool = False) -> Path:
    """Return where the catalogue of the language lies: that of the sources, or that of the packages."""
    return Path(settings.LOCALE_PATHS[int(of_packages)]) / language / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[Path]:
    """Yield the files of the project that may hold marked texts, in a steady order."""
    for folder in ("relations", "editorial"):
        yield from (p for p in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in p.parts)
    for folder in ("templates", "editorial"):
        found = (p for p in sorted((ROOT / folder).rglob("*")) if p.suffix in {".html", ".txt", ".xml"})
        yield from (p for p in found if not p.is_relative_to(COMPILED))


def extract_messages() -> Iterator[Marked]:
    """Yield every text that Python code or a template marks for translation."""
    for path in sources():
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        method: Any = "python"
        if path.is_relative_to(PAGES):
            method = babel_extract
        elif path.suffix != ".py":
            # Within brackets Python minds no indentation, which follows the elements of a template.
            text = f"({templatize(text, origin=name)}\n)"
        found = extract(method, BytesIO(text.encode()), keywords=MARKERS, comment_tags=["Translators:"])
        for _line, msgid, comments, context in found:
            yield Marked(path=name, msgid=msgid, context=context, comments=comments)


def build_template() -> Catalog:
    """Return a catalogue without translations that holds all marked texts."""
    template = Catalog(project="Relations", charset="utf-8")
    for marked in extract_messages():
        template.add(
            marked.msgid,
            locations=[(marked.path, 0)],
            auto_comments=marked.comments,
            context=marked.context,
        )
    return template


def read(language: str, *, of_packages: bool = False) -> Catalog:
    """Return a catalogue of the language as it lies on disk, an empty one if there is none."""
    path = catalogue_path(language, of_packages=of_packages)
    if not path.exists():
        return Catalog(locale=language, project="Relations", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, template: Catalog) -> Catalog:
    """Return the catalogue brought up to date: new texts in, gone ones out, nothing guessed."""
    catalog = read(language)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.header_comment = "# Interface of Relations."
    catalog.fuzzy = False
    if language == SOURCE_LANGUAGE:
        for message in catalog:
            if message.id and not translated(message):
                message.string = message.id
    return catalog


def translated(message: Message) -> bool:
    """Say whether the message has a text in each of its forms and waits for no review."""
    return all(plural_forms(message)) and not message.fuzzy


def plural_forms(message: Message) -> tuple[str, ...]:
    """Return the translation in each of its plural forms, the only one where there are none."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def message_text(message: Message) -> str:
    """Return the text that is translated; of one with plural forms, the singular."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def as_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as a .po file without dates and line numbers, which would only make noise."""
    out = BytesIO()
    write_po(out, catalog, width=110, include_lineno=False, sort_by_file=False, omit_header=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    noise = tuple(
        f'"{name}:'
        for name in (
            "POT-Creation-Date",
            "PO-Revision-Date",
            "Last-Translator",
            "Language-Team",
            "Generated-By",
        )
    )
    return "".join(line for line in lines if not line.startswith(noise)).encode()


def write_all() -> dict[str, int]:
    """Bring all catalogues up to date and return how many texts each still lacks."""
    template = build_template()
    lacking = {}
    for language, _name in settings.LANGUAGES:
        catalog = updated(language, template)
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(catalog))
        lacking[language] = sum(not translated(message) for message in catalog if message.id)
    return lacking


def missing_translations() -> Iterator[str]:
    """Yield a line for each catalogue that is out of date and for each text that has no translation."""
    template = build_template()
    for language, _name in settings.LANGUAGES:
        path = catalogue_path(language)
        catalog = updated(language, template)
        if not path.exists() or path.read_bytes() != as_bytes(catalog):
            yield f"{language}: out of date against the sources; run `make messages`"
        for message in catalog:
            if message.id and not translated(message):
                yield f"{language}: no translation of {message_text(message)!r}"
    yield from missing_package_texts()


def missing_package_texts() -> Iterator[str]:
    """Yield a line for each text of a package that a language lacks, or that the interface words otherwise."""
    catalogs = {language: read(language, of_packages=True) for language, _name in settings.LANGUAGES}
    texts = {
        (message_text(message), message.context): None
        for catalog in catalogs.values()
        for message in catalog
        if message.id
    }
    for language, catalog in catalogs.items():
        interface = read(language)
        for text, context in texts:
            message, own = catalog.get(text, context), interface.get(text, context)
            if message is None or not translated(message):
                yield f"{language}: no translation of {text!r}, which packages use"
            elif own is not None and plural_forms(own)[0] != plural_forms(message)[0]:
                yield f"{language}: {text!r} is worded otherwise in locale/packages, where packages use it too"


def compile_changed() -> list[str]:
    """Compile each catalogue that changed after its .mo was written; return their languages."""
    compiled = []
    for language, _name in settings.LANGUAGES:
        folders = [Path(folder) / language / "LC_MESSAGES" for folder in settings.LOCALE_PATHS]
        for target in chain.from_iterable(folder.glob("*.mo") for folder in folders):
            if not target.with_suffix(
                ".po"
            ).exists():  # moved or deleted since; Django would go on reading it
                target.unlink()
        for source in sorted(chain.from_iterable(folder.glob("*.po") for folder in folders)):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as text, target.open("wb") as file:
                write_mo(file, read_po(text, locale=language))
            compiled.append(language)
    return list(dict.fromkeys(compiled))
