"""The first line of a news item: date, place, agency; and a date that stands alone."""

import re
from dataclasses import dataclass

MONTHS = {
    "январ": 1,
    "феврал": 2,
    "март": 3,
    "апрел": 4,
    "мая": 5,
    "май": 5,
    "июн": 6,
    "июл": 7,
    "август": 8,
    "сентябр": 9,
    "октябр": 10,
    "ноябр": 11,
    "декабр": 12,
    "qaңтар": 1,
    "қаңтар": 1,
    "ақпан": 2,
    "наурыз": 3,
    "сәуір": 4,
    "мамыр": 5,
    "маусым": 6,
    "шілде": 7,
    "тамыз": 8,
    "қыркүйек": 9,
    "қазан": 10,
    "қараша": 11,
    "желтоқсан": 12,
    "yanvar": 1,
    "fevral": 2,
    "mart": 3,
    "aprel": 4,
    "iyun": 6,
    "iyul": 7,
    "avqust": 8,
    "sentyabr": 9,
    "oktyabr": 10,
    "noyabr": 11,
    "dekabr": 12,
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
MONTH = r"(?P<month>[^\W\d_]{3,10})"
ISO = re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>[0-2]\d|3[01]))?\b")
DOTTED = re.compile(r"\b(?P<d>[0-3]?\d)[./](?P<m>[01]?\d)[./](?P<y>(?:19|20)\d\d)\b")
WORDED = re.compile(
    rf"\b(?P<y3>(?:19|20)\d\d) ?(?:жылғы|жылы|ж\.|-c[iıuü] il) (?P<d3>[0-3]?\d)[ -]{MONTH.replace('month', 'month3')}"
    rf"|\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?[ -]{MONTH},? (?P<y>(?:19|20)\d\d)|{MONTH.replace('month', 'month2')} (?P<d2>[0-3]?\d),? (?P<y2>(?:19|20)\d\d)",
    re.IGNORECASE,
)
DAY_MONTH = re.compile(rf"\b(?P<d>[0-3]?\d)[ -]{MONTH}\b", re.IGNORECASE)
LEAD_DATE = re.compile(r"^(?:date|дата|күні|tarix)\b[:\s]*", re.IGNORECASE)
DASH = re.compile(r"\s[-–—]\s|(?<=[/.)])\s?[-–—]\s?(?=[А-ЯA-ZӘƏ«\"])|(?<=/)\s+(?=[А-ЯA-ZӘƏ«\"])")
PLACE = re.compile(
    r"^[\s,./]*(?P<place>[A-ZА-ЯЁӘҚҒӨҮҰҺІƏİÖŞÜÇĞ][A-ZА-ЯЁӘҚҒӨҮҰҺІƏİÖŞÜÇĞ\-]{2,}(?: [A-ZА-ЯЁ\-]{3,})?|[A-ZА-ЯЁƏİ][a-zа-яёə\-]{2,})(?=[\s,./(]|$)"
)
AGENCY = re.compile(
    r"/\s*([^/]{2,30}?)\s*/|\(([^)]{2,30})\)|[,.]\s*(?:ИА\s+)?[«\"]?([A-ZА-ЯЁƏİ][\w.\-]{2,25})[»\"]?[\s./]*$|\b([A-ZА-ЯЁ]{3,}(?:\.[A-Z]{2})?)\s*[./]*$"
)
LABEL = re.compile(
    r"(?:дата(?: публикации)?|опубликовано|обновлено|published(?: on)?|posted|date|жарияланған(?: күні)?|күні|dərc olunub|tarix)\b[:\s]*",
    re.IGNORECASE,
)
FIGURE = re.compile(r"\d")
MAX_LENGTH = 110
MAX_DATE_LINE_LENGTH = 60
ALLOWED = {"корр", "агентство", "года", "год", "жылғы", "жылы", "ildə", "tarixində"}


