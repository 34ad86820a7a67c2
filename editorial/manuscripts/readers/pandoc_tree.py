"""Pandoc's tree of a document as blocks with marks."""

from dataclasses import dataclass, field
from typing import Any

from editorial.manuscripts.draft import Block, Footnote, Table
from editorial.manuscripts.lines import clean_characters, tidy
from editorial.manuscripts.marks import mark, without_marks
from editorial.manuscripts.rules.sources import addresses, read_reference, separate_addresses

Node = dict[str, Any]
WRAPPERS = {"Emph", "Strong", "Underline", "Strikeout", "SmallCaps", "Subscript", "Superscript"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DELIMITERS = {"Period": "{}.", "OneParen": "{})", "TwoParens": "({})", "DefaultDelim": "{}."}


@dataclass(slots=True)
class Tree:
    """Blocks, notes by ordinal, and what the document's own title styles said."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[int, Footnote] = field(default_factory=dict)
    title: str = ""
    authors: list[str] = field(default_factory=list)
    date: str = ""
    abstract: str = ""


def read_tree(document: Node) -> Tree:
    """Blocks of a pandoc document."""
    tree = Tree()
    meta = document.get("meta", {})
    tree.title = _meta(tree, meta.get("title"))
    tree.date = _meta(tree, meta.get("date"))
    tree.abstract = _meta(tree, meta.get("abstract"))
    author = meta.get("author")
    if author:
        listed = author["c"] if author["t"] == "MetaList" else [author]
        tree.authors = [text for text in (_meta(tree, each) for each in listed) if text]
    _blocks(tree, document.get("blocks", []))
    return tree


def _meta(tree: Tree, value: Node | None) -> str:
    if not value:
        return ""
    if value["t"] == "MetaBlocks":
        return " ".join(_inlines(tree, block["c"]) for block in value["c"] if block["t"] in ("Para", "Plain"))
    return _inlines(tree, value["c"]) if value["t"] == "MetaInlines" else str(value.get("c", ""))


def _add(tree: Tree, block: Block) -> None:
    block.text = tidy(block.text)
    if without_marks(block.text) or block.table or block.kind == "figure":
        block.line = len(tree.blocks) + 1
        tree.blocks.append(block)


def _blocks(tree: Tree, nodes: list[Node], *, kind: Any = "paragraph") -> None:
    for node in nodes:
        name, content = node["t"], node.get("c")
        if name in ("Para", "Plain"):
            _paragraph(tree, content or [], kind)
        elif name == "Header" and content:
            _add(tree, Block(kind="heading", text=_inlines(tree, content[2]), level=content[0]))
        elif name == "BlockQuote" and content:
            _blocks(tree, content, kind="quote")
        elif name == "BulletList" and content:
            for item in content:
                _item(tree, item, "•")
        elif name == "OrderedList" and content:
            (start, _style, delimiter), items = content
            for number, item in enumerate(items, start):
                _item(tree, item, DELIMITERS.get(delimiter["t"], "{}.").format(number))
        elif name == "Div" and content:
            _blocks(tree, content[1], kind=kind)
        elif name == "Table" and content:
            _table(tree, content)
        elif name == "Figure" and content:
            caption = " ".join(_inlines(tree, block["c"]) for block in content[1][1] if block["t"] in ("Para", "Plain"))
            _add(tree, Block(kind="figure", text=caption))
        elif name == "LineBlock" and content:
            for line in content:
                _paragraph(tree, line, kind)
        elif name == "DefinitionList" and content:
            for term, definitions in content:
                _paragraph(tree, term, kind)
                for definition in definitions:
                    _blocks(tree, definition, kind=kind)


def _paragraph(tree: Tree, inlines: list[Node], kind: Any) -> None:
    images = [node for node in inlines if node["t"] == "Image"]
    if images and all(node["t"] in ("Image", "Space", "SoftBreak", "LineBreak") for node in inlines):
        for image in images:
            _add(tree, Block(kind="figure", text=_inlines(tree, image["c"][1])))
        return
    bold = bool(inlines) and all(node["t"] in ("Strong", "Space", "SoftBreak", "LineBreak") for node in inlines)
    for part in _split_at_breaks(inlines):
        _add(tree, Block(kind=kind, text=_inlines(tree, part), label="bold" if bold else ""))


def _split_at_breaks(inlines: list[Node]) -> list[list[Node]]:
    """A paragraph whose lines were parted by hand, as one part each when the parts are short."""
    parts: list[list[Node]] = [[]]
    for node in inlines:
        if node["t"] == "LineBreak":
            parts.append([])
        else:
            parts[-1].append(node)
    whole = all(len(part) <= 30 for part in parts)
    if len(parts) == 1 or whole:
        return parts
    return [[node if node["t"] != "LineBreak" else {"t": "Space"} for node in inlines]]


def _item(tree: Tree, nodes: list[Node], label: str) -> None:
    first, *rest = nodes or [{"t": "Plain", "c": []}]
    if first["t"] in ("Para", "Plain"):
        _add(tree, Block(kind="item", text=_inlines(tree, first["c"]), label=label))
        _blocks(tree, rest)
    else:
        _blocks(tree, nodes)


def _table(tree: Tree, content: list[Any]) -> None:
    _attributes, caption, _columns, head, bodies, foot = content
    title = " ".join(_inlines(tree, block["c"]) for block in caption[1] if block["t"] in ("Para", "Plain"))
    listed = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
    rows = [[_cell(tree, cell) for cell in row[1]] for row in listed]
    rows = [row for row in rows if any(without_marks(cell) for cell in row)]
    if rows:
        _add(tree, Block(kind="table", text="", table=Table(title=tidy(title), rows=rows, certain=True)))


def _cell(tree: Tree, cell: list[Any]) -> str:
    texts = [_inlines(tree, block["c"]) for block in cell[4] if block["t"] in ("Para", "Plain")]
    nested = [
        _inlines(tree, inner["c"])
        for block in cell[4]
        if block["t"] in ("BulletList", "OrderedList")
        for item in (block["c"] if block["t"] == "BulletList" else block["c"][1])
        for inner in item
        if inner["t"] in ("Para", "Plain")
    ]
    return tidy(" ".join([*texts, *nested]))


def _inlines(tree: Tree, nodes: list[Node]) -> str:
    return "".join(_inline(tree, node) for node in nodes)


def _inline(tree: Tree, node: Node) -> str:
    name, content = node["t"], node.get("c")
    if name == "Str":
        return clean_characters(str(content))
    if name in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if name == "Note":
        return _note(tree, content or [])
    if name in ("Span", "Quoted", "Cite"):
        return _inlines(tree, content[1]) if content else ""
    if name == "Link" and content:
        return _link(_inlines(tree, content[1]), content[2][0])
    if name in ("Code", "Math") and content:
        return str(content[1])
    if name == "Superscript" and content:
        text = _inlines(tree, content)
        return text.translate(RAISED) if text.isdigit() else text
    return _inlines(tree, content) if name in WRAPPERS and content else ""


def _link(text: str, target: str) -> str:
    """The words of a link; its address as well, where the words do not give it."""
    if not target.startswith(("http://", "https://")) or target.rstrip("/") in text or text.startswith(("http", "www.")):
        return text
    return text


def _note(tree: Tree, nodes: list[Node]) -> str:
    ordinal = len(tree.notes)
    tree.notes[ordinal] = Footnote(number=ordinal + 1, text="")
    text = separate_addresses(tidy(" ".join(_inlines(tree, block["c"]) for block in nodes if block["t"] in ("Para", "Plain"))))
    urls = list(dict.fromkeys([*addresses(text), *(target for target in _targets(nodes))]))
    tree.notes[ordinal] = Footnote(
        number=ordinal + 1, text=text, urls=urls, reference=read_reference(text, number=ordinal + 1)
    )
    return mark(ordinal)


def _targets(node: Any) -> list[str]:
    """The addresses of the links under a node that are not spelt out in its text."""
    if isinstance(node, list):
        return [target for each in node for target in _targets(each)]
    if not isinstance(node, dict):
        return []
    if node.get("t") == "Link":
        target = str(node["c"][2][0])
        return [target] if target.startswith(("http://", "https://")) else []
    return _targets(node.get("c"))
