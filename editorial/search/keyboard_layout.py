"""The other layout of the keyboard: njrftd is Токаев typed with the Latin letters left on, еклфнум Tokayev."""

LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
TO_CYRILLIC = str.maketrans(LATIN, CYRILLIC)
TO_LATIN = str.maketrans(CYRILLIC, LATIN)


def switch_layout(text: str) -> str:
    """Return what the same keys write in the other layout; nothing for a text in both scripts or in neither.

    >>> in_other_layout("yfpfh,ftd"), in_other_layout("ыщсфк")
    ('назарбаев', 'socar')
    """
    lowered = text.lower()
    is_latin = any("a" <= letter <= "z" for letter in lowered)
    is_cyrillic = any(letter in TO_LATIN for letter in map(ord, lowered))
    if is_latin == is_cyrillic:
        return ""
    return lowered.translate(TO_CYRILLIC if is_latin else TO_LATIN)
