"""Formulas: the MathML that a body keeps, as TeX for Word and e-books, as data for Typst, as words for plain text."""

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it
MATHML = "http://www.w3.org/1998/Math/MathML"
GREEK = dict(zip(
    "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ",
    ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega "
     "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega").split(),
    strict=True,
))  # fmt: skip
SIGNS = {
    "−": "-", "×": r"\times", "·": r"\cdot", "⋅": r"\cdot", "∙": r"\cdot", "÷": r"\div", "±": r"\pm", "∓": r"\mp",
    "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "≈": r"\approx", "≡": r"\equiv", "∞": r"\infty", "∑": r"\sum", "∏": r"\prod",
    "∫": r"\int", "∬": r"\iint", "∭": r"\iiint", "∮": r"\oint", "∂": r"\partial", "∇": r"\nabla", "∈": r"\in",
    "∉": r"\notin", "⊂": r"\subset", "⊆": r"\subseteq", "∪": r"\cup", "∩": r"\cap", "→": r"\to", "←": r"\leftarrow",
    "↔": r"\leftrightarrow", "⇒": r"\Rightarrow", "⇔": r"\Leftrightarrow", "∀": r"\forall", "∃": r"\exists",
    "¬": r"\neg", "∧": r"\wedge", "∨": r"\vee", "…": r"\ldots", "⋯": r"\cdots", "√": r"\surd", "∅": r"\emptyset",
    "∝": r"\propto", "°": r"{}^\circ", "‖": r"\|", "{": r"\{", "}": r"\}", "⟨": r"\langle", "⟩": r"\rangle",
    "%": r"\%", "#": r"\#", "$": r"\$", "&": r"\&", "_": r"\_", "~": r"\sim", "\\": r"\backslash", "^": r"\wedge",
    "′": "'", "″": "''",
}  # fmt: skip
UNSAFE = re.compile(r"[{}$%#&_^~\\]")
ACCENTS = {"^": r"\hat", "̂": r"\hat", "~": r"\tilde", "̃": r"\tilde", "¯": r"\bar", "̅": r"\overline", "̄": r"\bar", "→": r"\vec",
           "⃗": r"\vec", "˙": r"\dot", "̇": r"\dot", "¨": r"\ddot", "̈": r"\ddot", "⏞": r"\overbrace", "_": r"\underline",
           "⏟": r"\underbrace"}  # fmt: skip
FUNCTIONS = {
    "sin",
    "cos",
    "tan",
    "cot",
    "log",
    "ln",
    "lg",
    "exp",
    "min",
    "max",
    "lim",
    "sup",
    "inf",
    "det",
    "gcd",
    "arg",
}
Data = dict[str, Any]


def parse(mathml: str) -> Element | None:
    """Return a formula as an element; None for what is no XML."""
    try:
        return etree.fromstring(mathml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None


def words(mathml: str) -> str:
    """Return the characters of a formula in a line."""
    root = parse(mathml)
    return "".join(" ".join(map(str, root.itertext())).split()) if root is not None else ""


def namespaced(mathml: str, prefix: str) -> Element | None:
    """Return a formula with its elements in the namespace of MathML."""
    root = parse(mathml)
    return _namespaced(root, prefix) if root is not None else None


def _namespaced(element: Element, prefix: str) -> Element:
    made = etree.Element(
        f"{{{MATHML}}}{_name(element)}",
        {str(key): str(value) for key, value in element.attrib.items()},
        nsmap={prefix: MATHML},
    )
    made.text = element.text
    made.extend(_namespaced(child, prefix) for child in element if isinstance(child.tag, str))
    return made


def _name(element: Element) -> str:
    return etree.QName(element).localname


def _children(element: Element) -> list[Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _text(element: Element) -> str:
    return (element.text or "").strip()


# TeX


def tex(mathml: str) -> str:
    """Return a formula as TeX."""
    root = parse(mathml)
    return _tex(root).strip() if root is not None else ""


def _tex(element: Element) -> str:
    name, parts = _name(element), [_tex(child) for child in _children(element)]
    if name in TEX_TOKENS:
        return TEX_TOKENS[name](_text(element))
    if name == "mtable":
        rows = " \\\\ ".join(parts)
        return rf"\begin{{matrix}}{rows}\end{{matrix}}"
    if name == "mtr":
        return " & ".join(parts)
    shape = TEX_SHAPES.get(name, {}).get(len(parts))
    if name in ("mover", "munder") and len(parts) == 2:
        return _tex_over(element, name, parts)
    return shape.format(*parts) if shape else "".join(parts)


def _tex_over(element: Element, name: str, parts: list[str]) -> str:
    accent = ACCENTS.get(_text(_children(element)[1]))
    if accent:
        return f"{accent}{{{parts[0]}}}"
    base = _text(_children(element)[0])
    if base in ("∑", "∏", "lim", "max", "min") or base in FUNCTIONS:
        return f"{parts[0]}{'^' if name == 'mover' else '_'}{{{parts[1]}}}"
    return rf"\{'overset' if name == 'mover' else 'underset'}{{{parts[1]}}}{{{parts[0]}}}"


def _tex_identifier(text: str) -> str:
    if text in FUNCTIONS:
        return rf"\{text} "
    if len(text) > 1 or "\u0400" <= text <= "\u04ff":
        return rf"\text{{{text}}}"
    return rf"\{GREEK[text]} " if text in GREEK else _tex_sign(text)


def _tex_sign(text: str) -> str:
    return "".join(f"{SIGNS[sign]} " if sign in SIGNS else sign for sign in text)


def _tex_text(text: str) -> str:
    return rf"\text{{{UNSAFE.sub(' ', text)}}}"


TEX_TOKENS: dict[str, Callable[[str], str]] = {
    "mi": _tex_identifier,
    "mn": _tex_sign,
    "mo": _tex_sign,
    "mtext": _tex_text,
    "ms": _tex_text,
    "mspace": lambda _text: r"\ ",
    "none": lambda _text: "",
    "mprescripts": lambda _text: "",
}
TEX_SHAPES: dict[str, dict[int, str]] = {
    "mfrac": {2: r"\frac{{{}}}{{{}}}"},
    "msqrt": {1: r"\sqrt{{{}}}"},
    "mroot": {2: r"\sqrt[{1}]{{{0}}}"},
    "msup": {2: "{{{}}}^{{{}}}"},
    "msub": {2: "{{{}}}_{{{}}}"},
    "msubsup": {3: "{{{}}}_{{{}}}^{{{}}}"},
    "munderover": {3: "{}_{{{}}}^{{{}}}"},
}


# Typst


def typst_data(mathml: str) -> Data | None:
    """Return a formula as data that the template sets; None where there is nothing to set."""
    root = parse(mathml)
    if root is None:
        return None
    return {"t": "formula", "display": root.get("display") == "block", "alt": words(mathml), "c": _data(root)}


def _data(element: Element) -> Data:
    name = _name(element)
    if name in ("mi", "mn", "mo", "mtext", "ms", "mspace"):
        return {"t": name, "v": _text(element) or (" " if name == "mspace" else "")}
    return {"t": name, "c": [_data(child) for child in _children(element)]}
