"""Formulas of Word (OMML) as MathML."""

from collections.abc import Callable, Iterable

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATHML = "http://www.w3.org/1998/Math/MathML"
Element = etree._Element  # noqa: SLF001 - lxml has no public name for it
OPERATORS = set("+-−*/=<>≤≥≠≈≡±∓×÷·∙⋅∈∉⊂⊃⊆⊇∪∩→←↔⇒⇐⇔∧∨¬∀∃,;:!|‖()[]{}⟨⟩∂∇∞…′″%")
BAR_TOP = "¯"


def to_mathml(formula: Element) -> str:
    """Return the MathML of an `oMath` or `oMathPara` element, on one line."""
    display = formula.tag == f"{M}oMathPara"
    inner = _row(formula.iter(f"{M}oMath")) if display else _row([formula])
    root = etree.Element("math", {"display": "block"} if display else {})
    root.append(inner)
    return etree.tostring(root, encoding="unicode")


def linear(formula: Element) -> str:
    """Return the characters of a formula in a line."""
    return "".join(text.text or "" for text in formula.iter(f"{M}t", *(W_TEXT,)))


W_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def _make(name: str, *parts: Element | str, **attributes: str) -> Element:
    element = etree.Element(name, attributes)
    for part in parts:
        if isinstance(part, str):
            element.text = part
        else:
            element.append(part)
    return element


def _row(nodes: Iterable[Element]) -> Element:
    parts = [part for node in nodes for child in node for part in _convert(child)]
    return parts[0] if len(parts) == 1 else _make("mrow", *parts)


def _convert(node: Element) -> list[Element]:
    if not isinstance(node.tag, str):
        return []
    name = etree.QName(node).localname
    if name == "r":
        return _run(node)
    if name in BUILDERS:
        return [BUILDERS[name](node)]
    if name.endswith("Pr"):
        return []
    return [part for child in node for part in _convert(child)]


def _part(node: Element, name: str) -> Element:
    child = node.find(f"{M}{name}")
    return _row([child]) if child is not None else _make("mrow")


def _property(node: Element, holder: str, name: str, default: str) -> str:
    found = node.find(f"{M}{holder}/{M}{name}")
    if found is None:
        return default
    value: str = found.get(f"{M}val", "")
    return value


def _run(node: Element) -> list[Element]:
    text = "".join(each.text or "" for each in node.iter(f"{M}t", W_TEXT))
    style = node.find(f"{M}rPr/{M}sty")
    upright = style is not None and style.get(f"{M}val") == "p"
    is_text = node.find(f"{M}rPr/{M}nor") is not None
    return [_make("mtext", text)] if is_text and text else list(_tokens(text, upright=upright))


def _tokens(text: str, *, upright: bool) -> Iterable[Element]:
    at = 0
    while at < len(text):
        letter = text[at]
        end = at + 1
        if letter.isdigit():
            while end < len(text) and (
                text[end].isdigit() or (text[end] in ".," and text[end + 1 : end + 2].isdigit())
            ):
                end += 1
            yield _make("mn", text[at:end])
        elif letter.isalpha():
            if upright or ord(letter) > 0x3FF:  # words, and Cyrillic indices
                while end < len(text) and text[end].isalpha():
                    end += 1
            yield _make("mi", text[at:end], **({"mathvariant": "normal"} if upright else {}))
        elif letter.isspace():
            yield _make("mspace", width="0.3em")
        else:
            yield _make("mo", letter)
        at = end


def _fraction(node: Element) -> Element:
    top, bottom = _part(node, "num"), _part(node, "den")
    if _property(node, "fPr", "type", "bar") in ("lin", "skw"):
        return _make("mrow", top, _make("mo", "/"), bottom)
    line = {"linethickness": "0"} if _property(node, "fPr", "type", "bar") == "noBar" else {}
    return _make("mfrac", top, bottom, **line)


def _radical(node: Element) -> Element:
    degree = node.find(f"{M}deg")
    if degree is None or not linear(degree):
        return _make("msqrt", _part(node, "e"))
    return _make("mroot", _part(node, "e"), _part(node, "deg"))


def _nary(node: Element) -> Element:
    sign = _make("mo", _property(node, "naryPr", "chr", "∫") or "∫")
    below, above = _part(node, "sub"), _part(node, "sup")
    around = _property(node, "naryPr", "limLoc", "subSup") == "undOvr"
    names = ("munder", "mover", "munderover") if around else ("msub", "msup", "msubsup")
    has_below, has_above = bool(len(below) or below.text), bool(len(above) or above.text)
    if has_below and has_above:
        sign = _make(names[2], sign, below, above)
    elif has_below:
        sign = _make(names[0], sign, below)
    elif has_above:
        sign = _make(names[1], sign, above)
    return _make("mrow", sign, _part(node, "e"))


def _delimited(node: Element) -> Element:
    left = _property(node, "dPr", "begChr", "(")
    right = _property(node, "dPr", "endChr", ")")
    between = _property(node, "dPr", "sepChr", "|")
    parts: list[Element] = [_make("mo", left, stretchy="true")] if left else []
    for number, child in enumerate(node.findall(f"{M}e")):
        if number:
            parts.append(_make("mo", between))
        parts.append(_row([child]))
    if right:
        parts.append(_make("mo", right, stretchy="true"))
    return _make("mrow", *parts)


def _matrix(node: Element) -> Element:
    rows = [
        _make("mtr", *(_make("mtd", _row([cell])) for cell in row.findall(f"{M}e")))
        for row in node.findall(f"{M}mr")
    ]
    return _make("mtable", *rows)


def _lines(node: Element) -> Element:
    return _make("mtable", *(_make("mtr", _make("mtd", _row([each]))) for each in node.findall(f"{M}e")))


def _accent(node: Element) -> Element:
    return _make(
        "mover", _part(node, "e"), _make("mo", _property(node, "accPr", "chr", "^") or "^"), accent="true"
    )


def _bar(node: Element) -> Element:
    if _property(node, "barPr", "pos", "bot") == "top":
        return _make("mover", _part(node, "e"), _make("mo", BAR_TOP))
    return _make("munder", _part(node, "e"), _make("mo", "_"))


def _group(node: Element) -> Element:
    sign = _make("mo", _property(node, "groupChrPr", "chr", "⏟") or "⏟")
    above = _property(node, "groupChrPr", "pos", "bot") == "top"
    return _make("mover" if above else "munder", _part(node, "e"), sign)


def _function(node: Element) -> Element:
    return _make("mrow", _part(node, "fName"), _make("mspace", width="0.17em"), _part(node, "e"))


def _scripts(name: str, *parts: str) -> Callable[[Element], Element]:
    return lambda node: _make(name, *(_part(node, part) for part in parts))


def _before(node: Element) -> Element:
    return _make(
        "mmultiscripts",
        _part(node, "e"),
        _make("mprescripts"),
        _part(node, "sub"),
        _part(node, "sup"),
    )


BUILDERS: dict[str, Callable[[Element], Element]] = {
    "f": _fraction,
    "rad": _radical,
    "nary": _nary,
    "d": _delimited,
    "m": _matrix,
    "eqArr": _lines,
    "acc": _accent,
    "bar": _bar,
    "groupChr": _group,
    "func": _function,
    "sSup": _scripts("msup", "e", "sup"),
    "sSub": _scripts("msub", "e", "sub"),
    "sSubSup": _scripts("msubsup", "e", "sub", "sup"),
    "sPre": _before,
    "limLow": _scripts("munder", "e", "lim"),
    "limUpp": _scripts("mover", "e", "lim"),
}
