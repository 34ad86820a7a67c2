"""Quality of the detection, against lists made by hand: every mention of two texts, as block, offsets and name.

A name of a body, person or place counts wherever it stands, also inside another's; an agreement or event counts where
its words, date, parties or number tell which it is. A mark with `?` may be found or not: the route ТМТМ, whose name
the association bears. The second text stays outside the project, so only names of it are here.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from editorial.articles.models import Article
from editorial.mentions.blocks import parse_blocks
from editorial.mentions.detection.pipeline import find
from editorial.mentions.detection.types import TextContext
from editorial.mentions.gazetteer_builder import KINDS, build_period, gazetteer
from editorial.values.partial_dates import PartialDate

HERE = Path(__file__).parent
MANUSCRIPT = HERE.parents[2] / "shared" / "manuscripts" / "001_bd2c64edb17adb7f.txt"
PRECISION, RECALL = 0.95, 0.85


def digest() -> tuple[list[str], TextContext]:
    article = Article.objects.get(slug="ot-vizita-k-vizitu")
    return [block.text for block in parse_blocks(article.body)], TextContext(
        "ru", build_period(article.dated)
    )


def manuscript() -> tuple[list[str], TextContext]:
    if not MANUSCRIPT.exists():
        pytest.skip("the manuscripts are not here")
    lines = MANUSCRIPT.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip()], TextContext(
        "ru", build_period(PartialDate.parse("2025-10"))
    )


@pytest.mark.slow
@pytest.mark.xdist_group("demo")
@pytest.mark.parametrize(("read", "name"), [(digest, "digest"), (manuscript, "manuscript")])
def test_what_was_marked_by_hand_is_found_and_little_else(demo_record: None, read: Any, name: str) -> None:
    blocks, setting = read()
    marked = json.loads((HERE / f"marked_{name}.json").read_text(encoding="utf-8"))
    assert all(blocks[block][start:end] == text for block, start, end, _key, text in marked)
    known = gazetteer()
    slugs = {
        f"{kind}:{row.pk}": f"{kind}:{row.slug}"
        for kind, model in KINDS.items()
        for row in model.objects.all()
    }
    found = find(blocks, known, setting)
    hit: set[int] = set()
    right, wrong = Counter[str](), Counter[str]()
    for one in found:
        keys = {slugs[key] for key in one.keys}
        same = [
            number
            for number, (block, start, end, key, _text) in enumerate(marked)
            if block == one.block and start < one.end and one.start < end and key.removeprefix("?") in keys
        ]
        (right if same else wrong)[one.kind] += 1
        hit.update(same)
    needed = [number for number, mark in enumerate(marked) if not mark[3].startswith("?")]
    missed = [marked[number][4] for number in needed if number not in hit]
    precision = sum(right.values()) / (sum(right.values()) + sum(wrong.values()))
    assert precision >= PRECISION, wrong
    assert 1 - len(missed) / len(needed) >= RECALL, missed
