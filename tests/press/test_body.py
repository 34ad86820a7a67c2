"""Parsing of bodies: what is preserved, what is normalised, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.press.document_tree import read_blocks
from editorial.press.formats import jats
from editorial.press.nodes import (
    Figure,
    Heading,
    ItemList,
    Link,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
    note_order,
    plain,
    walk,
)
from tests.press.sample import BODY, make_document


def test_every_kind_of_block_is_read_in_order() -> None:
    kinds = [type(block) for block in read_blocks(BODY)]
    assert kinds == [
        Paragraph, Heading, Paragraph, Heading, ItemList, Quote, Table, Figure, Rule, Paragraph,
    ]  # fmt: skip


def test_heading_levels_are_evened_out() -> None:
    levels = [
        block.level
        for block in read_blocks("<h4>a</h4><h2>b</h2><h4>c</h4><h3>d</h3>")
        if isinstance(block, Heading)
    ]
    assert levels == [2, 2, 3, 3]


def test_notes_stand_in_the_order_of_their_markers() -> None:
    assert note_order(read_blocks(BODY)) == ("first", "second", "first")


def test_white_space_collapses_but_a_non_breaking_space_stays() -> None:
    (paragraph,) = read_blocks("<p>  5\u00a0млн \n  тонн </p>")
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.content) == "5\u00a0млн тонн"


def test_a_link_that_a_reader_could_not_follow_is_text() -> None:
    nodes = list(walk(read_blocks("<p><a href='javascript:x()'>жми</a> <a href='/media/a.pdf'>файл</a></p>")))
    assert not any(isinstance(node, Link) for node in nodes)
    assert "жми" in [node.value for node in nodes if isinstance(node, Text)]


def test_a_first_row_of_header_cells_is_the_head_of_a_table() -> None:
    (table,) = read_blocks("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>")
    assert isinstance(table, Table)
    assert (len(table.head), len(table.rows), table.width) == (1, 1, 2)


TAGS = [
    "p",
    "h2",
    "h4",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "tr",
    "td",
    "th",
    "figure",
    "em",
    "a",
    "sup",
    "br",
]
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.text(max_size=12),
    st.just("<sup data-footnote='first'></sup>"),
)


@pytest.mark.slow
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_body_breaks_the_reader_or_the_xml(body: str) -> None:
    read_blocks(body)
    jats.write(make_document(body=body))


def test_an_address_in_a_text_becomes_a_link_without_what_ends_the_sentence() -> None:
    (paragraph,) = read_blocks("<p>См. (https://example.org/a_(b)), https://example.org/%D0%BC?q=%20.</p>")
    assert isinstance(paragraph, Paragraph)
    links = [node for node in paragraph.content if isinstance(node, Link)]
    assert [link.href for link in links] == ["https://example.org/a_(b)", "https://example.org/%D0%BC?q=%20"]
    assert plain(links[1].content) == "https://example.org/%D0%BC?q=%20"  # a space would end it


def test_a_link_holds_no_link_and_reads_in_its_own_letters() -> None:
    (paragraph,) = read_blocks("<p><a href='https://e.org/%D0%BC'>https://e.org/%D0%BC</a></p>")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (Link("https://e.org/%D0%BC", (Text("https://e.org/м"),)),)


def _rows(source: str) -> list[list[str]]:
    (table,) = read_blocks(source)
    assert isinstance(table, Table)
    return [
        [
            plain(node for block in cell.blocks for node in walk((block,)) if isinstance(node, Text))
            for cell in row
        ]
        for row in table.head + table.rows
    ]


def test_a_short_row_does_not_take_the_cells_of_the_next_one() -> None:
    source = "<table><tr><td>А</td><td>Б</td><td>В</td></tr><tr><td>Г</td></tr><tr><td>Д</td><td>Е</td></tr></table>"
    assert _rows(source) == [["А", "Б", "В"], ["Г", "", ""], ["Д", "Е", ""]]


def test_spans_that_meet_other_cells_or_leave_the_table_end_there() -> None:
    source = (
        "<table><tr><td rowspan='90'>А</td><td>Б</td></tr><tr><td colspan='2'>В</td></tr>"
        "<tr><td colspan='90'>Г</td><td>Д</td></tr></table>"
    )
    (table,) = read_blocks(source)
    assert isinstance(table, Table)
    assert _rows(source) == [["А", "Б", ""], ["В", ""], ["Г", "Д"]]
    assert [cell.rows for cell in table.rows[0]] == [3, 1, 1]
    assert table.width == 3


def test_the_rows_of_a_table_in_a_cell_stay_in_it() -> None:
    inner = "<table><tr><td>внутри</td></tr></table>"
    assert _rows(f"<table><tr><td>А{inner}</td><td>Б</td></tr></table>") == [["Авнутри", "Б"]]


def test_nothing_in_a_figure_or_between_items_is_left_out() -> None:
    source = (
        "<figure><img src='a'><img src='b'><figcaption>Подпись</figcaption></figure>"
        "<figure><table><caption>Своя</caption><tr><td>1</td></tr></table><figcaption>Общая</figcaption></figure>"
        "<ul>между<li>пункт</li><p>абзац</p></ul><p><em>текст<img src='c'></em></p>"
    )
    blocks = read_blocks(source)
    words = " ".join(node.value for node in walk(blocks) if isinstance(node, Text))
    for word in ("Подпись", "Своя", "Общая", "между", "пункт", "абзац", "текст"):
        assert words.count(word) == 1
    assert [node.source for node in walk(blocks) if isinstance(node, Figure)] == ["a", "b", "c"]


def test_what_is_nested_too_deeply_keeps_its_words_apart() -> None:
    blocks = read_blocks("<ul><li>слово" * 300 + "</li></ul>" * 300)
    words = " ".join(node.value for node in walk(blocks) if isinstance(node, Text)).split()
    assert words == ["слово"] * 300
