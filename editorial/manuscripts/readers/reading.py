"""Choices of an editor about a reading."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Choices:
    """Acceptance of tracked changes, inclusion of hidden text, and the encoding of a text."""

    changes: Literal["accept", "reject"] = "accept"
    hidden: bool = False
    encoding: str = ""


AS_SENT = Choices()


def choices_of(given: Mapping[str, str], encodings: Collection[str]) -> Choices:
    """Return the choices that a form or a row names; what is no choice is left out."""
    encoding = given.get("encoding", "")
    return Choices(
        changes="reject" if given.get("changes") == "reject" else "accept",
        hidden=given.get("hidden") in ("on", "True", "true", "1"),
        encoding=encoding if encoding in encodings else "",
    )
