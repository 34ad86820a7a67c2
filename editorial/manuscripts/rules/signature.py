"""Lines that say who wrote: a signature under a text, and lines above it that tell more of known authors."""

from editorial.manuscripts.draft import Block, Contributor
from editorial.manuscripts.names import (
    is_body,
    looks_like_position,
    read_position,
    read_signature,
    split_people,
)
from editorial.manuscripts.note_markers import without_marks

MAX_WORDS = 5
MAX_TEXT_LENGTH = 160
FIRST_BLOCKS = 6


def take_signature(blocks: list[Block]) -> tuple[list[Block], list[Contributor]]:
    """Split the blocks from the signature at their end, and return both."""
    for size in range(min(MAX_WORDS, len(blocks) - 1), 0, -1):
        tail = blocks[-size:]
        if any(
            len(block.text) > MAX_TEXT_LENGTH or block.kind in ("table", "question", "answer", "figure")
            for block in tail
        ):
            continue
        signers = _read([block.text for block in tail])
        if signers:
            return blocks[:-size], signers
    return blocks, []


def _read(texts: list[str]) -> list[Contributor]:
    signed = read_signature(texts[0])
    people = split_people(texts[0])
    if signed:
        signers, rest = [signed], texts[1:]
    elif len(people) == 1:
        signers, rest = [Contributor(name=people[0].name, degree=people[0].degree)], texts[1:]
    else:
        return []
    if not all(looks_like_position(text) for text in rest):
        return []
    position, degree = read_position(", ".join(text.strip(" ,.") for text in rest)) if rest else ("", "")
    signers[0].position = signers[0].position or position
    signers[0].degree = signers[0].degree or degree
    return signers


def take_signatures(
    contributors: list[Contributor], blocks: list[Block]
) -> tuple[list[Contributor], list[Block]]:
    """Take lines such as «Имя Фамилия, должность» off the top of a text whose authors are known, and the rest."""
    found: list[Contributor] = []
    rest: list[Block] = []
    for at, block in enumerate(blocks[:FIRST_BLOCKS]):
        text = without_marks(block.text).strip()
        signed = read_signature(text) if block.kind in ("paragraph", "heading") else None
        if signed:
            found.append(signed)
        elif block.kind == "paragraph" and is_body(text):
            rest.append(block)
        elif found:
            return merge_people(contributors, found), [*rest, *blocks[at:]]
        else:
            break
    return contributors, blocks


def merge_people(contributors: list[Contributor], signers: list[Contributor]) -> list[Contributor]:
    """Signers add what the head did not say of the same people, or are the authors when it named none."""
    for signer in signers:
        surname = signer.name.split()[-1]
        same = next((each for each in contributors if each.name.split()[-1] == surname), None)
        if same is None:
            contributors = [*contributors, signer]
        else:
            same.position = same.position or signer.position
            same.degree = same.degree or signer.degree
            same.name = max(same.name, signer.name, key=len)
    return contributors
