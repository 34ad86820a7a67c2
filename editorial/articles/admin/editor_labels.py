"""The labels of the article editor, for the scripts that draw it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_KEYS = (
    ("Ctrl+B Ctrl+I", _("bold, italic")),
    ("Ctrl+Alt+2 Ctrl+Alt+3 Ctrl+Alt+4", _("heading, level 2, 3 or 4")),
    ("Ctrl+Alt+0", _("normal paragraph")),
    ("Ctrl+Shift+8 Ctrl+Shift+7", _("bulleted list, numbered list")),
    ("Ctrl+Shift+B", _("quotation")),
    ("Ctrl+K", _("link")),
    ("Ctrl+Alt+F", _("new footnote; Enter on a marker opens the footnote, Escape returns to the text")),
    (
        "Ctrl+Alt+T",
        _(
            "table; Tab moves to the next cell or adds a row after the last one; ↓ in the last row leaves "
            "the table"
        ),
    ),
    ("Ctrl+Alt+P", _("image: insert or edit")),
    ("Ctrl+Z Ctrl+Shift+Z", _("undo, redo")),
    ("Alt+F10", _("toolbar; arrow keys move between buttons, Escape returns to the text")),
    ("Ctrl+/", _("keyboard shortcuts")),
)

WORDS: dict[str, Any] = {
    "text": _("Text"),
    "toolbar": _("Toolbar for “%(field)s”"),
    "hint": _("Alt+F10: toolbar. Ctrl+/: keyboard shortcuts."),
    "length": _("Words: %(words)s. Reading time: %(minutes)s min."),
    "helpTitle": _("Keyboard shortcuts"),
    "cancel": _("Cancel"),
    "close": _("Close"),
    "insert": _("Insert"),
    "change": _("Change"),
    "note": _("Footnote"),
    "footnote": _("Footnote (Ctrl+Alt+F)"),
    "noteEmpty": _("empty footnote"),
    "noteWithoutMarker": _("The text has no marker for this footnote."),
    "markerWithoutNote": _("This marker has no footnote. Press Enter to write it."),
    "noteFind": _("Show in text"),
    "noteMove": _("Move marker to cursor"),
    "noteDelete": _("Delete footnote and marker"),
    "pageBreak": _("Beginning of a page of the printed edition"),
    "pageNumber": _("Number of the page"),
    "pageNumbered": _("p. %(number)s"),
    "pageNumberWrong": _("The number of a page is a whole number from 1 to 9999."),
    "pastedNotes": _("Footnotes imported: %(count)s."),
    "pastedPictures": _("Images skipped: %(count)s. Insert each from a file and add a description."),
    "table": _("Table (Ctrl+Alt+T)"),
    "tableCaption": _("Table caption"),
    "table:rowBefore": _("Insert row above"),
    "table:rowAfter": _("Insert row below"),
    "table:deleteRow": _("Delete row"),
    "table:columnBefore": _("Insert column left"),
    "table:columnAfter": _("Insert column right"),
    "table:deleteColumn": _("Delete column"),
    "table:header": _("Header row"),
    "table:merge": _("Merge cells"),
    "table:split": _("Split cell"),
    "table:caption": _("Table caption"),
    "table:delete": _("Delete table"),
    "link": _("Link (Ctrl+K)"),
    "unlink": _("Remove link"),
    "linkInsert": _("New link"),
    "linkEdit": _("Link"),
    "linkText": _("Link text"),
    "linkAddress": _("URL"),
    "linkHelp": _("https://… or an e-mail address"),
    "linkRefused": _("Enter a web address (https://…) or an e-mail address."),
    "pictureInsert": _("New image"),
    "pictureEdit": _("Image"),
    "pictureFile": _("File"),
    "pictureOther": _("Replace file"),
    "pictureHelp": _("JPEG, PNG or WebP. The original is kept; place and time metadata are removed."),
    "pictureAlt": _("Alternative text"),
    "pictureAltHelp": _("Describe the image for readers who cannot see it."),
    "pictureAltMissing": _("Add alternative text or mark the image as decorative."),
    "pictureDecorative": _("Decorative (adds no information)"),
    "pictureIsDecorative": _("Decorative image"),
    "pictureCredit": _("Credit (author or rights holder)"),
    "pictureSource": _("Source URL"),
    "pictureCaption": _("Caption"),
    "pictureMissing": _("Choose an image file."),
    "pictureNotSent": _(
        "The image could not be uploaded. Check your connection and that you are still signed in."
    ),
    "button:heading2": _("Heading 2 (Ctrl+Alt+2)"),
    "button:heading3": _("Heading 3 (Ctrl+Alt+3)"),
    "button:heading4": _("Heading 4 (Ctrl+Alt+4)"),
    "button:paragraph": _("Paragraph (Ctrl+Alt+0)"),
    "button:bulletList": _("Bulleted list (Ctrl+Shift+8)"),
    "button:orderedList": _("Numbered list (Ctrl+Shift+7)"),
    "button:blockquote": _("Block quotation (Ctrl+Shift+B)"),
    "button:horizontalRule": _("Section break"),
    "button:figure": _("Image (Ctrl+Alt+P)"),
    "button:bold": _("Bold (Ctrl+B)"),
    "button:italic": _("Italic (Ctrl+I)"),
    "button:subscript": _("Subscript"),
    "button:superscript": _("Superscript"),
    "button:history:undo": _("Undo (Ctrl+Z)"),
    "button:history:redo": _("Redo (Ctrl+Shift+Z)"),
    "button:fullscreen": _("Full screen"),
    "button:orderedListProperties": _("Start numbering at"),
}


def labels() -> dict[str, Any]:
    """Return the words in the language of the desk."""
    return {**WORDS, "help": "\n".join(f"{keys}\t{what}" for keys, what in _KEYS)}
