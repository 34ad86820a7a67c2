"""Queries of readers, and the results expected among the first three.

Each line of the file: the language of the page, the question, the slugs of which one is expected, and the type
that the results are narrowed to, if any.
"""

from pathlib import Path
from typing import NamedTuple


class Question(NamedTuple):
    """A question and its answers."""

    language: str
    text: str
    expected: tuple[str, ...]
    type: str = ""


LINES = Path(__file__).with_name("questions.txt").read_text("utf-8").splitlines()
QUESTIONS = [
    Question(language, text, tuple(expected.split()), *narrowed)
    for language, text, expected, *narrowed in (
        line.split(" | ") for line in LINES if line and not line.startswith("#")
    )
]
