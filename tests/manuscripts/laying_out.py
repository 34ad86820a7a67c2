"""Lays a known structure out in lines and pages, as a PDF extraction leaves it."""

import re
from dataclasses import dataclass, field

CALL = 0xF000
CALLS = re.compile("[\uf000-\uf3ff]")
VOWELS = "аеёиоуыэюяәіөүұeiouaAEIOU"


@dataclass
class Note:
    number: int
    text: str


@dataclass
class Paragraph:
    text: str  # "{3}" stands for the marker of note 3
    kind: str = "paragraph"


@dataclass
class Article:
    title: str
    authors: list[tuple[str, str]]
    body: list[Paragraph]
    notes: dict[int, str] = field(default_factory=dict)


@dataclass
class Style:
    width: int = 92
    page_lines: int = 44
    form_feeds: bool = True
    blank_between: bool = True
    header: str = ""
    box_moved: bool = False
    tab_notes: bool = False
    dashed_numbers: bool = True
    hyphenate: bool = True


def wrap(text: str, width: int, *, hyphenate: bool = True) -> list[str]:
    lines: list[str] = []
    line = ""
    for whole in text.split(" "):
        word = whole
        while True:
            joined = f"{line} {word}" if line else word
            if len(joined) <= width:
                line = joined
                break
            room = width - len(line) - 1
            head, tail = split_word(word, room, syllables=hyphenate)
            if head:
                lines.append(f"{line} {head}" if line else head)
                line, word = "", tail
                continue
            if not line:
                lines.append(word[:width])
                word = word[width:]
                continue
            lines.append(line)
            line = ""
    if line:
        lines.append(line)
    return lines


def split_word(word: str, room: int, *, syllables: bool = True) -> tuple[str, str]:
    """A word cut at a hyphen of its own, at a joint of its address, or between syllables."""
    if "://" in word:
        joints = [m.end() for m in re.finditer(r"[/\-]", word) if 8 < m.end() <= room and m.end() < len(word)]
        return (word[: joints[-1]], word[joints[-1] :]) if joints else ("", word)
    own = [m.end() for m in re.finditer("-", word) if m.end() <= room and m.end() < len(word)]
    if own and own[-1] > 2:
        return word[: own[-1]], word[own[-1] :]
    for at in range(min(room - 1, len(word) - 3), 2, -1) if syllables else ():
        before, after = word[at - 1], word[at]
        clean = re.fullmatch(r"[^\W\d_]+", word[:at]) and re.fullmatch(r"[^\W\d_]{3,}.*", word[at:])
        if clean and before in VOWELS and after not in VOWELS + "ьъй":
            return word[:at] + "-", word[at:]
    return "", word


def note_lines(number: int, text: str, style: Style) -> list[str]:
    gap = "\t \t" if style.tab_notes else "  "
    return wrap(f"{number}{gap}{text}".replace("\t", "\u0001"), style.width + 18)


def lay_out(
    articles: list[Article], style: Style, *, front: list[str] | None = None, contents: bool = True
) -> str:
    pages: list[list[str]] = []
    starts: dict[int, int] = {}
    bodies: list[list[str]] = []
    number = 3 if contents else 0
    for at, article in enumerate(articles):
        starts[at] = number + 1
        laid = _pages_of(article, style)
        bodies.extend(laid)
        number += len(laid)
    out: list[str] = []
    if contents:
        pages.append(
            front
            or ["СОСЕДНИЕ БЕРЕГА: ", "ВОПРОСЫ ОБЩЕГО БУДУЩЕГО", "", "СБОРНИК СТАТЕЙ", "", "ТБИЛИСИ - 2023"]
        )
        pages.append(["Рецензент: доктор философии по истории П. Кравцов", "", "Редактор: Л.Мельник"])
        toc: list[str] = []
        for at, article in enumerate(articles):
            people = ", ".join(name for name, _position in article.authors)
            dots = "." * 60
            toc.extend(wrap(article.title, 70, hyphenate=False))
            toc.extend([f"{people} {dots}{starts[at]}", ""])
        toc.append("СОДЕРЖАНИЕ")
        pages.append(toc)
    pages.extend(bodies)
    for index, page in enumerate(pages):
        if index and not style.form_feeds:
            out.extend(["", "", ""])
        laid = [*(_head(index + 1, style) if index >= 3 or not contents else []), *page]
        if index and style.form_feeds:
            laid[0] = "\f" + laid[0]
        out.extend(laid)
    return "\n".join(out)


def _head(number: int, style: Style) -> list[str]:
    if not style.header:
        return []
    return [f"- {number} -" if style.dashed_numbers else str(number), "", style.header, ""]


def _pages_of(article: Article, style: Style) -> list[list[str]]:
    lines: list[tuple[str, list[int]]] = []
    for paragraph in article.body:
        text = re.sub(r"\{(\d+)\}", lambda found: chr(CALL + int(found.group(1))), paragraph.text)
        for laid in wrap(text, style.width, hyphenate=style.hyphenate and paragraph.kind != "heading"):
            calls = [ord(found) - CALL for found in CALLS.findall(laid)]
            lines.append((CALLS.sub(lambda found: str(ord(found.group()) - CALL), laid), calls))
        if style.blank_between or paragraph.kind == "heading":
            lines.append(("", []))
    box = _box(article)
    pages: list[list[str]] = []
    page: list[str] = [] if style.box_moved else [*box, ""]
    feet: list[str] = []
    for line, numbers in lines:
        new_feet = [foot for number in numbers for foot in note_lines(number, article.notes[number], style)]
        if len(page) + len(feet) + len(new_feet) + 1 > style.page_lines and page:
            pages.append(_close(page, feet, box if style.box_moved and not pages else []))
            page, feet = [], []
            if not line:
                continue
        page.append(line)
        feet.extend(new_feet)
    if page:
        pages.append(_close(page, feet, box if style.box_moved and not pages else []))
    return [[line.replace("\u0001", "\t") for line in each] for each in pages]


def _close(page: list[str], feet: list[str], box: list[str]) -> list[str]:
    while page and not page[-1]:
        page.pop()
    return [*page, *(["", *feet] if feet else []), *(["", *box] if box else [])]


def _box(article: Article) -> list[str]:
    lines = wrap(article.title, 48, hyphenate=False)
    for name, position in article.authors:
        lines.extend(["", f"{name},", *wrap(position, 60, hyphenate=False)])
    return lines
