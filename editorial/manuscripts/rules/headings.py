"""Detection of headings among short texts."""

import re

from editorial.manuscripts.lines import ends_sentence, starts_upper
from editorial.manuscripts.names import split_people
from editorial.manuscripts.note_markers import MARK

KNOWN = re.compile(
    r"(?:\d{1,2}\.? ?)?(?:введение|вступление|заключение|вывод|выводы|основная часть|основной материал|материалы и методы(?: исследования)?"
    r"|методы(?: и материалы)?(?: исследования)?|методология(?: исследования)?|результаты(?: и обсуждение)?(?: исследования)?|обсуждение(?: результатов)?"
    r"|обзор литературы|литературный обзор|актуальность|постановка проблемы|благодарност\w+|финансирование|конфликт интересов"
    r"|introduction|conclusions?|methods?|methodology|materials and methods|results(?: and discussion)?|discussion|literature review"
    r"|background|acknowledge?ments|кіріспе|қорытынды|нәтижелер|талқылау|зерттеу әдістері|материалдар мен әдістер|әдістеме"
    r"|giriş|nəticə|metodologiya|müzakirə)",
    re.IGNORECASE,
)
RUN_IN = re.compile(rf"({KNOWN.pattern})\s*\.\s+(?=[A-ZА-ЯЁӘƏ«])", re.IGNORECASE)
NOT_LAST = re.compile(
    r"\b(?:и|в|во|на|с|со|к|о|об|от|до|по|за|из|для|при|не|а|но|что|как|или|the|of|and|in|to|for|a|мен|және|və)$",
    re.IGNORECASE,
)
CONTACT = re.compile(r"https?://|@")
MAX_LENGTH = 170
MAX_WORDS = 22


def is_heading(text: str, *, following: str | None, may_be_question: bool = False) -> bool:
    """Return whether a paragraph's text is a heading of what follows it."""
    stripped = text.strip()
    if KNOWN.fullmatch(stripped.rstrip(".:")):
        return True
    if not following or not _may_head(stripped):
        return False
    if stripped.endswith("?"):
        return may_be_question and len(stripped) < 110 and ". " not in stripped
    ends = ends_sentence(stripped) or stripped[-1] in ",;:-–—" or bool(NOT_LAST.search(stripped))
    return not ends and not CONTACT.search(stripped) and not split_people(stripped)


def _may_head(stripped: str) -> bool:
    """Tell whether a text may be a heading: begins like a sentence, has letters, calls no note and is short."""
    short = len(stripped) <= MAX_LENGTH and len(stripped.split()) <= MAX_WORDS
    return (
        short
        and starts_upper(stripped)
        and not MARK.search(stripped)
        and bool(re.search(r"[^\W\d_]{2}", stripped))
    )


def split_run_in(text: str) -> tuple[str, str] | None:
    """«Введение. Текст …» as heading and text, for the names that sections of an article usually have."""
    found = RUN_IN.match(text)
    return (found.group(1), text[found.end() :]) if found else None
