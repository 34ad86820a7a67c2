"""What an editor may choose about a reading."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Choices:
    """Whether tracked changes are accepted, whether hidden text is taken in, and the encoding of a text."""

    changes: Literal["accept", "reject"] = "accept"
    hidden: bool = False
    encoding: str = ""


AS_SENT = Choices()
