"""Charts of Word files: the numbers that the file keeps of them, as a table."""

from lxml import etree

from editorial.manuscripts.draft import Block, Cell
from editorial.manuscripts.flow import table_of
from editorial.manuscripts.readers.docx_package import Element

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MAX_ROWS, MAX_COLUMNS, MAX_DIGITS = 200, 30, 12


def title_of(root: Element) -> str:
    """Return the title of a chart."""
    titles = root.findall(f"{C}chart/{C}title")
    return "".join(text.text or "" for title in titles for text in title.iter(f"{A}t")).strip()


def numbers_of(root: Element, title: str) -> Block | None:
    """Return the table of a chart: a row for each category, a column for each series; None without numbers."""
    series = list(root.iter(f"{C}ser"))[:MAX_COLUMNS]
    names = [_points(each.find(f"{C}tx")).get(0, "") for each in series]
    categories = next((found for each in series if (found := _points(_first(each, "cat", "xVal")))), {})
    values = [_points(_first(each, "val", "yVal")) for each in series]
    places = sorted({at for column in [categories, *values] for at in column})[:MAX_ROWS]
    if not places or not any(values):
        return None
    rows = [
        ["", *names],
        *([categories.get(at, ""), *(column.get(at, "") for column in values)] for at in places),
    ]
    block = table_of([[_cell(text) for text in row] for row in rows], title=title)
    if block is not None:
        block.label = title
    return block


def _first(series: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := series.find(f"{C}{name}")) is not None), None)


def _points(holder: Element | None) -> dict[int, str]:
    found: dict[int, str] = {}
    for point in holder.iter(f"{C}pt") if holder is not None else ():
        value = point.find(f"{C}v")
        at = point.get("idx", "0")
        if value is not None and value.text and at.isdigit():
            found[int(at)] = _rounded(value.text)
    if not found and holder is not None:
        lone = holder.find(f"{C}v")
        if lone is not None and lone.text:
            found[0] = lone.text
    return found


def _rounded(value: str) -> str:
    """Return a number without the noise that a computer's fractions have."""
    try:
        return f"{float(value):.10g}" if len(value) > MAX_DIGITS else value
    except ValueError:
        return value


def _cell(text: str) -> Cell:
    return Cell(blocks=[Block(kind="paragraph", text=text)] if text else [])


def parse_chart(data: bytes) -> Element | None:
    """Return the root of a chart; None for a broken one."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
