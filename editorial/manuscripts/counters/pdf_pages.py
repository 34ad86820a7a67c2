"""Write the text of each page of a PDF, ended by a form feed: `python -m editorial.manuscripts.counters.pdf_pages FILE`.

It is read by pypdf, which shares no code with pdfium, where poppler is not installed.
"""

import logging
import sys

from pypdf import PdfReader
from pypdf.errors import PyPdfError


def main(path: str) -> int:
    """Write the pages; one that cannot be read ends the count."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        for page in PdfReader(path).pages:
            sys.stdout.write(page.extract_text() + "\f")
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
