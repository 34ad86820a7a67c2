"""Read hostile files, a long collection and a text full of names: `python benchmarks/manuscripts.py`, a minute.

The bars, of the processor: a hostile file is read or refused within 10 seconds, the collection of five articles is
read within 3, the names of a demo text are found within 2 when nothing is remembered yet.

`--ratios` compares with pandoc and pdftotext instead, and with an earlier build: `--old COMMIT`.
"""

import argparse
import contextlib
import sys
from collections.abc import Callable

import record_at_size  # noqa: F401  (sets the project up)
from clocks import once
from django.core.management import call_command
from manuscript_ratios import print_ratios

from editorial.articles.models import Article
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.parse import read_manuscript
from editorial.manuscripts.readers.plain_text import read_text
from editorial.mentions.blocks import parse_blocks
from editorial.mentions.detection.pipeline import find
from editorial.mentions.detection.types import TextContext
from editorial.mentions.gazetteer_builder import build_period, gazetteer
from tests.manuscripts.books import make_book
from tests.manuscripts.laying_out import Style, lay_out
from tests.manuscripts.test_hostile_files import READ, REFUSED

HOSTILE, COLLECTION, MENTIONS = 10_000.0, 3_000.0, 2_000.0  # milliseconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ratios", action="store_true", help="compare with other programs, in one run")
    parser.add_argument("--old", default="", metavar="COMMIT", help="an earlier build to compare with")
    given = parser.parse_args()
    if given.ratios or given.old:
        return print_ratios(given.old)
    over = 0
    for name, bar, work in jobs():
        spent = once(work)
        over += spent.processor >= bar
        mark = "!" if spent.processor >= bar else " "
        print(f"{spent.clock:8.0f} {spent.processor:8.0f}  {mark} {name}", flush=True)
    return min(over, 1)


def jobs() -> list[tuple[str, float, Callable[[], object]]]:
    """Return what is timed, by name, with its bar."""
    files = {name: (file, make()) for name, (file, make) in {**REFUSED, **READ}.items()}
    text = lay_out(make_book(5), Style()).encode()
    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    article = Article.objects.get(slug="ot-vizita-k-vizitu")
    blocks = [block.text for block in parse_blocks(article.body)]
    known, context = gazetteer(), TextContext("ru", build_period(article.dated))
    return [
        *((f"hostile file: {name}", HOSTILE, reading(data, file)) for name, (file, data) in files.items()),
        ("a collection of five articles", COLLECTION, lambda: read_text(text)),
        ("the names of a demo text", MENTIONS, lambda: find(blocks, known, context)),
    ]


def reading(data: bytes, file: str) -> Callable[[], None]:
    """Return how a file is read or refused."""

    def read() -> None:
        with contextlib.suppress(UnreadableFileError):
            read_manuscript(data, file)

    return read


if __name__ == "__main__":
    sys.exit(main())