@dataclass(slots=True)
class Dateline:
    """Data of the first line of a news item, before its text."""

    date: str = ""
    place: str = ""
    agency: str = ""
    rest: str = ""


def find_date(text: str) -> str:
    """Return the first full date in a text, as ISO."""
    for pattern in (ISO, DOTTED, WORDED):
        for found in pattern.finditer(text):
            iso = _iso(found.groupdict())
            if iso:
                return iso
    return ""


def is_date_line(text: str) -> bool:
    """Return whether a short line says a date and nothing else: «Опубликовано: 5 марта 2025 г., 10:15»."""
    if len(text) > MAX_DATE_LINE_LENGTH or not FIGURE.search(text) or not find_date(text):
        return False
    rest = LABEL.sub("", text.strip())
    words = [word for word in re.findall(r"[^\W\d_]{4,}", rest) if month_number(word) is None]
    return all(word.lower() in ALLOWED for word in words)


def _iso(parts: dict[str, str | None]) -> str:
    year, day, word = (
        next((parts[f"{name}{turn}"] for turn in ("", "2", "3") if parts.get(f"{name}{turn}")), None)
        for name in ("y", "d", "month")
    )
    figure = parts.get("m")
    month = int(figure) if figure else month_number(word or "")
    if not year or not month or not 1 <= month <= 12:
        return ""
    if not day:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{int(day):02d}" if 1 <= int(day) <= 31 else ""


def month_number(word: str) -> int | None:
    """Return the month a word names, in four languages and any case."""
    lowered = word.lower()
    return next((number for stem, number in MONTHS.items() if lowered.startswith(stem)), None)


def read_dateline(text: str) -> Dateline | None:
    """Date, place and agency of a news item's first paragraph; `None` when it begins with its text."""
    end = DASH.search(text[:MAX_LENGTH]) or _stop(text)
    if not end:
        return _labelled(text)
    head = text[: end.start()]
    date, rest = find_date(head), LEAD_DATE.sub("", head)
    for pattern in (ISO, DOTTED, WORDED, DAY_MONTH):
        rest = pattern.sub(" ", rest)
    place = PLACE.match(re.sub(r"^[\s,.]+", "", rest))
    placed = place.group("place") if place else ""
    agency = AGENCY.search(rest)
    name = next((group for group in agency.groups() if group), "") if agency else ""
    signs = bool(date or _names_day(head)) + bool((name and "/" in head) or name.isupper()) + placed.isupper()
    wordy = any(word not in ALLOWED for word in re.findall(r"(?<![\w/«\"])[a-zа-яёәғқңөұүһі]{3,}", rest))
    whole = bool(name and placed and _names_day(head))
    if wordy or signs < 1 or (signs < 2 and not date and not placed.isupper() and not whole):
        return _labelled(text)
    name = "" if name == placed else name.strip()
    return Dateline(date=date, place=_capital(placed), agency=name, rest=text[end.end() :].strip())


def _labelled(text: str) -> Dateline | None:
    """«date 2025-10-20 …» with no place or agency behind it."""
    date = find_date(text[:40]) if LEAD_DATE.match(text) else ""
    return Dateline(date=date, rest=re.sub(r"^\W*\w*\W*[\d\-./]+\s*", "", text)) if date else None


def _names_day(head: str) -> bool:
    found = DAY_MONTH.search(head)
    return bool(found and month_number(found.group("month")))


def _stop(text: str) -> re.Match[str] | None:
    """Return where a dateline ends that no dash closes: at a full stop behind date and agency, or with its line."""
    for found in re.finditer(r"(?<=[^\W\d][^\W\d])[»\"]?\.\s+(?=[А-ЯA-ZӘƏ«\"])|$", text[:MAX_LENGTH]):
        head = text[: found.start()]
        if (
            (find_date(head) or _names_day(head))
            and AGENCY.search(head)
            and PLACE.match(head)
            and len(head) < 70
        ):
            return found
        if len(head) > 70:
            break
    return None


def _capital(place: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), place) if place.isupper() else place
