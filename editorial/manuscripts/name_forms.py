"""The forms in which names of people are printed, in four languages."""

import re

from editorial.manuscripts.lexicon import tags

UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІƏĞİÖŞÜÇŠŽÄÉ"
LOWER = "a-zа-яёәғқңөұүһіəğıöşüçi̇šžäéáíóñ’'"
CAPITALISED = rf"(?:[DOДО]['’](?=[{UPPER}]))?[{UPPER}][{LOWER}]+(?:-[{UPPER}]?[{LOWER}]+)*"
SHOUTED = rf"[{UPPER}]{{2,}}(?:-[{UPPER}]{{2,}})*"
INITIAL = rf"(?!(?:Dr|Др|Ph|Mr|Ms|Mx|St)\.)[{UPPER}][{LOWER}]?\."
INITIALS = rf"{INITIAL}(?: ?-?{INITIAL}){{0,2}}"
KINSHIP = (
    r"(?:оглы|оғлы|оглу|огли|угли|ўғли|улы|ұлы|кызы|кизи|гызы|қызы|қизи"
    r"|oğlu|oglu|ogly|oğlı|uly|uli|ulı|qızı|qizi|kızı|kizi|kyzy|gyzy|gizi)"
)
PARTICLE = r"(?:аль|эль|ибн|бин|фон|ван|де|дер|ди|al|el|ibn|bin|von|van|de|der|den|di|da|la|le)"
TOKEN = re.compile(
    rf"(?P<I>{INITIALS})|(?P<K>(?i:{KINSHIP})(?!\S))|(?P<P>{PARTICLE}(?!\S))|(?P<W>(?:{CAPITALISED}|{SHOUTED})(?!\S))|(?P<X>\S+)"
)
# W a word with a capital letter, I initials, K a word of kinship, P a particle.
FORMS = re.compile(r"W(?:P{0,2}W){1,2}K?|WWKW|IP{0,2}WW?K?|WP{0,2}W?I(?:W{1,2})?K?W?|WWI")
GIVEN = re.compile(r"WW?K?|WI|I")
SURNAME_END = re.compile(
    r"(?:[оеё]в|[оеё]ва|[иы]н|[иы]на|ск(?:ий|ая|ой)|цк(?:ий|ая)|енко|чук|швили|дзе|ян|заде|зода|\w{3}л[иы]|\w{3}лу|баев\w?|бек|хан"
    r"|ұлы|улы|қызы|кызы|тегі|[oe]v|[oe]va|yeva?|[iı]n|ina|[iı]na|ski[iy]|sk[iy]|skaya|zad[əe]|\w{3}l[iıuü]|oğlu|soy"
    r"|bayev|baev|bek|han|xan|uly|kyzy|ian|yan|shvili|dze|enko|chuk)$",
    re.IGNORECASE,
)
PATRONYMIC_END = re.compile(
    r"(?:[оеё]вич|ьич|[оеё]вна|инична|ична|ұлы|улы|уулу|оглы|қызы|кызы|гызы|o?vich|e?vich|[oe]vna|uly|ulı|oğlu|qızı|kyzy|qyzy)$",
    re.IGNORECASE,
)
STRONG_SURNAME_END = re.compile(
    r"(?:[оеё]ва?|ски[йи]|ская|заде|[oey]va?|sk[iy]y?|skaya|zad[əe]|енко|швили)$", re.IGNORECASE
)


def spaced(name: str) -> str:
    """Set a space behind initials and none within them: «А. -К.Нурманов» as «А.-К. Нурманов»."""
    name = re.sub(rf"({INITIAL}) ?- ?(?={INITIAL})", r"\1-", name)
    return re.sub(rf"({INITIAL})(?=[{UPPER}])", r"\1 ", name)


def shape(text: str) -> str:
    """Return the letters of `FORMS` for the words of a text."""
    kinds = "".join(found.lastgroup or "" for found in TOKEN.finditer(spaced(text)))
    return re.sub("I+", "I", kinds)


def has_form_of_name(text: str) -> bool:
    """Return whether a text is built as one person's name is."""
    return bool(FORMS.fullmatch(shape(text)))


def is_certain_name(name: str) -> bool:
    """Return whether a name shows by its letters that it is one: initials, kinship, an ending, or the dictionary."""
    if not has_form_of_name(name):
        return False
    return bool(set(shape(name)) & {"I", "K"}) or any(_is_of_people(word) for word in name.split())


def _is_of_people(word: str) -> bool:
    found = tags(word)
    if found and any("Geox" in tag for tag in found[:1]):
        return False
    if any("Surn" in tag or "Name" in tag or "Patr" in tag for tag in found[:2]):
        return True
    return bool(word[:1].isupper() and (SURNAME_END.search(word) or PATRONYMIC_END.search(word)))


def turn_round(surname: str, given: str) -> str:
    """Return «Нурманов, Али Серикович» in the order of speech, or nothing where these are no parts of one name."""
    surname, given = surname.strip(), spaced(given.strip())
    if (
        shape(surname) != "W"
        or not GIVEN.fullmatch(shape(given))
        or any("Geox" in tag for tag in tags(surname)[:1])
    ):
        return ""
    words = given.split()
    if len(words) > 1 and not set(shape(given)) & {"I", "K"}:
        is_given = bool(PATRONYMIC_END.search(words[-1])) or not _ends_as_surname(words[-1])
    else:
        is_given = shape(given) == "I" or not _ends_as_surname(words[0])
    is_surname = bool(tags(surname) and "Surn" in tags(surname)[0]) or bool(SURNAME_END.search(surname))
    is_surname = is_surname or bool(set(shape(given)) & {"I", "K"}) or bool(PATRONYMIC_END.search(words[-1]))
    return f"{given} {surname}" if is_given and is_surname else ""


def _ends_as_surname(word: str) -> bool:
    return (
        bool(SURNAME_END.search(word))
        and not PATRONYMIC_END.search(word)
        and not any("Name" in tag for tag in tags(word))
    )
