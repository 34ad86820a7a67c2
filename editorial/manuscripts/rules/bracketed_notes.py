"""Notes of a web page: «[3]» in the text, and under «Примечания» a list of what they say.

They become what a book prints: raised figures, and notes at the end. A list of literature stays what it is.
"""

import re

from editorial.manuscripts.lines import Line
from editorial.manuscripts.page_model import Page

HEADING = re.compile(
    r"(?:примечани[ея]|сноски|ссылки|notes|footnotes|endnotes|ескертпелер|ескертулер|сілтемелер|qeydlər|istinadlar)[.:]?",
    re.IGNORECASE,
)
ENTRY = re.compile(r"\[?(\d{1,3})[\].)]{0,2}\s+(?=\S)")
CALL = re.compile(r"\s?\[(\d{1,3})\]")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raise_bracketed(pages: list[Page]) -> None:
    """Write bracketed calls as raised figures, where a list of notes closes the text."""
    lines = [line for page in pages for line in page.lines]
    at = next((place for place, line in enumerate(lines) if HEADING.fullmatch(line.text)), None)
    if at is None:
        return
    entries = {int(found.group(1)): line for line in lines[at + 1 :] if (found := ENTRY.match(line.text))}
    called = {int(number) for line in lines[:at] for number in CALL.findall(line.text)}
    if not entries or not called or not called <= entries.keys():
        return
    lines[at].text = ""
    for line in lines[:at]:
        line.text = CALL.sub(lambda found: found.group(1).translate(RAISED), line.text)
    for number, line in entries.items():
        _renumber(line, number)


def _renumber(line: Line, number: int) -> None:
    line.text = f"{str(number).translate(RAISED)} {ENTRY.sub('', line.text, count=1)}"
