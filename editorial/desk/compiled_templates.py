"""Rendering of fields and lines, hundreds on each page of the desk, from templates compiled to Python.

Django's own engine walks a tree of nodes for every widget and option: three quarters of a form's time. The templates of
the folder `templates/compiled` are Jinja2's; all else stays with Django. Only `FormRenderer` and the tags of `desk_drawing` use them.
"""

from functools import lru_cache
from typing import Any

from django.contrib.admin.helpers import AdminField, AdminReadonlyField, InlineAdminForm
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.forms.renderers import TemplatesSetting
from django.template import TemplateDoesNotExist, engines
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from jinja2 import Environment
from jinja2.ext import Extension

from editorial.desk.style_classes import short_classes
from editorial.values.capitals import capfirst

NAME = "compiled"


class Compact(Extension):
    """Take line breaks and indentation out of a template, so that what is drawn by the hundred is not half blanks.

    A space is left where one line ends and the next begins with a letter, as between two attributes.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Join the lines."""
        joined = ""
        for line in filter(None, map(str.strip, source.splitlines())):
            has_space = joined and joined[-1] not in ">}" and line[0] not in "<>{"
            joined += f" {line}" if has_space else line
        return joined


def environment(**options: Any) -> Environment:
    """Return the environment of the compiled templates, escaping by default as Django sets it."""
    made = Environment(**options, extensions=[Compact])  # noqa: S701
    made.filters.update(
        capfirst=capfirst, change_url=change_url, fields_of_line=fields_of_line, short_classes=short_classes
    )
    made.globals["gettext"] = gettext
    return made


def render(name: str, **context: Any) -> SafeString:
    """Render a compiled template, which has escaped what it was given."""
    drawn: str = template(name).render(context)
    return mark_safe(drawn)  # noqa: S308


@lru_cache
def template(name: str) -> Any:
    """Return a compiled template. Raises TemplateDoesNotExist."""
    return engines[NAME].get_template(name)


class FormRenderer(TemplatesSetting):
    """Widgets by a compiled template where there is one, by Django's engine elsewhere."""

    def get_template(self, template_name: str) -> Any:
        """Return the template of a widget."""
        if template_name in self.uncompiled:
            return super().get_template(template_name)
        try:
            return template(template_name)
        except TemplateDoesNotExist:
            self.uncompiled.add(template_name)
            return super().get_template(template_name)

    def __init__(self) -> None:
        super().__init__()
        self.uncompiled: set[str] = set()


def change_url(row: Model) -> str:
    """Return the address of a row's form."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[quote(row.pk)])


def fields_of_line(line: InlineAdminForm) -> list[AdminField | AdminReadonlyField]:
    """Return the fields of a line in a table."""
    return [field for fieldset in line for row in fieldset for field in row]
