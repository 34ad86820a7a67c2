"""Works cited by a note or a list entry: addresses, author, title, outlet, year; and the work behind an "Ibid."."""

import re

from editorial.manuscripts.draft import Footnote, Reference

URL = re.compile(r"(?:https?://|www\.)[^\s<>«»“”]+", re.IGNORECASE)
DOI = re.compile(r"\b(?:doi:?\s*)?(10\.\d{4,9}/[^\s<>«»“”,;]+)", re.IGNORECASE)
IBID = re.compile(r"(?:ibid(?:em)?|там же|сонда|yenə orada|op\. ?cit\.?)\b", re.IGNORECASE)
YEAR = re.compile(r"\(?\b((?:19|20)\d\d)[a-zа-я]?\b\)?")
DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?([a-z0-9.\-]+\.[a-z]{2,})", re.IGNORECASE)
AUTHOR_YEAR = re.compile(
    r"^(?P<author>[^()]{2,160}?)[,.]?\s*\((?:\d{1,2}\.\d{1,2}\.)?(?P<year>(?:19|20)\d\d)[a-z]?\)[.,]?\s*(?P<rest>.*)$",
    re.DOTALL,
)
INITIALLED = re.compile(r"[A-ZА-ЯЁƏ][\w’'-]+,? (?:[A-ZА-ЯЁƏ]\.[ -]?){1,3}")

# What only a citation has: a host, a place with its publisher, an issue, pages, a number of an act.
WORK_SIGNS = re.compile(
    r"\s//\s|\bISBN\b|\bISSN\b|№\s?\d|\b(?:vol|no|pp?|ed|eds|стр|вып|т|с|б)\.\s?\d|\b(?:ed|eds)\.\)"
    r"|[–—-]\s(?:М|СПб|[A-ZА-ЯЁӘҒҚҢӨҰҮҺІƏ][\w.-]+)\s?:\s|,\s(?:19|20)\d\d\.?\s(?:[–—-]\s)?\d+\s?(?:[cс]|p|pp|б|s)\.",
    re.IGNORECASE,
)
MAX_NAME_WORDS = 8  # words before the year of a citation


def addresses(text: str) -> list[str]:
    """Return the web addresses in a text, without the punctuation around them."""
    found = [_trim(match.group()) for match in URL.finditer(text)]
    seen = " ".join(found)
    for match in DOI.finditer(text):
        doi = _trim(match.group(1))
        if doi not in seen:
            found.append(f"https://doi.org/{doi}")
    return list(dict.fromkeys(found))


def _trim(address: str) -> str:
    address = address.rstrip(".,;:!?'\"’")
    while address.endswith((")", "]")) and address.count("(") < address.count(")") + address.count(
        "]"
    ) - address.count("["):
        address = address[:-1].rstrip(".,;")
    return address


def separate_addresses(text: str) -> str:
    """Part an address from the word it was glued to."""
    return re.sub(r"(?<=[^\W\d_])(?<![/=&?.])(?=https?://)", " ", text)


def read_reference(text: str, *, number: int = 0) -> Reference:
    """Parse a citation into its parts, as far as its form allows."""
    urls = addresses(text)
    reference = Reference(text=text, number=number, url=urls[0] if urls else "")
    rest = DOI.sub("", URL.sub("", text)).strip(" .,;[]")
    years = YEAR.findall(rest)
    reference.year = int(years[-1]) if years else None
    found = AUTHOR_YEAR.match(rest)
    if found:
        reference.year = int(found.group("year"))
        _from_author_year(reference, found.group("author"), found.group("rest"))
    elif INITIALLED.match(rest):
        initials = INITIALLED.match(rest)
        reference.author = initials.group().strip() if initials else ""
        reference.title = re.split(r"\s//\s|\.\s", rest[len(reference.author) :].strip(" .,"), maxsplit=1)[
            0
        ].strip(" .")
        outlet = re.search(r"\s//\s*([^.–—]+)", rest)
        reference.outlet = outlet.group(1).strip() if outlet else ""
    else:
        reference.title = rest.strip(" .,")
    if not reference.outlet and reference.url:
        domain = DOMAIN.match(reference.url)
        reference.outlet = domain.group(1).lower() if domain else ""
    return reference


def cites_a_work(text: str) -> bool:
    """Say whether a note cites a work, or only explains; "Ibid." cites what another note does."""
    if addresses(text) or IBID.match(text) or INITIALLED.match(text) or WORK_SIGNS.search(text):
        return True
    found = AUTHOR_YEAR.match(text.strip())
    if not found:
        return False
    title = found.group("rest").lstrip(" .,:«“\"'")
    return len(found.group("author").split()) <= MAX_NAME_WORDS and title[:1].isupper()


def _from_author_year(reference: Reference, head: str, rest: str) -> None:
    """«X (2024) Y»: X is an author, an outlet's address or, when Y is only an outlet, the title."""
    head, rest = head.strip(" .,"), re.sub(r"\.?,? *(?:Available at:?)?$", "", rest.strip()).strip(" .,")
    if DOMAIN.fullmatch(head):
        reference.outlet, reference.title = head.lower(), rest
    elif INITIALLED.match(head) or len(rest.split()) > 4:
        reference.author, reference.title = head, rest
    else:
        reference.title, reference.outlet = head, rest


def resolve_repeats(footnotes: list[Footnote]) -> None:
    """Give each "Ibid." the note it stands for, with its addresses."""
    before: Footnote | None = None
    for note in footnotes:
        if IBID.match(note.text) and before is not None:
            note.same_as = before.same_as or before.number
            note.urls = note.urls or list(before.urls)
            note.reference = note.reference or before.reference
        before = note
