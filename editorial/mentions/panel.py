"""What the form of a text has of its mentions."""

from editorial.desk.extensions import Extension


class MentionsPanel(Extension):
    """The way from a text to what it mentions."""

    button_template = "admin/mentions/button.html"
