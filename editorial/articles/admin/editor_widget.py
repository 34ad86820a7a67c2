"""The text editor: what it may put into a text and into a note, and how both are cleaned."""

from typing import Any

from django.urls import reverse_lazy
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from editorial.articles.admin.editor_labels import labels
from editorial.articles.page_context import WORDS_A_MINUTE
from editorial.values.html import sanitise, sanitise_inline


def _menu(*groups: str) -> dict[str, Any]:
    return {"groups": [{"group": group} for group in groups]}


_INLINE: dict[str, Any] = {
    "Menu": _menu("marks", "link", "history", "utility"),
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "DeskLink": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "SpecialCharacters": True,
    "NoSpellCheck": False,
    "DeskFormula": True,
    "DeskToolbar": True,
}
_BODY: dict[str, Any] = {
    **_INLINE,
    "Menu": _menu(
        "blockType -lists",
        "lists",
        "desk",
        "nodes -blockType -lists",
        "marks",
        "link",
        "table",
        "history",
        "utility",
    ),
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
    "DeskFigure": {"address": reverse_lazy("admin:articles_picture_take")},
    "FootnoteMarker": True,
    "PageBreak": True,
    "PreservedAttributes": True,
    "WordPaste": True,
    "DeskToolbar": {"wordsAMinute": WORDS_A_MINUTE},
    "Fullscreen": True,
}


_OF_ARTICLES = {"FootnoteMarker", "PageBreak", "DeskFigure"}


class EditorWidget(AdminProseEditorWidget):  # type: ignore[misc]
    """The editor of a text, with its labels in the language of the user."""

    def get_config(self) -> Any:
        """Add the labels: the language is known only now."""
        config = super().get_config()
        return config | {"extensions": {"DeskLabels": {"labels": labels()}, **config["extensions"]}}


def body_field(**kwargs: Any) -> ProseEditorFormField:
    """Return the field for a text with its footnote markers."""
    return ProseEditorFormField(
        config={"extensions": _BODY}, sanitize=sanitise, widget=EditorWidget, **kwargs
    )


def page_field(**kwargs: Any) -> ProseEditorFormField:
    """Return the field for the text of a page about the site: without notes, pages of a print or pictures."""
    extensions = {name: option for name, option in _BODY.items() if name not in _OF_ARTICLES}
    return ProseEditorFormField(
        config={"extensions": extensions}, sanitize=sanitise, widget=EditorWidget, **kwargs
    )


def note_field(**kwargs: Any) -> ProseEditorFormField:
    """Return the field for the text of a note."""
    return ProseEditorFormField(
        config={"extensions": _INLINE}, sanitize=sanitise_inline, widget=AdminProseEditorWidget, **kwargs
    )
