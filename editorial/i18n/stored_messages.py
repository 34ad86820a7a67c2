"""Messages that are stored: written by a worker in one language, shown in that of each reader.

Within `traced()` the texts of the catalogues know their message id and parameters, through `%` and exceptions. A
`MessageField` stores these, and translates them when the row is read.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, npgettext, pgettext, trans_real

from editorial.values.characters import clean_value
from editorial.values.text_fields import TextField

CONTEXT_SEPARATOR = "\x04"
STORED = '{"messages": '


@dataclass(frozen=True)
class Part:
    """A message of the catalogues, or plain `text`."""

    id: str = ""
    context: str = ""
    plural: str = ""
    number: int = 0
    params: Mapping[str, Any] | None = None
    text: str = ""

    def translate(self) -> str:
        """Return the text in the active language."""
        if self.text:
            return self.text
        if self.plural and self.context:
            found = npgettext(self.context, self.id, self.plural, self.number)
        elif self.plural:
            found = ngettext(self.id, self.plural, self.number)
        else:
            found = pgettext(self.context, self.id) if self.context else gettext(self.id)
        if self.params is None:
            return found
        return found % {name: localize(value) for name, value in self.params.items()}


class Message(str):
    """A text in one language that can be translated into the others."""

    parts: tuple[Part, ...]

    def __new__(cls, text: str, parts: tuple[Part, ...]) -> Self:
        """Return the text with its origin."""
        message = super().__new__(cls, text)
        message.parts = parts
        return message

    def __getnewargs__(self) -> tuple[str, tuple[Part, ...]]:  # type: ignore[override]
        return str.__str__(self), self.parts

    def __str__(self) -> str:
        return self

    def __mod__(self, params: Any) -> str:
        """Return the text with its parameters, which it remembers."""
        text = super().__mod__(params)
        if len(self.parts) != 1 or not isinstance(params, Mapping):
            return text
        (part,) = self.parts
        return Message(text, (Part(part.id, part.context, part.plural, part.number, dict(params)),))


class _TracingCatalogue:
    """The active catalogue, with messages for texts."""

    def __init__(self, catalogue: Any) -> None:
        self._catalogue = catalogue

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalogue, name)

    def gettext(self, message: str) -> str:
        context, _separator, msgid = message.rpartition(CONTEXT_SEPARATOR)
        found = self._catalogue.gettext(message)
        text = msgid if CONTEXT_SEPARATOR in found else found
        return Message(text, (Part(msgid, context),))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        context, _separator, msgid = singular.rpartition(CONTEXT_SEPARATOR)
        found = self._catalogue.ngettext(singular, plural, number)
        text = found.rpartition(CONTEXT_SEPARATOR)[2]
        return Message(text, (Part(msgid, context, plural.rpartition(CONTEXT_SEPARATOR)[2], number),))


@contextmanager
def traced() -> Iterator[None]:
    """Let texts of the active language be messages, until another language is activated or the block ends."""
    active: Any = trans_real._active  # type: ignore[attr-defined]  # noqa: SLF001  # Django has no other place
    before = getattr(active, "value", None)
    active.value = _TracingCatalogue(before or trans_real.translation(settings.LANGUAGE_CODE))
    try:
        yield
    finally:
        if before is None:
            del active.value
        else:
            active.value = before


def join(texts: Iterable[str], separator: str = " ") -> str:
    """Return texts as one message."""
    found = list(texts)
    parts: list[Part] = []
    for text in found:
        between = (Part(text=separator),) if parts else ()
        parts += (*between, *(text.parts if isinstance(text, Message) else (Part(text=text),)))
    return Message(separator.join(found), tuple(parts))


def _translate(parts: Iterable[Part]) -> str:
    return "".join(part.translate() for part in parts)


def localize(value: Any) -> Any:
    """Return a message in the active language; anything else as it is."""
    return _translate(value.parts) if isinstance(value, Message) else value


def encode(value: str) -> str:
    """Return what is stored of a message: ids and parameters; of any other text the text."""
    if not isinstance(value, Message):
        return value
    return STORED + json.dumps([_to_plain(part) for part in value.parts], ensure_ascii=False) + "}"


def decode(stored: str) -> str:
    """Return a stored message in the active language; a text that is none as it is."""
    if not stored.startswith(STORED):
        return stored
    parts = tuple(_from_plain(part) for part in json.loads(stored)["messages"])
    return Message(_translate(parts), parts)


def _to_plain(part: Part) -> dict[str, Any]:
    params = part.params and {name: _param_to_plain(value) for name, value in part.params.items()}
    plain = {**vars(part), "params": params}
    return {name: value for name, value in plain.items() if value or (name == "params" and value is not None)}


def _param_to_plain(value: Any) -> Any:
    if isinstance(value, Message):
        return [_to_plain(part) for part in value.parts]
    return value if isinstance(value, int | float) else str(value)


def _from_plain(plain: Mapping[str, Any]) -> Part:
    params = plain.get("params")
    if params is not None:
        params = {name: _param_from_plain(value) for name, value in params.items()}
    return Part(**{**plain, "params": params})


def _param_from_plain(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    parts = tuple(_from_plain(part) for part in value)
    return Message(_translate(parts), parts)


def _clean(value: Any) -> Any:
    return value if isinstance(value, Message) else clean_value(value)


class MessageField(TextField):  # type: ignore[type-arg]
    """A text column for messages, such as the cause of a failure; rows have them in the active language."""

    clean_characters = staticmethod(_clean)

    def deconstruct(self) -> Any:
        """Return the field as Django's own."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        """Translate what is stored."""
        return None if value is None else decode(value)

    def to_python(self, value: Any) -> Any:
        """Translate what a revision holds."""
        if isinstance(value, Promise):
            with traced():
                return str(value)
        return value if isinstance(value, Message) or value is None else decode(super().to_python(value))

    def get_prep_value(self, value: Any) -> Any:
        """Return what is stored."""
        value = self.to_python(value)
        return clean_value(encode(value)) if isinstance(value, str) else super().get_prep_value(value)

    def value_to_string(self, obj: Any) -> str:
        """Return what a revision stores."""
        return encode(self.value_from_object(obj))
