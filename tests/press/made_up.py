"""Documents made up by hypothesis of everything that the desk accepts, each word of them a sign to look for."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from editorial.press.document import Document, Footnote
from editorial.values.html import sanitise, sanitise_inline
from tests.press.sample import make_picture, make_web_article

UNKNOWN = "\U00012000\ue123\U0001f9ff漢\u0531"
ADDRESS = "https://example.org/" + "dlinnyj-put/" * 9 + "%D0%BC%D0%B8%D1%80" * 6 + "?a=" + "z" * 90
LONG = ("ы" * 70, "МИНИСТЕРСТВО" * 6, "0123456789" * 9, ADDRESS)


@dataclass
class Made:
    """A document and the signs that must be found in what is printed of it."""

    document: Document
    signs: list[str]
    notes: list[str]


@dataclass
class Writer:
    """Writes a body, drawing every choice."""

    draw: st.DrawFn
    signs: list[str] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == 1

    def sign(self) -> str:
        self.signs.append(f"q{len(self.signs)}z")
        return self.signs[-1]

    def words(self, most: int) -> str:
        return " слова ".join(self.sign() for _ in range(self.draw(st.integers(1, most))))

    def line(self, most: int = 6) -> str:
        parts = [self.words(most)]
        if self.chance(8):
            parts.append(self.draw(st.sampled_from(LONG)))
        if self.chance(8):
            parts.append(self.draw(st.sampled_from(UNKNOWN)))
        if self.chance(5):
            tag = self.draw(st.sampled_from(["em", "strong", "sub", "sup", "a href='https://example.org/'"]))
            depth = self.draw(st.sampled_from([1, 1, 1, 30]))
            parts.append(f"<{tag}>" * depth + self.sign() + f"</{tag.split()[0]}>" * depth)
        if self.chance(6):
            parts.append(self.note())
        return " ".join(parts)

    def note(self) -> str:
        if self.notes and self.chance(5):
            return f"<sup data-footnote='{self.draw(st.sampled_from(self.notes)).key}'></sup>"
        key, number = f"n{len(self.notes)}", len(self.notes) + 1
        length = self.draw(st.sampled_from([1, 1, 2, 9, 40, 250]))
        text = " и ещё о том же ".join(self.sign() for _ in range(length))
        if self.chance(6):
            text += f" <em>{self.draw(st.sampled_from(LONG))}</em> {self.draw(st.sampled_from(UNKNOWN))}"
        self.notes.append(Footnote(key, number, sanitise_inline(text)))
        return f"<sup data-footnote='{key}'></sup>"

    def blocks(self, depth: int, most: int = 3) -> str:
        return "".join(self.block(depth) for _ in range(self.draw(st.integers(1, most))))

    def block(self, depth: int) -> str:
        kinds = ["p", "p", "h", "loose", "figure"] + (["list", "quote", "table", "deep"] if depth else [])
        kind = self.draw(st.sampled_from(kinds))
        written = {
            "h": self.heading,
            "list": lambda: self.items(depth),
            "quote": lambda: f"<blockquote>{self.blocks(depth - 1)}</blockquote>",
            "deep": self.deep,
            "table": lambda: self.table(depth),
            "figure": self.figure,
            "loose": self.line,
        }
        return written[kind]() if kind in written else f"<p>{self.line(30)}</p>"

    def heading(self) -> str:
        level = self.draw(st.sampled_from([2, 3, 4]))
        return f"<h{level}>{self.line()}</h{level}>"

    def items(self, depth: int) -> str:
        start, tag = self.draw(st.sampled_from([("1", "ol"), ("98765", "ol"), ("9" * 30, "ol"), ("", "ul")]))
        items = [f"<li>{self.line()}{self.maybe(depth)}</li>" for _ in range(self.draw(st.integers(1, 4)))]
        return f"<{tag} start='{start}'>{''.join(items)}</{tag}>"

    def deep(self) -> str:
        levels, tag = (
            self.draw(st.sampled_from([3, 12, 60])),
            self.draw(st.sampled_from(["ul><li", "blockquote"])),
        )
        end = "".join(f"</{each}>" for each in reversed(tag.split("><")))
        return "".join(f"<{tag}>{self.sign()} " for _ in range(levels)) + end * levels

    def maybe(self, depth: int) -> str:
        return self.block(depth - 1) if depth and self.chance(4) else ""

    def figure(self) -> str:
        picture = f"<img src='/media/port.png' alt='{self.draw(st.sampled_from(['', 'Порт']))}'>"
        shape = self.draw(st.sampled_from(["one", "one", "two", "text", "none"]))
        inner = {"one": picture, "two": picture * 2, "none": ""}.get(shape)
        if inner is None:
            inner = f"<p>{self.sign()}</p>{picture}"
        caption = ""
        if self.chance(2):
            caption = f"<figcaption>{self.line(self.draw(st.sampled_from([3, 3, 90])))}</figcaption>"
        return f"<figure>{inner}{caption}</figure>"

    def table(self, depth: int) -> str:
        columns = self.draw(st.sampled_from([1, 2, 3, 5, 9, 22]))
        head = "".join(self.row("th", columns, 0) for _ in range(self.draw(st.integers(0, 2))))
        rows = "".join(
            self.row("td", self.draw(st.sampled_from([columns, columns, max(columns - 1, 1)])), depth)
            for _ in range(self.draw(st.sampled_from([1, 2, 3, 25]) if columns < 9 else st.just(2)))
        )
        caption = f"<caption>{self.line()}</caption>" if self.chance(2) else ""
        return f"<table>{caption}<thead>{head}</thead><tbody>{rows}</tbody></table>"

    def row(self, tag: str, columns: int, depth: int) -> str:
        cells = []
        for _ in range(columns):
            spans = f" colspan='{self.draw(st.sampled_from([2, 3, 90]))}'" if self.chance(12) else ""
            spans += f" rowspan='{self.draw(st.sampled_from([2, 90]))}'" if self.chance(12) else ""
            inner = self.line(2) if self.chance(6) else self.words(1)
            cells.append(f"<{tag}{spans}>{inner}{self.maybe(depth)}</{tag}>")
        return f"<tr>{''.join(cells)}</tr>"


@st.composite
def documents(draw: st.DrawFn) -> Made:
    """Return a document of a few blocks in one of the languages."""
    writer = Writer(draw)
    title = (
        f"{writer.words(draw(st.sampled_from([2, 30])))} {draw(st.sampled_from(['', *LONG[:3], UNKNOWN]))}"
    )
    body = sanitise(writer.blocks(2, 5))
    document = make_web_article(
        title=title, subtitle=writer.words(4), language=draw(st.sampled_from(["ru", "kk", "az", "en"])),
        body=body, footnotes=tuple(writer.notes), pictures={"/media/port.png": make_picture()}, references=(),
    )  # fmt: skip
    return Made(document, writer.signs, [note.key for note in writer.notes])
