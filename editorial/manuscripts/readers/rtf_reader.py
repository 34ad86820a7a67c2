"""Rich Text, of every age and encoding."""

import re
from dataclasses import dataclass, field, replace
from typing import ClassVar

from django.utils.translation import gettext as _

from editorial.manuscripts.draft import Block, Remark, Revision
from editorial.manuscripts.flow import Flow, keep_pictures, note_of
from editorial.manuscripts.note_numbers import number_notes
from editorial.manuscripts.readers.cited_works import csl_works, is_list
from editorial.manuscripts.readers.docx_fields import link_address
from editorial.manuscripts.readers.docx_package import LEVEL, ROLES
from editorial.manuscripts.readers.reading import Choices
from editorial.manuscripts.readers.rtf_controls import HANDLERS
from editorial.manuscripts.readers.rtf_lists import list_label, typed_label
from editorial.manuscripts.readers.rtf_state import (
    DEEPEST,
    HIGH,
    KNOWN_STARRED,
    PICTURES,
    SILENT,
    Context,
    Group,
    RtfParagraph,
)
from editorial.manuscripts.readers.rtf_tables import RtfTable
from editorial.manuscripts.readers.rtf_tokens import (
    CHARSETS,
    SIGNS,
    SYMBOL_CHARSET,
    Token,
    page_codec,
    tokens,
)
from editorial.manuscripts.readers.running_heads import remark_on_heads
from editorial.manuscripts.readers.symbols import symbol
from editorial.manuscripts.rules.tables import is_figure_caption
from editorial.manuscripts.spans import RichText
from editorial.manuscripts.styled_blocks import SOURCE, StyledBlocks


