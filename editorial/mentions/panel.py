"""The mentions panel on the form of a text."""

from editorial.desk.extensions import Extension


class MentionsPanel(Extension):
    """The way from a text to what it mentions."""

    button_template = "admin/mentions/button.html"
