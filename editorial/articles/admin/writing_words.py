"""The words of the writing surface, for the scripts that draw it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_KEYS = (
    ("Ctrl+B Ctrl+I", _("bold, italic")),
    ("Ctrl+Alt+2 Ctrl+Alt+3 Ctrl+Alt+4", _("heading of level 2, 3, 4")),
    ("Ctrl+Alt+0", _("plain paragraph")),
    ("Ctrl+Shift+8 Ctrl+Shift+7", _("bulleted list, numbered list")),
    ("Ctrl+Shift+B", _("quotation")),
    ("Ctrl+K", _("link")),
    ("Ctrl+Alt+F", _("new footnote; Enter on its marker opens the note, Escape in the note leads back")),
    (
        "Ctrl+Alt+T",
        _("table; Tab goes to the next cell and, in the last one, adds a row; ↓ in the last row leads on"),
    ),
    ("Ctrl+Alt+P", _("picture: a new one, or what is said of this one")),
    ("Ctrl+Z Ctrl+Shift+Z", _("undo, redo")),
    ("Alt+F10", _("to the buttons; arrows move between them, Escape leads back")),
    ("Ctrl+/", _("this list")),
)

WORDS: dict[str, Any] = {
    "text": _("Text"),
    "toolbar": _("Buttons of the field “%(field)s”"),
    "hint": _("Alt+F10: buttons. Ctrl+/: all keys."),
    "length": _("Words: %(words)s. Reading time: %(minutes)s min."),
    "helpTitle": _("Keys"),
    "cancel": _("Cancel"),
    "close": _("Close"),
    "insert": _("Insert"),
    "change": _("Change"),
    "note": _("Note"),
    "footnote": _("Footnote (Ctrl+Alt+F)"),
    "noteEmpty": _("empty note"),
    "noteWithoutMarker": _("The text does not point to this note."),
    "markerWithoutNote": _("There is no note for this marker: press Enter to write it."),
    "noteFind": _("Show its place in the text"),
    "noteMove": _("Move its marker to the cursor"),
    "noteDelete": _("Delete the note with its marker"),
    "pastedNotes": _("Notes taken over: %(count)s."),
    "pastedPictures": _("Pictures left out: %(count)s. Insert each from its file, with a description."),
    "table": _("Table (Ctrl+Alt+T)"),
    "tableCaption": _("Caption of the table"),
    "table:rowBefore": _("Row above"),
    "table:rowAfter": _("Row below"),
    "table:deleteRow": _("Delete row"),
    "table:columnBefore": _("Column to the left"),
    "table:columnAfter": _("Column to the right"),
    "table:deleteColumn": _("Delete column"),
    "table:header": _("Header row"),
    "table:merge": _("Join cells"),
    "table:split": _("Split cell"),
    "table:caption": _("Caption of the table"),
    "table:delete": _("Delete table"),
    "link": _("Link (Ctrl+K)"),
    "unlink": _("Remove link"),
    "linkInsert": _("New link"),
    "linkEdit": _("Link"),
    "linkText": _("Words of the link"),
    "linkAddress": _("Address"),
    "linkHelp": _("https://… or a mail address"),
    "linkRefused": _("A link leads to a web address (https://…) or to a mail address."),
    "pictureInsert": _("New picture"),
    "pictureEdit": _("Picture"),
    "pictureFile": _("File"),
    "pictureOther": _("Another file instead"),
    "pictureHelp": _(
        "JPEG, PNG or WebP. The original is kept; place and time of the photograph are not passed on."
    ),
    "pictureAlt": _("Description"),
    "pictureAltHelp": _("What the picture shows, for those who do not see it."),
    "pictureAltMissing": _("Say what the picture shows, or that it is only decorative."),
    "pictureDecorative": _("Decorative: says nothing that the text does not say"),
    "pictureIsDecorative": _("Decorative picture"),
    "pictureCredit": _("Credit: whose picture it is"),
    "pictureSource": _("Address of the source"),
    "pictureCaption": _("Caption"),
    "pictureMissing": _("Choose a picture file."),
    "pictureNotSent": _(
        "The picture could not be sent. Check the connection and whether you are still signed in."
    ),
    "button:heading2": _("Heading 2 (Ctrl+Alt+2)"),
    "button:heading3": _("Heading 3 (Ctrl+Alt+3)"),
    "button:heading4": _("Heading 4 (Ctrl+Alt+4)"),
    "button:paragraph": _("Paragraph (Ctrl+Alt+0)"),
    "button:bulletList": _("Bulleted list (Ctrl+Shift+8)"),
    "button:orderedList": _("Numbered list (Ctrl+Shift+7)"),
    "button:blockquote": _("Quotation (Ctrl+Shift+B)"),
    "button:horizontalRule": _("Break between parts"),
    "button:figure": _("Picture (Ctrl+Alt+P)"),
    "button:bold": _("Bold (Ctrl+B)"),
    "button:italic": _("Italic (Ctrl+I)"),
    "button:subscript": _("Subscript"),
    "button:superscript": _("Superscript"),
    "button:history:undo": _("Undo (Ctrl+Z)"),
    "button:history:redo": _("Redo (Ctrl+Shift+Z)"),
    "button:fullscreen": _("Full screen"),
    "button:orderedListProperties": _("First number of the list"),
}


def words() -> dict[str, Any]:
    """Return the words in the language of the desk."""
    return {**WORDS, "help": "\n".join(f"{keys}\t{what}" for keys, what in _KEYS)}
