"""PDFs with a text layer: lines, columns, notes, progress."""

import re
from typing import Any

import pytest
import typst

from editorial.manuscripts import limits
from editorial.manuscripts.cli_output import to_json
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.parse import read_manuscript
from tests.manuscripts.books import make_book
from tests.manuscripts.laying_out import Article

HEAD = """#set page(paper: "a5", margin: 1.6cm, header: context [#align(center)[#text(8pt)[СОСЕДНИЕ БЕРЕГА]]],
  footer: context [#align(center)[#counter(page).display()]])
#set text(10pt, lang: "ru", hyphenate: true)
#set par(justify: true, first-line-indent: 1em)
#show heading: it => block(above: 1.2em, below: 1em, it)
"""


def escaped(text: str) -> str:
    return re.sub(r"([#@\[\]_$*<])", r"\\\1", text).replace("//", r"\/\/")


def source(articles: list[Article], *, columns: int = 1) -> str:
    out = [HEAD, "#outline(title: [Содержание], depth: 1)\n#pagebreak()"]
    if columns > 1:
        out.append(f"#show: columns.with({columns})")
    for article in articles:
        out.append(f"= {escaped(article.title)}\n")
        out.extend(f"{escaped(name)}, {escaped(position)}\n" for name, position in article.authors)
        for part in article.body:
            text = re.sub(
                r"\{(\d+)\}",
                lambda found, notes=article.notes: f"#footnote[{escaped(notes[int(found.group(1))])}]",  # type: ignore[misc]
                escaped(part.text),
            )
            out.append(f"{'== ' if part.kind == 'heading' else ''}{text}\n")
        out.append("#pagebreak(weak: true)" if columns == 1 else "")
    return "\n".join(out)


def read(articles: list[Article], *, columns: int = 1) -> tuple[list[dict[str, Any]], list[tuple[int, int]]]:
    data = typst.compile(source(articles, columns=columns).encode())
    reported: list[tuple[int, int]] = []
    manuscript = read_manuscript(
        data, "книга.pdf", progress=lambda done, total: reported.append((done, total))
    )
    found: list[dict[str, Any]] = to_json(manuscript)["articles"]
    return found, reported


def test_articles_people_and_notes_of_a_pdf_are_read() -> None:
    book = make_book(3)
    found, reported = read(book)
    assert [each["title"] for each in found] == [article.title for article in book]
    assert [each["authors"][0]["name"] for each in found] == [article.authors[0][0] for article in book]
    for each, article in zip(found, book, strict=True):
        assert {note["number"]: note["text"] for note in each["footnotes"]} == article.notes
        assert [marker["number"] for marker in each["markers"]] == sorted(article.notes)
        assert not any("БЕРЕГА" in text for text in each["paragraphs"])
    assert reported[-1][0] == reported[-1][1] == len(reported)


def test_two_columns_are_read_one_after_the_other() -> None:
    book = make_book(2)
    found, _reported = read(book, columns=2)
    texts = [re.sub(r"\{\d+\}", "", part.text) for part in book[0].body if part.kind != "heading"]
    shared = [text for text in found[0]["paragraphs"] if text in texts]
    assert len(shared) >= len(texts) - 1


def test_a_page_that_does_not_come_in_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = typst.compile(source(make_book(1)).encode())
    monkeypatch.setattr(limits, "PAGE_SECONDS", 0.0)
    with pytest.raises(UnreadableFileError, match="processing took too long"):
        read_manuscript(data, "книга.pdf")
