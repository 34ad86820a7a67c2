"""Queries of readers, and the results expected among the first three.

Each line of a file: the language of the page, the question, the slugs of which one is expected, and the type
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


def read_questions(name: str) -> list[Question]:
    """Return the questions of a file beside this one."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [
        Question(language, text, tuple(expected.split()), *narrowed)
        for language, text, expected, *narrowed in (
            line.split(" | ") for line in lines if line and not line.startswith("#")
        )
    ]


QUESTIONS = read_questions("questions.txt")
RELEVANCE_SET = read_questions("relevance_set.txt")
HELD_OUT = RELEVANCE_SET[2::3]
TUNED_ON = [question for question in RELEVANCE_SET if question not in HELD_OUT]
