"""The writing surface: what the editor may put into a text and into a note, and how both are cleaned."""

from typing import Any

from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from editorial.values.html import sanitise, sanitise_inline

_INLINE: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "SpecialCharacters": True,
    "NoSpellCheck": False,
}
_BODY: dict[str, Any] = {
    **_INLINE,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "DeskTable": {"resizable": False},
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Figure": True,
    "Caption": True,
    "Image": True,
    "FootnoteMarker": True,
    "KeptAttributes": True,
    "Fullscreen": True,
}


def body_field(**kwargs: Any) -> ProseEditorFormField:
    """Return the field for a text with its footnote markers."""
    return ProseEditorFormField(
        config={"extensions": _BODY}, sanitize=sanitise, widget=AdminProseEditorWidget, **kwargs
    )


def note_field(**kwargs: Any) -> ProseEditorFormField:
    """Return the field for the text of a note."""
    return ProseEditorFormField(
        config={"extensions": _INLINE}, sanitize=sanitise_inline, widget=AdminProseEditorWidget, **kwargs
    )
