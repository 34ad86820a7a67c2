"""Tags that draw the fields and lines of forms and the rows of lists from compiled templates."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from editorial.desk.compiled_templates import render
from editorial.desk.list_rows import ListRows

register = template.Library()


@register.simple_tag
def fieldset_rows(fieldset: Any) -> SafeString:
    """Draw the rows of a fieldset."""
    return render("desk/fieldset.html", fieldset=fieldset)


@register.simple_tag
def stacked_lines(lines: Any) -> SafeString:
    """Draw the lines of an inline, each a small form."""
    return render("desk/stacked_lines.html", lines=lines)


@register.simple_tag
def tabular_lines(lines: Any) -> SafeString:
    """Draw the lines of an inline as rows of its table."""
    return render("desk/tabular_lines.html", lines=lines)


@register.simple_tag
def list_rows(changelist: Any) -> SafeString:
    """Draw the table of a list."""
    return render("desk/list.html", table=ListRows(changelist))


@register.simple_tag
def menu(groups: Any) -> SafeString:
    """Draw the menu of the desk."""
    return render("desk/menu.html", groups=groups)


@register.simple_tag(takes_context=True)
def language_choice(context: template.Context) -> SafeString:
    """Draw the languages of the interface to choose from."""
    return render(
        "desk/languages.html",
        action=reverse("set_language"),
        csrf_token=context.get("csrf_token", ""),
        current=get_language(),
        languages=[get_language_info(code) for code, _name in settings.LANGUAGES],
        next=context.get("redirect_to", ""),
    )
