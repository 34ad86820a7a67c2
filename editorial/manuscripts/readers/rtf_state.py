"""State at a place in Rich Text: the group, the paragraph, the text that is being read."""

import re
from dataclasses import dataclass, field

from editorial.manuscripts.draft import Block, SpanKind
from editorial.manuscripts.readers.rtf_tables import RtfTable
from editorial.manuscripts.spans import RichText

# Groups that hold no text of the document.
SILENT = {
    "colortbl", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "themedata",
    "colorschememapping", "datastore", "latentstyles", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl",
    "nonshppict", "xe", "tc", "tcn", "bkmkstart", "bkmkend", "pnseclvl", "pn", "ftnsep", "ftnsepc", "ftncn", "aftnsep",
    "aftnsepc", "aftncn", "revtbl", "pgdsctbl", "objdata", "objclass", "objname", "shprslt", "private", "template",
    "filetbl", "do", "atnid", "atnref", "atndate", "atnparent", "atntime", "sp", "sn", "picprop", "blipuid", "background",
    "wgrffmtfilter", "mmathPr", "fchars", "lchars", "panose", "falt", "fontemb", "protusertbl", "userprops", "passwordhash",
    "ffname", "ffhelptext", "ffstattext", "formfield", "datafield", "pntxta", "pntxtb", "pict",
}  # fmt: skip
KNOWN_STARRED = {"shpinst", "shppict", "fldinst", "annotation", "atnauthor", "nesttableprops", "ud", "footnote",
                 "shptxt", "moMath", "moMathPara", "listtext", "pntext", "fldrslt", "result", "dptxbxtext", "cs"}  # fmt: skip
PICTURES = {"pngblip": "png", "jpegblip": "jpeg", "emfblip": "emf", "wmetafile": "wmf", "dibitmap": "bmp",
            "wbitmap": "bmp", "macpict": "pict"}  # fmt: skip
DEEPEST = 2000
HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(slots=True)
class Group:
    """State inside a pair of braces."""

    destination: str = ""
    font: int = -1
    skip: int = 1  # characters that follow a \u for readers without Unicode
    styles: tuple[SpanKind, ...] = ()
    hidden: bool = False
    deleted: bool = False
    revised: bool = False
    link: str = ""
    starred: bool = False
    is_source: bool = False  # in the list of works


@dataclass(slots=True)
class RtfParagraph:
    """The properties of a paragraph."""

    style: int = 0
    level: int = 0
    table: int = 0
    list_level: int = 0
    is_item: bool = False
    label: str = ""
    first_line: int = 0
    is_source: bool = False


@dataclass(slots=True)
class Context:
    """A text of its own: the body, a note, a box, a comment."""

    blocks: list[Block] = field(default_factory=list)
    rich: RichText = field(default_factory=RichText)
    aside: list[Block] = field(default_factory=list)
    tables: list[RtfTable] = field(default_factory=list)
    about: RtfParagraph = field(default_factory=RtfParagraph)
