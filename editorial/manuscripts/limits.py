"""Limits of memory, time and size; a file beyond them is refused."""

MEGABYTE = 1024 * 1024

MAX_FILE_BYTES = 60 * MEGABYTE
MAX_UNPACKED_BYTES = 200 * MEGABYTE
MAX_UNPACK_RATIO = 200  # a text packs to a tenth; a bomb to a thousandth
MAX_ARCHIVE_ENTRIES = 4_000
MAX_TEXT_CHARACTERS = 6_000_000
MAX_LINE_CHARACTERS = 200_000
MAX_PAGES = 1_500
MAX_PAGE_CHARACTERS = 60_000
PAGE_SECONDS = 8.0
CONVERT_SECONDS = 60.0
COUNT_SECONDS = 90  # for a second program to count the words of a PDF
OCR_SECONDS = 90  # for one page
OCR_DPI = 300
MAX_OCR_PAGES = 120
MAX_UNKNOWN_SHARE = 0.05  # of the glyphs of a page may have no character
WORKER_MEMORY_BYTES = 450 * MEGABYTE
