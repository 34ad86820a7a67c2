"""Extensions: additions of an app to the form of a model below it, whose admin imports nothing from above.

An upper app calls `extend(Article, ReviewPanel())` in `ready()`. An extension of an abstract model, or of
`models.Model`, is one of every model derived from it.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

from django.contrib.admin import ModelAdmin
from django.db import models
from django.forms import Media
from django.http import HttpRequest
from django.urls import URLPattern

from editorial.workflow.states import Transition


class Extension(Protocol):
    """Additions to the admin of a model. What a class leaves out adds nothing."""

    list_filter: ClassVar[Sequence[Any]] = ()
    media: ClassVar[Media] = Media()
    button_template: ClassVar[str] = ""  # beside the state of the row
    panel_template: ClassVar[str] = ""  # between the state and the form
    history_template: ClassVar[str] = ""  # above the versions

    def get_urls(self, admin: "ModelAdmin[Any]", /) -> Sequence[URLPattern]:
        """Return addresses that stand before those of the admin."""
        return ()

    def get_context(self, admin: "ModelAdmin[Any]", request: HttpRequest, row: Any, /) -> dict[str, Any]:
        """Return what the templates of button and panel show."""
        return {}

    def get_history_context(
        self, admin: "ModelAdmin[Any]", request: HttpRequest, row: Any, /
    ) -> dict[str, Any]:
        """Return what the template of the history shows."""
        return {}

    def transition_warnings(self, row: Any, step: Transition, /) -> list[str]:
        """Say what somebody should know before a step."""
        return []

    def after_save(self, row: Any, /, *, changed: set[str], is_new: bool) -> None:
        """Do what follows once a row is saved with its lines, in the same transaction."""
        return


_extensions: dict[type[models.Model], list[Extension]] = defaultdict(list)


def extend(model: type[models.Model], extension: Extension) -> None:
    """Add to the admin of a model."""
    _extensions[model].append(extension)


def extensions_for(model: type[models.Model]) -> list[Extension]:
    """Return the extensions of a model, those of its bases last."""
    return [one for base in model.__mro__ for one in _extensions.get(base, ())]


class ExtensibleMixin:
    """An admin that other apps add to."""

    @property
    def extensions(self) -> list[Extension]:
        """Return what other apps add to this model."""
        return extensions_for(self.model)  # type: ignore[attr-defined]

    @property
    def media(self) -> Media:
        """Add the styles and scripts of extensions."""
        media: Media = super().media  # type: ignore[misc]
        for one in self.extensions:
            media += one.media
        return media

    def get_urls(self) -> list[URLPattern]:
        """Put the addresses of extensions before those of the admin."""
        own = [url for one in self.extensions for url in one.get_urls(self)]  # type: ignore[arg-type]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Put the filters of extensions after those of the admin."""
        own = super().get_list_filter(request)  # type: ignore[misc]
        return [*own, *(each for one in self.extensions for each in one.list_filter)]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        """Show the buttons and panels of extensions on the form of a saved row."""
        if obj is not None:
            for one in self.extensions:
                context |= one.get_context(self, request, obj)  # type: ignore[arg-type]
            context["button_templates"] = [
                one.button_template for one in self.extensions if one.button_template
            ]
            context["panel_templates"] = [one.panel_template for one in self.extensions if one.panel_template]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)  # type: ignore[misc]
