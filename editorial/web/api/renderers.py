"""The renderer of answers that are files."""

from typing import Any

from rest_framework.renderers import BaseRenderer


class FileRenderer(BaseRenderer):
    """A format of the field: passes on what the view has written for it."""

    charset: str | None = None
    render_style = "binary"
    takes_lists = True

    def render(self, data: Any, _media_type: str | None = None, _context: Any = None) -> bytes:
        """Return the bytes."""
        return bytes(data)
