"""The demo data states facts in its own words; titles, names and addresses are verbatim."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANUSCRIPTS = sorted((ROOT.parent / "shared" / "manuscripts").glob("*.txt"))
RUN = 10  # words
WORD = re.compile(r"[^\W_]+")
AS_THEY_ARE = {"title", "url", "outlet", "position"}


def runs(text: str) -> set[tuple[str, ...]]:
    """Return each row of ten words of a text."""
    words = WORD.findall(text.lower().replace("ё", "е"))
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


def texts(value: Any) -> Iterator[str]:
    """Yield what a demo file says in sentences."""
    if isinstance(value, dict):
        if value.get("kind") != "heading":
            for name, inside in value.items():
                yield from () if name in AS_THEY_ARE else texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from texts(inside)
    elif isinstance(value, str):
        yield value


@pytest.mark.skipif(not MANUSCRIPTS, reason="the manuscripts are not beside the project")
def test_no_sentence_of_the_demo_record_is_one_of_a_manuscript() -> None:
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in MANUSCRIPTS))
    ours = sorted((ROOT / "editorial" / "demo").rglob("*.json"))
    assert theirs
    assert ours
    taken = [
        f"{path.name}: {text[:120]}"
        for path in ours
        for text in texts(json.loads(path.read_text(encoding="utf-8")))
        if runs(text) & theirs
    ]
    assert taken == []
