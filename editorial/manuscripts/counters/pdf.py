"""Count the words of a PDF, page by page, with poppler or pypdf, and find each in the manuscript.

Neither shares code with the reader, which builds on pdfium; poppler, where it is installed, is faster and knows more
fonts. Where both fail, a remark says that nothing was checked. Running headers, page numbers and the numbers of notes are known to be
left out; whatever else is not found becomes a remark with the page and the words.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from editorial.manuscripts import limits, programs
from editorial.manuscripts.conservation import MAX_REMARKS, inventory_of, words
from editorial.manuscripts.draft import Conservation, Counts, Manuscript, Remark
from editorial.manuscripts.page_model import Page
from editorial.manuscripts.rules.abstracts import ABSTRACT, KEYWORDS
from editorial.manuscripts.rules.contents import HEADING as CONTENTS
from editorial.manuscripts.rules.footnote_blocks import REFERENCE_LIST

LINE_END_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_])")
GLUED = re.compile(r"(\D+)(\d{1,4})|(\d{1,4})(\D+)|(\d{4})(\d{1,3})")
MAX_APART = 60  # words between the two parts of a word that a line end, or a column, cut
PAGES = "editorial.manuscripts.counters.pdf_pages"
MAX_QUOTED = 160
MIN_SPACED_LETTERS = 4
MIN_PART = 3


@contextmanager
def counting(path: Path) -> Iterator[Callable[[], list[str]]]:
    """Start the count of a PDF, to run beside the reading; the result is the text of each page, or nothing."""
    program = programs.find("pdftotext")
    output = path.with_suffix(".txt")
    arguments = (
        [program, "-enc", "UTF-8", str(path), "-"] if program else [sys.executable, "-m", PAGES, str(path)]
    )
    process = programs.start(arguments, output=output, seconds=limits.COUNT_SECONDS)

    def finish() -> list[str]:
        found = programs.finish(process, output=output, seconds=limits.COUNT_SECONDS)
        return found.decode("utf-8", "replace").split("\f")[:-1] if found else []

    try:
        yield finish
    finally:
        process.kill()
        process.wait()


@dataclass(slots=True)
class _Search:
    """The words of a manuscript that no word of the source has claimed yet."""

    free: Counter[str]
    left_out: Counter[str]
    numbers: set[str] = field(default_factory=set)

    def takes(self, word: str) -> bool:
        """Claim a word, or let it pass where it is known to be left out."""
        for known in (self.free, self.left_out):
            if known[word] > 0:
                known[word] -= 1
                return True
        return word in self.numbers

    def takes_parts(self, word: str) -> bool:
        """Claim the word and the figure of a note, or two words, that are written as one."""
        glued = GLUED.fullmatch(word)
        if glued:
            first, second = (part for part in glued.groups() if part)
            figure = second if second.isdigit() else first
            if figure in self.numbers and self.takes(first if second == figure else second):
                return True
        for at in range(1, len(word)):
            if self.free[word[:at]] > 0 and self.free[word[at:]] > 0:
                return self.takes(word[:at]) and self.takes(word[at:])
        return False


def check_pages(
    manuscript: Manuscript, texts: list[str], pages: list[Page], recognised: dict[int, str]
) -> None:
    """Find the words of each page in the manuscript, and remark on those that are not there.

    The words of `recognised` pages come from pictures, which no counter reads: they answer for no word of others.
    """
    draft = Counter(word for passage in inventory_of(manuscript).passages for word in words(passage.text))
    search = _Search(draft.copy(), _left_out(pages), _note_numbers(manuscript))
    for text in recognised.values():
        for word in words(LINE_END_HYPHEN.sub("", text)):
            search.takes(word)
    lost: list[tuple[int, str]] = []
    counted = 0
    for number, text in enumerate(texts, 1):
        if number in recognised:
            continue
        search.left_out.update(_labels(text))
        found = words(LINE_END_HYPHEN.sub("", text))
        counted += len(found)
        lost.extend((number, word) for word in _join_letters(found, search) if not search.takes(word))
    lost = _unexplained(lost, search)
    places = {page: [word for number, word in lost if number == page] for page, _word in lost}
    for number, missing in list(places.items())[:MAX_REMARKS]:
        line = next((line.number for page in pages[number - 1 : number] for line in page.lines), 0)
        manuscript.remarks.append(Remark(line, _message(number, missing)))
    if len(places) > MAX_REMARKS:
        rest = sum(len(missing) for missing in list(places.values())[MAX_REMARKS:])
        message = _("Words in other places that are not in the draft: %(count)s.") % {"count": rest}
        manuscript.remarks.append(Remark(0, message))
    total = len(lost)
    manuscript.conservation = Conservation(
        source=Counts(words=counted), draft=Counts(words=sum(draft.values())), lost=Counts(words=total)
    )


def _left_out(pages: list[Page]) -> Counter[str]:
    """Return the words of headers and contents, those cut at a line end in parts and as a whole."""
    found: Counter[str] = Counter()
    for page in pages:
        lines = [line.text for line in sorted(page.head, key=lambda line: line.number)]
        parts, whole = (
            Counter(words("\n".join(lines))),
            Counter(words(LINE_END_HYPHEN.sub("", "\n".join(lines)))),
        )
        found.update(parts | whole)
    return found


def _labels(text: str) -> list[str]:
    """Return the words of labels, of which the draft keeps what they name: abstracts, keywords, sources, contents."""
    found: list[str] = []
    for line in text.splitlines():
        label = ABSTRACT.match(line) or KEYWORDS.match(line)
        if label:
            found += words(label.group())
        elif REFERENCE_LIST.fullmatch(line.strip()) or CONTENTS.fullmatch(line.strip()):
            found += words(line)
    return found


def _note_numbers(manuscript: Manuscript) -> set[str]:
    numbers = {str(note.number) for item in manuscript.items for note in item.footnotes}
    return numbers | {str(each.number) for item in manuscript.items for each in item.references}


def _join_letters(found: list[str], search: _Search) -> list[str]:
    """Join words whose letters are set apart: the longest that the manuscript has."""
    if sum([len(word) == 1 for word in found]) < MIN_SPACED_LETTERS:
        return found
    result: list[str] = []
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and len(found[end]) == 1 and found[end].isalpha():
            end += 1
        while end - at >= MIN_SPACED_LETTERS and search.free["".join(found[at:end])] == 0:
            end -= 1
        if end - at >= MIN_SPACED_LETTERS:
            result.append("".join(found[at:end]))
            at = end
        else:
            result.append(found[at])
            at += 1
    return result


def _unexplained(missing: list[tuple[int, str]], search: _Search) -> list[tuple[int, str]]:
    """Return the words that are neither parts of one word of the manuscript nor two of its words in one."""
    rest: list[tuple[int, str]] = []
    done: set[int] = set()
    for at, (number, word) in enumerate(missing):
        if at in done or search.takes_parts(word):
            continue
        other = next(
            (
                place
                for place in range(at + 1, min(len(missing), at + MAX_APART))
                if place not in done and search.free[word + missing[place][1]] > 0
            ),
            None,
        )
        if other is not None:
            search.takes(word + missing[other][1])
            done.add(other)
        else:
            rest.append((number, word))
    return _without_parts(rest, search)


def _without_parts(missing: list[tuple[int, str]], search: _Search) -> list[tuple[int, str]]:
    """Leave out words that are the beginning or the end of a word of the manuscript, whose other part was found."""
    free = [word for word, count in search.free.items() if count > 0 and len(word) > MIN_PART]
    rest: list[tuple[int, str]] = []
    for number, word in missing:
        whole = next((each for each in free if len(word) >= MIN_PART and each.startswith(word)), None)
        whole = whole or next((each for each in free if len(word) >= MIN_PART and each.endswith(word)), None)
        if whole is None or not search.takes(whole):
            rest.append((number, word))
    return _without_recut(rest, search)


def _without_recut(missing: list[tuple[int, str]], search: _Search) -> list[tuple[int, str]]:
    """Leave out words whose glyphs stand in words of the manuscript that no other word has claimed.

    In formulas and figures two programs part the same glyphs differently.
    """
    letters: Counter[str] = Counter()
    for word, count in search.free.items():
        for letter in word if count > 0 else "":
            letters[letter] += count
    rest: list[tuple[int, str]] = []
    for number, word in missing:
        needed = Counter(word)
        if all(letters[letter] >= count for letter, count in needed.items()):
            letters.subtract(needed)
        else:
            rest.append((number, word))
    return rest


def _message(number: int, missing: list[str]) -> str:
    quoted = " ".join(missing)
    quoted = quoted if len(quoted) <= MAX_QUOTED else f"{quoted[:MAX_QUOTED]}…"
    place = _("page %(number)s") % {"number": number}
    return _("Not in the draft (%(place)s): “%(words)s”.") % {"place": place, "words": quoted}
