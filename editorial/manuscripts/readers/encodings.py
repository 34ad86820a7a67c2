"""In which encoding a text is: those met in the region, told apart by the letters and words they give."""

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CYRILLIC = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5", "ptcp154", "koi8-u")
LATIN = ("cp1254", "cp1252", "cp1250", "iso8859-9")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", *CYRILLIC, *LATIN)
SAMPLE = 60_000
# The most frequent pairs of letters; each language has some that no wrong encoding gives.
PAIRS = {
    "ru": "ст но то на ен ов ни ра во ко ал ли по ре ос пр не го ро ер ка ан ог ор та та ет ин ия ль ом ск ат ес ти де ла",
    "kk": "ан ар ер ің ын ың лы да де ні ға ып тө қа ал ас ен ты аз ақ ғы сы қы ұл ші ңа ел ті жә әр не рі дө ге үш мы",
    "az": "an ər ın lə in də ar ri la il mə nd as ay ya ol ir bi aq əy ün ni nı ası iy əl ış şə çə ğı ığ cı zə və",
    "en": "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri",
}
WEIGHTS = {pair: 1.0 for listed in PAIRS.values() for pair in listed.split()}
STRAY = re.compile(r"[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd\ufffe\uffff\ue000-\uf8ff]")
BOXES = re.compile(r"[\u2500-\u259f]")
MIXED = re.compile(r"[А-Яа-яЁёЀ-ӿ][A-Za-z\u00c0-\u024f]|[A-Za-z\u00c0-\u024f][А-Яа-яЁёЀ-ӿ]")
UPPER_INSIDE = re.compile(r"[a-zа-яёәғқңөұүһіəıöşüçğ][A-ZА-ЯЁӘҒҚҢӨҰҮҺІƏİÖŞÜÇĞ]")
RARE = re.compile(r"[ЀЂ-ЋЍ-Џђ-ћѐѝ-џѢѣҐґ\u0490\u0491ЄЇєїЎў¤¦§©«¬®°±µ¶·¥¢£¼½¾ð-öøþÿÐÞ]")
UNLIKELY = 0.15  # a score that no text in the languages of the region has
NEAR = 0.03  # of the score: two readings as good as this are shown to the editor


@dataclass(slots=True)
class Decoded:
    """A text, its encoding, and another reading that is nearly as good, if there is one."""

    text: str
    encoding: str
    other: str = ""
    other_text: str = ""
    is_likely: bool = True


def decode_text(data: bytes, chosen: str = "") -> Decoded:
    """Return a text in the encoding that is chosen, marked, or that gives the likeliest words."""
    if chosen:
        return Decoded(data.decode(chosen, "replace"), chosen)
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    if marked:
        return Decoded(data.decode(marked), marked)
    try:
        text = data.decode("utf-8")
        if "\x00" not in text[:SAMPLE]:
            return Decoded(text, "utf-8")
    except UnicodeDecodeError:
        pass
    return _likeliest(data)


def _likeliest(data: bytes) -> Decoded:
    wide = _wide(data)
    candidates = (wide,) if wide else ("utf-8", *CYRILLIC, *LATIN)
    scored = sorted(
        ((score(data[:SAMPLE].decode(name, "replace")), -at, name) for at, name in enumerate(candidates)),
        reverse=True,
    )
    best, _at, name = scored[0]
    text = data.decode(name, "replace")
    if best < UNLIKELY:
        return Decoded(text, name, is_likely=False)
    for other_score, _other_at, other in scored[1:]:
        other_text = data.decode(other, "replace")
        if other_text == text:
            continue
        if best <= 0 or (best - other_score) > NEAR * abs(best):
            break
        return Decoded(text, name, other, other_text)
    return Decoded(text, name)


def _wide(data: bytes) -> str:
    """Return the UTF-16 of a text without a mark: every second byte is one of few."""
    sample = data[: SAMPLE // 2 * 2]
    if len(sample) < 4 or len(data) % 2:
        return ""
    for name, places in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if sum(byte in (0, 4) for byte in places) > 0.8 * len(places):
            return name
    return ""


def score(text: str) -> float:
    """Return how likely a reading is, per letter: pairs of letters that languages have, less signs of a wrong one."""
    letters = sum(letter.isalpha() for letter in text) or 1
    lower = text.lower()
    pairs = sum(WEIGHTS.get(lower[at : at + 2], 0.0) for at in range(len(lower) - 1))
    bad = 4 * len(STRAY.findall(text)) + 2 * len(BOXES.findall(text)) + 2 * len(MIXED.findall(text))
    bad += 2 * len(UPPER_INSIDE.findall(text)) + 2 * len(RARE.findall(text))
    return (pairs - bad) / letters
