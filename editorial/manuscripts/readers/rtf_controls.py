"""Handlers of the control words of Rich Text."""

from collections.abc import Callable
from typing import Protocol

from editorial.manuscripts.draft import SpanKind
from editorial.manuscripts.readers.rtf_state import Context, Group, RtfParagraph
from editorial.manuscripts.readers.rtf_tables import Edge, RtfTable
from editorial.manuscripts.readers.rtf_tokens import page_codec


class Controlled(Protocol):
    """A reading, as far as control words change it."""

    groups: list[Group]
    contexts: list[Context]
    codec: str
    default_font: int
    endnote: bool
    has_number: bool
    first_number: int

    @property
    def now(self) -> Group:
        """The group that is open."""

    @property
    def context(self) -> Context:
        """The text that is being read."""

    def write(self, words: str) -> None:
        """Add words to the text."""

    def end_paragraph(self) -> None:
        """End a paragraph."""

    def end_cell(self, level: int) -> None:
        """End a cell."""

    def end_row(self, level: int) -> None:
        """End a row."""

    def table(self) -> RtfTable:
        """Return the table whose row is being defined."""


Handler = Callable[[Controlled, int | None], None]


def _switch(kind: SpanKind) -> Handler:
    def switch(reader: Controlled, number: int | None) -> None:
        styles = tuple(each for each in reader.now.styles if each != kind)
        reader.now.styles = styles if number == 0 else (*styles, kind)

    return switch


def _no_raise(reader: Controlled, _number: int | None) -> None:
    reader.now.styles = tuple(each for each in reader.now.styles if each not in ("superscript", "subscript"))


def _plain(reader: Controlled, _number: int | None) -> None:
    group = reader.now
    group.styles, group.hidden, group.deleted, group.revised, group.font = (), False, False, False, -1


def _pard(reader: Controlled, _number: int | None) -> None:
    label, is_item = reader.context.about.label, reader.context.about.is_item
    reader.context.about = RtfParagraph(label=label, is_item=is_item)


def _set(name: str, off: int | None = None) -> Handler:
    def set_value(reader: Controlled, number: int | None) -> None:
        setattr(reader.now, name, number != 0 if off is None else number)

    return set_value


def _font(reader: Controlled, number: int | None) -> None:
    reader.now.font = number or 0


def _skip(reader: Controlled, number: int | None) -> None:
    reader.now.skip = max(number or 0, 0)


def _page(reader: Controlled, number: int | None) -> None:
    reader.codec = page_codec(number or 0) or reader.codec


def _codec(name: str) -> Handler:
    def set_codec(reader: Controlled, _number: int | None) -> None:
        reader.codec = name

    return set_codec


def _default_font(reader: Controlled, number: int | None) -> None:
    reader.default_font = number or 0


def _about(name: str, value: int | None = None, *, plus: int = 0) -> Handler:
    def set_about(reader: Controlled, number: int | None) -> None:
        setattr(reader.context.about, name, (number or 0) + plus if value is None else value)

    return set_about


def _in_table(reader: Controlled, _number: int | None) -> None:
    reader.context.about.table = max(reader.context.about.table, 1)


def _outline(reader: Controlled, number: int | None) -> None:
    reader.context.about.level = (number or 0) + 1 if (number or 0) < 9 else 0


def _par(reader: Controlled, _number: int | None) -> None:
    reader.end_paragraph()


def _line(reader: Controlled, _number: int | None) -> None:
    reader.context.rich.line_break()


def _space(reader: Controlled, _number: int | None) -> None:
    reader.write(" ")


def _hyphen(reader: Controlled, _number: int | None) -> None:
    reader.write("-")


def _number_mark(reader: Controlled, _number: int | None) -> None:
    if len(reader.contexts) == 1 or reader.now.destination != "footnote":
        reader.has_number = True


def _end_mark(reader: Controlled, _number: int | None) -> None:
    reader.endnote = True


def _row_begins(reader: Controlled, _number: int | None) -> None:
    reader.table().define_row()


def _edge(reader: Controlled, number: int | None) -> None:
    table = reader.table()
    table.next_edge.at = number or 0
    table.edges.append(table.next_edge)
    table.next_edge = Edge()


def _merge(name: str) -> Handler:
    def merge(reader: Controlled, _number: int | None) -> None:
        setattr(reader.table().next_edge, name, True)

    return merge


def _first_note(reader: Controlled, number: int | None) -> None:
    reader.first_number = number or 1


def _cell(reader: Controlled, _number: int | None) -> None:
    reader.end_cell(1)


def _row(reader: Controlled, _number: int | None) -> None:
    reader.end_row(1)


def _nested_cell(reader: Controlled, _number: int | None) -> None:
    reader.end_cell(max(reader.context.about.table, 2))


def _nested_row(reader: Controlled, _number: int | None) -> None:
    reader.end_row(max(reader.context.about.table, 2))


def _ud(reader: Controlled, _number: int | None) -> None:
    outer = reader.groups[-3].destination if len(reader.groups) > 2 else ""
    reader.now.destination = outer if outer != "upr" else ""


HANDLERS: dict[str, Handler] = {
    "b": _switch("strong"), "i": _switch("emphasis"), "super": _switch("superscript"), "sub": _switch("subscript"),
    "nosupersub": _no_raise, "plain": _plain, "pard": _pard, "v": _set("hidden"), "deleted": _set("deleted"),
    "revised": _set("revised"), "f": _font, "uc": _skip, "ansicpg": _page, "mac": _codec("mac_roman"),
    "pc": _codec("cp437"), "pca": _codec("cp850"), "deff": _default_font, "s": _about("style"), "intbl": _in_table,
    "itap": _about("table"), "outlinelevel": _outline, "ilvl": _about("list_level"), "fi": _about("first_line"),
    "par": _par, "sect": _par, "page": _par, "\n": _par, "\r": _par, "line": _line, "lbr": _line, "softline": _line,
    "~": _space, "_": _hyphen, "chftn": _number_mark, "ftnalt": _end_mark, "trowd": _row_begins, "cellx": _edge,
    "clmrg": _merge("joins_left"), "clvmgf": _merge("begins_down"), "clvmrg": _merge("joins_up"),
    "nestcell": _nested_cell, "row": _row, "nestrow": _nested_row, "ftnstart": _first_note, "ud": _ud,
    "{": lambda reader, _number: reader.write("{"), "}": lambda reader, _number: reader.write("}"),
    "\\": lambda reader, _number: reader.write("\\"),
}  # fmt: skip
HANDLERS["cell"] = _cell