@dataclass(slots=True)
class RtfReader:
    """Reads one file. `codec` is that of bytes in fonts which declare none."""

    OWN_TEXTS: ClassVar[set[str]] = {"footnote", "shptxt", "annotation", "dptxbxtext"}
    tree: StyledBlocks
    choices: Choices
    codec: str = "cp1252"
    forced: str = ""  # instead of what is declared
    groups: list[Group] = field(default_factory=lambda: [Group()])
    contexts: list[Context] = field(default_factory=lambda: [Context()])
    fonts: dict[int, str] = field(default_factory=dict)
    default_font: int = 0
    styles: dict[int, str] = field(default_factory=dict)
    style_levels: dict[int, int] = field(default_factory=dict)
    buffer: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    surrogate: int = 0
    heard: dict[str, str] = field(default_factory=dict)  # words of groups that are no text, by destination
    heads: dict[str, str] = field(default_factory=dict)  # running heads
    instructions: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)
    picture: list[str] = field(default_factory=list)
    picture_kind: str = ""
    own_marks: dict[int, str] = field(default_factory=dict)
    endnote: bool = False
    first_number: int = 1
    has_number: bool = False  # whether the mark of the note that begins is a number
    undeclared: bytearray = field(default_factory=bytearray)
    font_now: int = 0
    style_now: int = 0
    who: str = ""
    truncated: bool = False

    def read(self, data: bytes) -> None:
        """Read a file."""
        for token in tokens(data):
            if self.to_skip and self._skipped(token):
                continue
            if token.kind == "text":
                self._text(token.data)
            elif token.kind == "{":
                self._open()
            elif token.kind == "}":
                self._close()
                if len(self.groups) == 1:
                    break
            else:
                self._word(token)
        self._flush()
        while len(self.groups) > 1:
            self._close()
        self.end_paragraph()
        self._close_tables(0)
        self.tree.blocks = self.contexts[0].blocks
        Flow(self.tree.blocks).finish()
        remark_on_heads(self.tree, self.heads.values())
        formats = {"footnote": ("decimal", self.first_number), "endnote": ("lowerRoman", 1)}
        number_notes(self.tree.notes.values(), self.own_marks, formats)

    @property
    def now(self) -> Group:
        """The group that is open."""
        return self.groups[-1]

    @property
    def context(self) -> Context:
        """The text that is being read."""
        return self.contexts[-1]

    def _skipped(self, token: Token) -> bool:
        """Leave out what stands for a character that was given as Unicode."""
        if token.kind == "text":
            if len(token.data) > self.to_skip:
                rest = token.data[self.to_skip :]
                self.to_skip = 0
                self._text(rest)
            else:
                self.to_skip -= len(token.data)
            return True
        if token.kind == "word" and token.word in SIGNS:
            self.to_skip -= 1
            return True
        if token.kind in "{}" or token.word != "u":
            self.to_skip = 0
        return False

    # Groups

    def _open(self) -> None:
        self._flush()
        if len(self.groups) > DEEPEST:
            self.truncated = True
        self.groups.append(replace(self.now, starred=False))

    def _close(self) -> None:
        self._flush()
        if len(self.groups) < 2:
            return
        closed = self.groups.pop()
        outer = self.now.destination
        name = closed.destination
        if name == outer:
            return
        if name in self.OWN_TEXTS:
            self._end_own_text(name)
        elif name == "pict":
            self._end_picture()
        elif name in ("listtext", "pntext"):
            self.context.about.label = self.heard.pop(name, "").strip()
            self.context.about.is_item = bool(self.context.about.label)
        elif name == "field" and self.instructions:
            self.instructions.pop()
        elif name == "atnauthor":
            self.who = self.heard.pop(name, "").strip()
        elif name == "stylesheet entry":
            self._end_style()
        elif name in ("moMath", "moMathPara"):
            self._end_formula(name)

    def _begin(self, name: str) -> None:
        """Begin a group that is no plain text."""
        self._flush()
        self.now.destination = name
        if name in self.OWN_TEXTS:
            self.contexts.append(Context())
            self.now.styles, self.now.link = (), ""
            self.endnote = False
        elif name == "field":
            self.instructions.append("")
        elif name == "fldrslt" and self.instructions:
            self._result(self.instructions[-1])
        elif name == "pict":
            self.picture, self.picture_kind = [], ""

    def _end_own_text(self, name: str) -> None:
        self.end_paragraph()
        self._close_tables(0)
        blocks = self.contexts.pop().blocks
        if name == "footnote":
            self._end_note(blocks)
        elif name == "annotation":
            text = " ".join(block.text for block in blocks if block.text)
            if text:
                self.tree.revisions.append(Revision("comment", text, self._line(), self.who))
        else:
            self.context.aside += blocks

    def _line(self) -> int:
        return len(self.contexts[0].blocks) + 1

    def _end_note(self, blocks: list[Block]) -> None:
        mark = "" if self.has_number else self._own_mark(blocks)
        keep_pictures(blocks, self.tree, self.context.aside)
        note = note_of(blocks, mark)
        note.kind = "endnote" if self.endnote else "footnote"
        if mark:
            self.own_marks[id(note)] = mark
        self.has_number = self.endnote = False
        ordinal = len(self.tree.notes)
        self.tree.notes[ordinal] = note
        self.context.rich.note(ordinal)

    def _own_mark(self, blocks: list[Block]) -> str:
        """Return the mark that stands before the note in the text and at its beginning."""
        first = blocks[0].text.lstrip() if blocks else ""
        tail = self.context.rich.raw.rstrip()
        for length in (4, 3, 2, 1):
            mark = first[:length].strip()
            if mark and len(mark) == length and tail.endswith(mark) and not mark.isspace():
                self.context.rich.drop_tail(length)
                return mark
        return ""

    def _end_style(self) -> None:
        name = self.heard.pop("stylesheet entry", "").strip().rstrip(";").strip()
        self.styles[self.style_now] = name
        found = LEVEL.fullmatch(name.split(";")[0].strip())
        if found:
            self.style_levels[self.style_now] = int(found[1])

    def _end_formula(self, name: str) -> None:
        words = self.heard.pop(name, "")
        if words.strip():
            self.context.rich.add(words)
            message = _("A formula stands here that was taken over as plain text.")
            self.tree.remarks.append(Remark(self._line(), message))

    # Control words

    def _word(self, token: Token) -> None:
        word, number = token.word, token.number
        if word == "*":
            self.now.starred = True
            return
        if self.now.starred:
            self.now.starred = False
            if word not in KNOWN_STARRED:
                self._flush()
                self.now.destination = "pict" if word == "pict" else f"silent {word}"
                return
        if word == "u" and number is not None:
            self._unicode(number)
        elif word in SIGNS:
            self._sign(SIGNS[word])
        else:
            self._flush()
            self._control(word, number)

    def _control(self, word: str, number: int | None) -> None:
        if self.now.destination.startswith("silent"):
            if word == "f":
                self.now.font = number or 0
            return
        if word in SILENT and word != "pict":
            self.now.destination = f"silent {word}"
        elif word in ("pict", "field", "fldinst", "fldrslt", "footnote", "shptxt", "annotation", "listtext", "pntext",
                      "atnauthor", "fonttbl", "stylesheet", "dptxbxtext", "moMath", "upr"):  # fmt: skip
            self._begin(word)
        elif self.now.destination == "fonttbl":
            self._font(word, number)
        elif self.now.destination.startswith("stylesheet"):
            self._style(word, number)
        elif word in PICTURES and self.now.destination == "pict":
            self.picture_kind = PICTURES[word]
        else:
            handler = HANDLERS.get(word)
            if handler is not None:
                handler(self, number)

    def _font(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self.font_now = number
        elif word == "fcharset" and number is not None:
            codec = "symbol" if number == SYMBOL_CHARSET else CHARSETS.get(number, "")
            if codec:
                self.fonts[self.font_now] = codec
        elif word == "cpg" and number:
            self.fonts[self.font_now] = page_codec(number)

    def _style(self, word: str, number: int | None) -> None:
        if self.now.destination == "stylesheet":
            self.now.destination = "stylesheet entry"
            self.style_now = 0
        if word == "s" and number is not None:
            self.style_now = number
        elif word in ("cs", "ds", "ts"):
            self.style_now = -1 - (number or 0)
        elif word == "outlinelevel" and number is not None and number < 9:
            self.style_levels[self.style_now] = number + 1

    def _result(self, instruction: str) -> None:
        name, _space, rest = instruction.strip().partition(" ")
        if name.upper() == "HYPERLINK":
            self.now.link = link_address(rest)
        elif "CSL_CITATION" in instruction:
            self.tree.works += csl_works(instruction)
        self.now.is_source = is_list(instruction.strip())

    # Text

    def _text(self, data: bytes) -> None:
        if self.now.destination == "pict":
            self.picture.append(data.decode("ascii", "ignore"))
        else:
            self.buffer += data

    def _sign(self, sign: str) -> None:
        self._flush()
        self.write(sign)

    def _unicode(self, number: int) -> None:
        self._flush()
        self.to_skip = self.now.skip
        value = number + 65536 if number < 0 else number
        if 0xD800 <= value < 0xDC00:
            self.surrogate = value
            return
        if 0xDC00 <= value < 0xE000:
            high, self.surrogate = self.surrogate, 0
            value = 0x10000 + ((high - 0xD800) << 10) + (value - 0xDC00) if high else 0xFFFD
        if 0xF000 <= value <= 0xF0FF:
            self.write(symbol("symbol" if self._codec() == "symbol" else "", f"{value:04X}"))
        elif value < 0x110000:
            self.write(chr(value))

    def _codec(self) -> str:
        font = self.now.font if self.now.font >= 0 else self.default_font
        return self.fonts.get(font, "") or self.forced or self.codec

    def _flush(self) -> None:
        if not self.buffer:
            return
        data, self.buffer = bytes(self.buffer), bytearray()
        codec = self._codec()
        if codec == "symbol":
            words = "".join(symbol("symbol", f"{byte:02X}") if byte >= 0x20 else "" for byte in data)
        else:
            words = data.decode(codec or "cp1252", "replace")
            if codec == self.codec and HIGH.search(data):
                self.undeclared += data + b" "
        self.write(words)

    def write(self, words: str) -> None:
        """Add words to what is open: a text, a label, an instruction."""
        group = self.now
        name = group.destination
        if name == "fldinst":
            if self.instructions:
                self.instructions[-1] += words
        elif name in ("listtext", "pntext", "atnauthor", "stylesheet entry", "moMath"):
            self.heard[name] = self.heard.get(name, "") + words
        elif name.startswith(("silent header", "silent footer")):
            self.heads[name] = self.heads.get(name, "") + words
        elif name.startswith(("silent", "fonttbl", "stylesheet", "upr", "pict")):
            return
        elif group.hidden or group.deleted or group.revised:
            self._tracked(words)
        else:
            self.context.about.is_source = self.context.about.is_source or group.is_source
            self.context.rich.add(words, group.styles, group.link)

    def _tracked(self, words: str) -> None:
        group = self.now
        kind = "hidden" if group.hidden else "deletion" if group.deleted else "insertion"
        last = self.tree.revisions[-1] if self.tree.revisions else None
        if last is not None and last.kind == kind and last.line == self._line():
            last.text += words
        elif words.strip():
            self.tree.revisions.append(Revision(kind, words, self._line()))  # type: ignore[arg-type]
        shown = {
            "hidden": self.choices.hidden,
            "deletion": self.choices.changes == "reject",
            "insertion": self.choices.changes == "accept",
        }[kind]
        if shown:
            self.context.rich.add(words, group.styles, group.link)

    # Paragraphs and tables

    def end_paragraph(self) -> None:
        """End a paragraph: into the text, or into the cell that is open."""
        context, about = self.context, self.context.about
        rich, context.rich = context.rich, RichText()
        aside, context.aside = context.aside, []
        self._close_tables(about.table)
        into = context.tables[-1].blocks if context.tables else context.blocks
        flow = Flow(into)
        if not flow.caption_in(rich, aside):
            self._add(rich, flow, about)
        for block in aside:
            flow.add(block)
        about.label, about.is_item, about.is_source = "", False, False

    def _add(self, rich: RichText, flow: Flow, about: RtfParagraph) -> None:
        name = self.styles.get(about.style, "").casefold()
        role = next((role for role, names in ROLES.items() if name in names), "")
        level = about.level or self.style_levels.get(about.style, 0)
        in_body = len(self.contexts) == 1 and not self.context.tables
        label = (
            list_label(about.label)
            if about.is_item
            else typed_label(rich.raw)
            if about.first_line < 0
            else None
        )
        if rich.is_empty:
            return
        if in_body and role in ("title", "author") and flow.is_empty:
            text = rich.finish()[0]
            if role == "title":
                self.tree.title = f"{self.tree.title} {text}".strip()
            else:
                self.tree.authors.append(text)
        elif level and level < 10:
            flow.add_text("heading", rich, level=level)
        elif about.is_source:
            flow.add_text("paragraph", rich, label=SOURCE)
        elif label is not None:
            if label.length:
                rich = rich.without_head(label.length)
            flow.add_text("item", rich, label=label.text, depth=about.list_level + 1, ordinal=label.ordinal,
                          numbering=label.kind)  # fmt: skip
        elif (role == "caption" or is_figure_caption(rich.raw)) and flow.caption(rich):
            pass
        else:
            flow.add_text(
                "quote" if role == "quote" else "paragraph", rich, label="bold" if rich.is_strong else ""
            )

    def _close_tables(self, level: int) -> None:
        """End the tables that are deeper than a paragraph, and begin those that are missing."""
        context = self.context
        while len(context.tables) > level:
            block = context.tables.pop().finish()
            if block is not None:
                Flow(context.tables[-1].blocks if context.tables else context.blocks).add(block)
        while len(context.tables) < level:
            context.tables.append(RtfTable())

    def end_cell(self, level: int) -> None:
        """End a cell."""
        context = self.context
        if not context.rich.is_empty or context.aside:
            context.about.table = max(level, min(context.about.table, level))
            self.end_paragraph()
        self._close_tables(level)
        context.tables[-1].end_cell()
        context.about.label, context.about.is_item = "", False

    def end_row(self, level: int) -> None:
        """End a row."""
        self._close_tables(level)
        self.context.tables[-1].end_row()

    def table(self) -> RtfTable:
        """Return the table whose row is being defined."""
        if not self.context.tables:
            self._close_tables(1)
        return self.context.tables[-1]

    # Pictures

    def _end_picture(self) -> None:
        digits = re.sub(r"[^0-9a-fA-F]", "", "".join(self.picture))
        data = bytes.fromhex(digits[: len(digits) // 2 * 2])
        self.picture = []
        if not data:
            return
        self.pictures.append(data)
        name = f"rtf:{len(self.pictures)}.{self.picture_kind or 'bin'}"
        self.context.aside.append(Block(kind="figure", text="", picture=name))
