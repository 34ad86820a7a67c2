"""The pictures of a manuscript, taken out of the file again when drafts are made of it."""

import base64
import binascii
import io
import posixpath
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PIL import Image

from editorial.manuscripts import limits
from editorial.manuscripts.draft import Block
from editorial.manuscripts.kinds import kind_of
from editorial.manuscripts.readers.old_word import as_docx
from editorial.manuscripts.readers.pdf_pictures import paint
from editorial.manuscripts.readers.reading import AS_SENT
from editorial.manuscripts.readers.web_files import (
    embedded_pictures,
    mhtml_page,
    page_pictures,
    page_text,
    zipped_page,
)
from editorial.manuscripts.readers.word_files import rtf_tree

READY = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
DRAWN = (".emf", ".wmf", ".emz", ".wmz")
MAX_PIXELS = 40_000_000


def named_in(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the names of the pictures in blocks, also in the cells of tables."""
    for block in blocks:
        if block.picture:
            yield block.picture
        if block.table:
            for row in block.table.cells:
                for cell in row:
                    yield from named_in(cell.blocks)


def take_pictures(data: bytes, name: str, wanted: set[str]) -> dict[str, bytes]:
    """Return pictures of a file by their names, as PNG, JPEG or WebP where they can be converted to it."""
    found = _found(data, name, wanted) if wanted else {}
    return {key: as_usual(picture, key) for key, picture in found.items()}


def _found(data: bytes, name: str, wanted: set[str]) -> dict[str, bytes]:
    kind = kind_of(data, name)
    if kind == "doc":
        data, kind = as_docx(data) or b"", "docx"
    if kind == "pdf":
        return paint(data, wanted)
    if kind in ("docx", "odt", "webzip") and data:
        return dict(_zipped(data, wanted, near=kind == "webzip"))
    if kind == "rtf":
        pictures = rtf_tree(data, AS_SENT).pictures
        return {
            key: pictures[at] for key in wanted if (at := _number(key)) is not None and at < len(pictures)
        }
    if kind in ("html", "mhtml", "webzip"):
        text = {"html": page_text, "mhtml": mhtml_page, "webzip": zipped_page}[kind](data)
        held = {f"data:{at}": _decoded(source) for at, source in enumerate(embedded_pictures(text), 1)}
        if kind == "mhtml":
            parts = page_pictures(data)
            held |= {
                key: parts[one] for key in wanted for one in (key, posixpath.basename(key)) if one in parts
            }
        return {key: held[key] for key in wanted if held.get(key)}
    return {}


def _zipped(data: bytes, wanted: set[str], *, near: bool) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = {each.filename: each for each in archive.infolist()}
        for key in wanted:
            entry = names.get(key)
            if entry is None and near:
                entry = next((each for one, each in names.items() if one.endswith(f"/{key}")), None)
            if entry is not None and entry.file_size <= limits.MAX_FILE_BYTES:
                yield key, archive.read(entry)


def _number(key: str) -> int | None:
    digits = key.removeprefix("rtf:").split(".")[0]
    return int(digits) - 1 if digits.isdigit() else None


def _decoded(source: str) -> bytes:
    head, _comma, body = source.partition(",")
    try:
        return base64.b64decode(body) if ";base64" in head else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return b""


def as_usual(data: bytes, name: str) -> bytes:
    """Return a picture in a format that we serve; unchanged where it cannot be converted."""
    if data.startswith(READY):
        return data
    drawn = _drawn(data) if name.lower().endswith(DRAWN) else None
    if drawn is not None:
        return drawn
    try:
        with Image.open(io.BytesIO(data), formats=("GIF", "BMP", "TIFF", "DIB")) as image:
            if image.width * image.height > MAX_PIXELS:
                return data
            made = io.BytesIO()
            image.convert("RGBA" if "transparency" in image.info else "RGB").save(made, "PNG")
            return made.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return data


def _drawn(data: bytes) -> bytes | None:
    """Return a drawing of Windows as LibreOffice paints it, where that is installed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "drawing.emf").write_bytes(data)
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        command += ["--convert-to", "png", "--outdir", folder, f"{folder}/drawing.emf"]
        try:
            subprocess.run(  # noqa: S603
                command, capture_output=True, timeout=limits.CONVERT_SECONDS, check=False, cwd=folder
            )
        except subprocess.TimeoutExpired:
            return None
        made = Path(folder, "drawing.png")
        return made.read_bytes() if made.exists() else None
