"""Manuscripts against the programs that do part of the same work, in one run: `… manuscripts.py --ratios [--old COMMIT]`.

Each program runs as a process of its own; what counts is the time of the processor, its children included. A ratio
below its bar is good. `--old` names a commit whose `import_manuscript --json` reads the same files.
"""

import io
import os
import random
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypandoc
import typst

from tests.manuscripts.word_package import SENTENCE, paragraph, word_file

ROOT = Path(__file__).resolve().parent.parent
PICTURES, PICTURE_BYTES = 20, 2_000_000
PAGES, NOTES = 625, 900
OURS = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relations.settings")
import django
django.setup()
from pathlib import Path
from editorial.manuscripts.parse import read_manuscript
from editorial.manuscripts.pictures import named_in, take_pictures
import pymorphy3
pymorphy3.MorphAnalyzer()
for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    read = read_manuscript(data, name)
    wanted = {each for item in read.items for each in named_in(item.blocks)}
    taken = take_pictures(data, name, wanted) if wanted else {}
    print(sum(len(item.footnotes) for item in read.items), "notes,", len(taken), "images", file=sys.stderr)
"""
DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="900000" cy="900000"/><wp:docPr id="{at}" name="P{at}" descr="Вид {at}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" '
    'name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="i{at}"/></pic:blipFill><pic:spPr/></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


@dataclass(frozen=True)
class Used:
    """Seconds of the processor, and the memory of the largest process in MB."""

    seconds: float
    megabytes: float
    output: str = ""


def print_ratios(old: str) -> int:
    """Print each ratio beside its bar; return 1 where one is above it."""
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, ratio, bar, detail in _ratios(Path(folder), old):
            is_over = bar is not None and ratio > bar
            over += is_over
            limit = "" if bar is None else f"of {bar:g}"
            print(f"{ratio:8.2f} {limit:10}{'!' if is_over else ' '} {name}  ({detail})", flush=True)
    return min(over, 1)


def _ratios(folder: Path, old: str) -> Iterator[tuple[str, float, float | None, str]]:
    start = _ours(folder)
    word, pdf = folder / "pictures.docx", folder / "notes.pdf"
    word.write_bytes(word_with_pictures())
    pdf.write_bytes(pdf_with_notes())
    ours = _ours(folder, word)
    pandoc = _run(
        [pypandoc.get_pandoc_path(), f"--extract-media={folder}", "-t", "html", "-o", folder / "a.html", word]
    )
    spent = ours.seconds - start.seconds
    size = word.stat().st_size / 1_000_000
    yield (
        f"DOCX of {size:.0f} MB: ours to pandoc",
        spent / pandoc.seconds,
        3,
        f"{spent:.2f} s to {pandoc.seconds:.2f} s; {ours.output}",
    )
    ours = _ours(folder, pdf)
    spent = ours.seconds - start.seconds
    for option in ("-bbox", "-layout"):
        if tool := shutil.which("pdftotext"):
            other = _run([tool, option, pdf, folder / "a.txt"])
            detail = f"{spent:.2f} s to {other.seconds:.2f} s; {ours.output}; {ours.megabytes:.0f} MB"
            yield f"PDF of {PAGES} pages: ours to pdftotext {option}", spent / other.seconds, None, detail
    yield (
        "PDF: memory to 250 MB",
        ours.megabytes / 250,
        1,
        f"{ours.megabytes:.0f} MB, {start.megabytes:.0f} MB before a file is read",
    )
    if old:
        before = _old(folder, old, pdf)
        yield (
            f"PDF: ours to {old}",
            spent / before.seconds,
            1 / 3,
            f"{before.seconds:.2f} s; {before.megabytes:.0f} MB",
        )


def _ours(folder: Path, *files: Path) -> Used:
    script = folder / "read.py"
    script.write_text(OURS)
    return _run([sys.executable, script, *files], cwd=ROOT)


def _old(folder: Path, commit: str, file: Path) -> Used:
    """Time how an earlier commit reads a file, beyond its start."""
    source = folder / "old"
    if not source.exists():
        packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(source, filter="data")
    empty = folder / "one.txt"
    empty.write_text(SENTENCE)
    command = [sys.executable, "manage.py", "import_manuscript", "--json"]
    start, whole = (_run([*command, each], cwd=source) for each in (empty, file))
    return Used(whole.seconds - start.seconds, whole.megabytes)


def _run(command: list[object], cwd: Path | None = None) -> Used:
    environment = {**os.environ, "DEBUG": "1", "PYTHONPATH": str(cwd or ROOT)}
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    output = process.stderr.read() if process.stderr else ""
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} failed: {output[-500:]}")
    last = output.strip().splitlines()[-1:] or [""]
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, last[0])


def word_with_pictures() -> bytes:
    """Return a Word file of 40 MB: twenty images among 1,200 paragraphs."""
    body: list[str] = []
    for at in range(PICTURES):
        body += [paragraph(f"{SENTENCE} {at}.{place}. {SENTENCE}") for place in range(60)]
        body.append(DRAWING.format(at=at))
    made = word_file(
        "".join(body), relations={f"i{at}": ("image", f"media/image{at}.png") for at in range(PICTURES)}
    )
    buffer = io.BytesIO(made)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        for at in range(PICTURES):
            archive.writestr(f"word/media/image{at}.png", _noise(at))
    return buffer.getvalue()


def _noise(seed: int) -> bytes:
    """Return an image that does not compress."""
    chance = random.Random(seed)
    side = int((PICTURE_BYTES / 3) ** 0.5)
    rows = b"".join(b"\0" + chance.randbytes(side * 3) for _row in range(side))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 1))
        + chunk(b"IEND", b"")
    )


def pdf_with_notes() -> bytes:
    """Return a PDF of 625 small pages with 900 notes."""
    source = [
        "#set page(width: 105mm, height: 148mm, margin: 12mm)",
        "#set text(size: 9pt, lang: 'ru')".replace("'", '"'),
    ]
    notes = 0
    for page in range(PAGES):
        source.append(f"= Раздел {page + 1}" if page % 25 == 0 else "")
        for _place in range(2):
            call = ""
            if notes < NOTES and notes < (page + 1) * NOTES / PAGES:
                notes += 1
                call = f"#footnote[Источник номер {notes}, Вестник портов, 2021.]"
            source.append(f"{SENTENCE}{call} {SENTENCE} {SENTENCE}\n")
        source.append("#pagebreak(weak: true)")
    return bytes(typst.compile("\n".join(source).encode()))
