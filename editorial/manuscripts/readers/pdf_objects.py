"""What stands on a page of a PDF besides its words: rules, pictures, links, comments."""

import ctypes
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

MIN_FIGURE = 0.01  # of the page: what is smaller is an ornament
MAX_FIGURE = 0.9  # what is larger is the paper
MAX_RULES = 4_000
MAX_ANNOTATIONS = 500
MIN_DRAWN = 12  # objects of a drawing that is put on a page as a whole
TOUCHING = 2.0
# What is drawn over words of the page or beside them, and has none of its own.
MARKS = (
    raw.FPDF_ANNOT_LINK,
    raw.FPDF_ANNOT_POPUP,
    raw.FPDF_ANNOT_TEXT,
    raw.FPDF_ANNOT_HIGHLIGHT,
    raw.FPDF_ANNOT_UNDERLINE,
    raw.FPDF_ANNOT_SQUIGGLY,
    raw.FPDF_ANNOT_STRIKEOUT,
    raw.FPDF_ANNOT_CARET,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a page shows something: from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def place(self, left: float, bottom: float, right: float, top: float) -> list[float]:
        """Return a box as [x0, x1, top, bottom] from the upper left corner."""
        return [
            round(value, 1)
            for value in (left - self.left, right - self.left, self.top - top, self.top - bottom)
        ]


def objects(page: Any, frame: Frame) -> dict[str, Any]:
    """Return the ruled lines of a page and its pictures, as [x0, x1, top, bottom], and how much of it these cover."""
    rules: list[list[float]] = []
    images: list[list[float]] = []
    pictures = 0.0
    shapes = 0
    area = max(1.0, frame.width * frame.height)
    box = [ctypes.c_float() for _ in range(4)]
    for at in range(min(raw.FPDFPage_CountObjects(page.raw), MAX_RULES)):
        each = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(each, *box):
            continue
        left, bottom, right, top = (value.value for value in box)
        share = max(0.0, right - left) * max(0.0, top - bottom) / area
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += share
            images.append(frame.place(left, bottom, right, top))
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            if MIN_FIGURE < share < MAX_FIGURE / 1.5 and _is_drawing(each):
                images.append(frame.place(left, bottom, right, top))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            shapes += 1
            if min(right - left, top - bottom) < 3 <= max(right - left, top - bottom):
                rules.append(frame.place(left, bottom, right, top))
    figures = [each for each in _joined(images) if MIN_FIGURE < _area(each) / area < MAX_FIGURE]
    return {"rules": rules, "pictures": round(min(1.0, pictures), 2), "shapes": shapes, "images": figures}


def _is_drawing(form: Any) -> bool:
    """Return whether a part that is put on a page as a whole is a picture or a drawing, and no text."""
    count = min(raw.FPDFFormObj_CountObjects(form), MAX_RULES)
    kinds = [raw.FPDFPageObj_GetType(raw.FPDFFormObj_GetObject(form, at)) for at in range(count)]
    drawn = kinds.count(raw.FPDF_PAGEOBJ_PATH)
    return raw.FPDF_PAGEOBJ_IMAGE in kinds or (
        drawn >= MIN_DRAWN and drawn > kinds.count(raw.FPDF_PAGEOBJ_TEXT) / 4
    )


def _area(box: list[float]) -> float:
    return (box[1] - box[0]) * (box[3] - box[2])


def _joined(boxes: list[list[float]]) -> list[list[float]]:
    """Join the pieces into which programs cut a picture: those that touch."""
    joined: list[list[float]] = []
    for box in boxes[:MAX_ANNOTATIONS]:
        whole = box
        while touching := [each for each in joined if _touch(each, whole)]:
            joined = [each for each in joined if not any(each is other for other in touching)]
            parts = [whole, *touching]
            whole = [min(each[0] for each in parts), max(each[1] for each in parts), min(each[2] for each in parts), max(each[3] for each in parts)]  # fmt: skip
        joined.append(whole)
    return joined


def _touch(a: list[float], b: list[float]) -> bool:
    across = a[0] <= b[1] + TOUCHING and b[0] <= a[1] + TOUCHING
    return across and a[2] <= b[3] + TOUCHING and b[2] <= a[3] + TOUCHING


def annotations(document: Any, page: Any, frame: Frame) -> dict[str, Any]:
    """Return the links of a page as [boxes, address], one box a line, and its comments as [text, author]."""
    links: list[list[Any]] = []
    comments: list[list[str]] = []
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)):
        each = raw.FPDFPage_GetAnnot(page.raw, at)
        kind = raw.FPDFAnnot_GetSubtype(each)
        if kind == raw.FPDF_ANNOT_LINK:
            address = _address(document, raw.FPDFAnnot_GetLink(each))
            if address:
                links.append([_boxes(each, frame), address])
        elif kind in MARKS and kind != raw.FPDF_ANNOT_POPUP and (text := _string(each, b"Contents").strip()):
            comments.append([text, _string(each, b"T")])
        raw.FPDFPage_CloseAnnot(each)
    return {"links": links, "comments": comments}


def _boxes(annotation: Any, frame: Frame) -> list[list[float]]:
    count = min(raw.FPDFAnnot_CountAttachmentPoints(annotation), MAX_ANNOTATIONS)
    corners = raw.FS_QUADPOINTSF()
    boxes: list[list[float]] = []
    for at in range(count):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, at, corners):
            across = [getattr(corners, f"x{number}") for number in range(1, 5)]
            along = [getattr(corners, f"y{number}") for number in range(1, 5)]
            boxes.append(frame.place(min(across), min(along), max(across), max(along)))
    box = raw.FS_RECTF()
    if not boxes and raw.FPDFAnnot_GetRect(annotation, box):
        boxes.append(frame.place(box.left, box.bottom, box.right, box.top))
    return boxes


def _address(document: Any, link: Any) -> str:
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    buffer = ctypes.create_string_buffer(min(length, 4_000))
    raw.FPDFAction_GetURIPath(document.raw, action, buffer, len(buffer))
    address = buffer.value.decode("utf-8", "replace").strip()
    return address if address.lower().startswith(("http://", "https://", "mailto:", "ftp://")) else ""


def _string(annotation: Any, key: bytes) -> str:
    length = min(raw.FPDFAnnot_GetStringValue(annotation, key, None, 0), 20_000)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[:length].decode("utf-16-le", "replace").replace("\x00", "")


def has_words_of_its_own(page: Any) -> bool:
    """Return whether a form or a note on the page shows words that its text does not have."""
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)):
        each = raw.FPDFPage_GetAnnot(page.raw, at)
        kind = raw.FPDFAnnot_GetSubtype(each)
        raw.FPDFPage_CloseAnnot(each)
        if kind not in MARKS:
            return True
    return False
