"""Pandoc's tree of a document as blocks with marks."""

from typing import Any

from editorial.manuscripts.draft import Block, Footnote, Table
from editorial.manuscripts.lines import clean_characters, tidy
from editorial.manuscripts.note_markers import mark, without_marks
from editorial.manuscripts.rules.references import addresses, read_reference, separate_addresses
from editorial.manuscripts.styled_blocks import StyledBlocks

Node = dict[str, Any]
WRAPPERS = {"Emph", "Strong", "Underline", "Strikeout", "SmallCaps", "Subscript", "Superscript"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DELIMITERS = {"Period": "{}.", "OneParen": "{})", "TwoParens": "({})", "DefaultDelim": "{}."}


def read_tree(document: Node) -> StyledBlocks:
    """Blocks of a pandoc document."""
    tree = StyledBlocks()
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


def _meta(tree: StyledBlocks, value: Node | None) -> str:
    if not value:
        return ""
    if value["t"] == "MetaBlocks":
        return _plain(tree, value["c"])
    return _inlines(tree, value["c"]) if value["t"] == "MetaInlines" else str(value.get("c", ""))


def _add(tree: StyledBlocks, block: Block) -> None:
    block.text = tidy(block.text)
    if without_marks(block.text) or block.table or block.kind == "figure":
        block.line = len(tree.blocks) + 1
        tree.blocks.append(block)


def _blocks(tree: StyledBlocks, nodes: list[Node], *, kind: Any = "paragraph") -> None:
    for node in nodes:
        content = node.get("c")
        if content:
            _block(tree, node["t"], content, kind)


def _block(tree: StyledBlocks, name: str, content: list[Any], kind: Any) -> None:
    if name in ("Para", "Plain"):
        _paragraph(tree, content, kind)
    elif name == "Header":
        _add(tree, Block(kind="heading", text=_inlines(tree, content[2]), level=content[0]))
    elif name in ("BlockQuote", "Div"):
        _blocks(
            tree,
            content if name == "BlockQuote" else content[1],
            kind="quote" if name == "BlockQuote" else kind,
        )
    elif name in ("BulletList", "OrderedList"):
        _list(tree, name, content)
    elif name == "Table":
        _table(tree, content)
    elif name == "Figure":
        _add(tree, Block(kind="figure", text=_plain(tree, content[1][1])))
    elif name == "LineBlock":
        for line in content:
            _paragraph(tree, line, kind)


def _list(tree: StyledBlocks, name: str, content: list[Any]) -> None:
    if name == "BulletList":
        for item in content:
            _item(tree, item, "•")
        return
    (start, _style, delimiter), items = content
    for number, item in enumerate(items, start):
        _item(tree, item, DELIMITERS.get(delimiter["t"], "{}.").format(number))


def _plain(tree: StyledBlocks, nodes: list[Node]) -> str:
    """Return the words of the paragraphs under a node."""
    return " ".join(_inlines(tree, block["c"]) for block in nodes if block["t"] in ("Para", "Plain"))


def _paragraph(tree: StyledBlocks, inlines: list[Node], kind: Any) -> None:
    images = [node for node in inlines if node["t"] == "Image"]
    if images and all(node["t"] in ("Image", "Space", "SoftBreak", "LineBreak") for node in inlines):
        for image in images:
            _add(tree, Block(kind="figure", text=_inlines(tree, image["c"][1])))
        return
    bold = bool(inlines) and all(
        node["t"] in ("Strong", "Space", "SoftBreak", "LineBreak") for node in inlines
    )
    for part in _split_at_breaks(inlines):
        _add(tree, Block(kind=kind, text=_inlines(tree, part), label="bold" if bold else ""))


def _split_at_breaks(inlines: list[Node]) -> list[list[Node]]:
    """Split a paragraph at its manual line breaks if the parts are short."""
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


def _item(tree: StyledBlocks, nodes: list[Node], label: str) -> None:
    first, *rest = nodes or [{"t": "Plain", "c": []}]
    if first["t"] in ("Para", "Plain"):
        _add(tree, Block(kind="item", text=_inlines(tree, first["c"]), label=label))
        _blocks(tree, rest)
    else:
        _blocks(tree, nodes)


def _table(tree: StyledBlocks, content: list[Any]) -> None:
    _attributes, caption, _columns, head, bodies, foot = content
    title = _plain(tree, caption[1])
    listed = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
    rows = [[_cell(tree, cell) for cell in row[1]] for row in listed]
    rows = [row for row in rows if any(without_marks(cell) for cell in row)]
    if rows:
        _add(tree, Block(kind="table", text="", table=Table(title=tidy(title), rows=rows, certain=True)))


def _cell(tree: StyledBlocks, cell: list[Any]) -> str:
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


def _inlines(tree: StyledBlocks, nodes: list[Node]) -> str:
    # Together: a word may be cut in two by the end of a line.
    return clean_characters("".join(_inline(tree, node) for node in nodes))


def _inline(tree: StyledBlocks, node: Node) -> str:
    name, content = node["t"], node.get("c")
    if name == "Str":
        return str(content)
    if name in ("Space", "SoftBreak", "LineBreak"):
        return " "
    return _wrapped(tree, name, content) if content else ""


def _wrapped(tree: StyledBlocks, name: str, content: list[Any]) -> str:
    """Return the words inside a span, a link, a note or another wrapper."""
    if name == "Note":
        return _note(tree, content)
    if name in ("Span", "Quoted", "Cite", "Link"):
        return _inlines(tree, content[1])
    if name in ("Code", "Math"):
        return str(content[1])
    text = _inlines(tree, content) if name in WRAPPERS else ""
    return text.translate(RAISED) if name == "Superscript" and text.isdigit() else text


def _note(tree: StyledBlocks, nodes: list[Node]) -> str:
    ordinal = len(tree.notes)
    tree.notes[ordinal] = Footnote(number=ordinal + 1, text="")
    text = separate_addresses(tidy(_plain(tree, nodes)))
    urls = list(dict.fromkeys([*addresses(text), *(target for target in _targets(nodes))]))
    tree.notes[ordinal] = Footnote(
        number=ordinal + 1, text=text, urls=urls, reference=read_reference(text, number=ordinal + 1)
    )
    return mark(ordinal)


def _targets(node: Any) -> list[str]:
    """Return the addresses of the links under a node that are not spelt out in its text."""
    if isinstance(node, list):
        return [target for each in node for target in _targets(each)]
    if not isinstance(node, dict):
        return []
    if node.get("t") == "Link":
        target = str(node["c"][2][0])
        return [target] if target.startswith(("http://", "https://")) else []
    return _targets(node.get("c"))
