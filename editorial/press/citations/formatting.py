"""A line of a bibliography: pieces joined by each style's own rules, titles in italics where the style wants them."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

ITALIC, UPRIGHT = "\ue000", "\ue001"
NO_DOT_AFTER = ".?!…"


@dataclass(frozen=True)
class Citation:
    """A citation as plain text, to be copied, and as HTML, to be shown."""

    style: str
    name: str
    text: str
    html: SafeString


def citation(style: str, name: str | Promise, line: str) -> Citation:
    """Build the citation from a finished line."""
    text = line.replace(ITALIC, "").replace(UPRIGHT, "")
    # Escaped first; the two marks stand for tags of our own.
    marked = escape(line).replace(ITALIC, "<i>").replace(UPRIGHT, "</i>")
    return Citation(style, str(name), text, mark_safe(marked))  # noqa: S308


def italic(value: str) -> str:
    """Set the value in italics, removing the marks of an earlier call."""
    return f"{ITALIC}{value}{UPRIGHT}" if value else ""


def end_with_dot(value: str) -> str:
    """End the value with a full stop, unless it has a closing mark of its own."""
    stripped = value.rstrip().rstrip(UPRIGHT)
    return value if not stripped or stripped[-1] in NO_DOT_AFTER else f"{value.rstrip()}."


def sentences(*parts: str) -> str:
    """Join the non-empty parts as sentences, each closed by a full stop."""
    return " ".join(end_with_dot(part) for part in parts if part)


def areas(*parts: str) -> str:
    """Join the non-empty parts as areas of a bibliographic record: `one. – two. – three.`."""
    return " – ".join(end_with_dot(part) for part in parts if part)


def en_dash(pages: str) -> str:
    """Format a range of pages with a dash: `9–15`."""
    return pages.replace("-", "–").replace("—", "–")


def dotted(day: date) -> str:
    """Format a date in figures: `22.11.2026`."""
    return f"{day:%d.%m.%Y}"


def dotted_edtf(issued: str) -> str:
    """Format an EDTF date in figures, as precise as it is: `14.05.2024`, `05.2024`, `2024`."""
    return ".".join(reversed(issued.split("-")))


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def english_parts(issued: str) -> tuple[str, str, str]:
    """Year, month name and day of an EDTF date, empty where it is less precise."""
    year, month, day = [*issued.split("-"), "", ""][:3]
    return year, MONTHS[int(month) - 1] if month else "", str(int(day)) if day else ""


def english_date(issued: str) -> str:
    """`May 14, 2024`, `May 2024` or `2024`."""
    year, month, day = english_parts(issued)
    return f"{month} {day}, {year}" if day else f"{month} {year}".strip()


def link_to(doi: str, url: str) -> str:
    """Return the address to print: the DOI's, else the page's."""
    return f"https://doi.org/{doi}" if doi else url
