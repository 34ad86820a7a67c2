"""The form in which the command line prints what was understood."""

from typing import Any

from editorial.manuscripts.draft import Block, Item, Manuscript
from editorial.manuscripts.rules.citations import words_before

PROSE = ("paragraph", "item", "quote", "answer")


def to_json(manuscript: Manuscript) -> dict[str, Any]:
    """Convert a manuscript to plain data for `json.dumps`."""
    note = manuscript.collection
    articles = [_article(item) for item in manuscript.items]
    if manuscript.remarks and articles:
        articles[0]["remarks"] = [
            *({"line": remark.line, "message": remark.message} for remark in manuscript.remarks),
            *articles[0]["remarks"],
        ]
    return {
        "articles": articles,
        "collection": {
            "title": note.title,
            "place": note.place,
            "year": note.year,
            "editors": note.editors,
            "reviewers": note.reviewers,
            "publishers": note.publishers,
        },
    }


def _article(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "language": item.language,
        "genre": item.genre,
        "date": item.date,
        "authors": [
            {
                "name": each.name,
                "position": each.position or each.degree,
                "role": each.role,
                **({"degree": each.degree} if each.degree else {}),
            }
            for each in item.contributors
        ],
        "abstracts": item.abstracts,
        "keywords": item.keywords,
        "headings": [block.text for block in item.blocks if block.kind == "heading"],
        "paragraphs": [_prose(block) for block in item.blocks if block.kind in PROSE],
        "questions": [block.text for block in item.blocks if block.kind == "question"],
        "footnotes": [
            {"number": note.number, "text": note.text, "urls": note.urls} for note in item.footnotes
        ],
        "markers": [marker for block in item.blocks for marker in _markers(block)],
        "citations": [{"marker": each.marker, "before": each.before} for each in item.citations],
        "tables": [
            {"title": block.table.title, "rows": block.table.rows} for block in item.blocks if block.table
        ],
        "remarks": [{"line": remark.line, "message": remark.message} for remark in item.remarks],
    }


def _prose(block: Block) -> str:
    return (
        f"{block.label} {block.text}" if block.kind == "item" and block.label not in ("", "•") else block.text
    )


def _markers(block: Block) -> list[dict[str, Any]]:
    markers: list[dict[str, Any]] = []
    for anchor in block.anchors:
        text = block.table.rows[anchor.row][anchor.cell] if block.table and anchor.row >= 0 else block.text
        markers.append({"number": anchor.number, "before": words_before(text, anchor.offset)})
    return markers
