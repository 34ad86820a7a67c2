"""Reads the words of a PDF in a process of its own, so that a hostile file can take down nothing else.

    python -m editorial.manuscripts.readers.pdf_worker FILE

Writes a line of JSON for the document, then one for each page: words as [text, x0, x1, top, bottom, size, bold].
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import pdfplumber

ADDRESS_SPACE = 1400 * 1024 * 1024
TOLERANCE = 1.5


def main(path: str, most_pages: int) -> int:
    """Write out the pages of a file; 3 when it has too many, 4 when it is locked."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    with pdfplumber.open(Path(path)) as document:
        total = len(document.pages)
        _write({"pages": total})
        if total > most_pages:
            return 3
        for page in document.pages:
            _write({"words": _words(page), "width": float(page.width), "height": float(page.height)})
            page.close()
    return 0


def _write(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _words(page: Any) -> list[list[Any]]:
    found = page.extract_words(
        x_tolerance=TOLERANCE, y_tolerance=2, keep_blank_chars=False, use_text_flow=False, extra_attrs=["size", "fontname"]
    )
    return [
        [
            word["text"],
            round(word["x0"], 1),
            round(word["x1"], 1),
            round(word["top"], 1),
            round(word["bottom"], 1),
            round(word["size"], 1),
            "bold" in word["fontname"].lower(),
        ]
        for word in found
    ]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1], int(sys.argv[2])))
    except MemoryError:
        sys.exit(5)
    except Exception as error:  # whatever the library raises on a broken file
        sys.stderr.write(f"{type(error).__name__}: {error}"[:400])
        sys.exit(4 if "Password" in type(error).__name__ or "Password" in repr(error) else 1)
