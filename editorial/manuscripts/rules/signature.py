"""A signature under a text: name, degree and position, each on a line."""

from editorial.manuscripts.draft import Block, Contributor
from editorial.manuscripts.names import looks_like_position, read_position, read_signature, split_people

MAX_WORDS = 5
MAX_TEXT_LENGTH = 160


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
