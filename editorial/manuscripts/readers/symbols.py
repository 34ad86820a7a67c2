"""Letters of the Symbol and Wingdings fonts as Unicode."""

GREEK = dict(zip(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True,
))  # fmt: skip
SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0xA1: "ϒ", 0xA2: "′",
    0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇", 0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈",
    0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔",
    0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
DINGBATS = {0xFC: "✓", 0xFB: "✗", 0xA8: "□", 0xFE: "☑", 0xE0: "→", 0xE8: "→", 0x4A: "☺"}


def symbol(font: str, code: str) -> str:
    """Return the character for a code (hexadecimal) of a font with signs of its own."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    place = value & 0xFF if 0xF000 <= value <= 0xF0FF else value
    if "symbol" in font.lower() and place <= 0xFF:
        return SYMBOL.get(place) or GREEK.get(chr(place), chr(place) if place >= 0x20 else "")
    if value < 0xE000 or value > 0xF8FF:
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 else ""
    return DINGBATS.get(place, "•")
