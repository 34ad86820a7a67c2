"""The desk as an editor uses it: open a form, change some of it, save."""

from typing import Any

from django.contrib.messages import get_messages
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial.accounts.confirmation import CONFIRMED_AT


def confirm(client: Client) -> None:
    """Let a session that never gave a password pass for one that gave it just now."""
    session = client.session
    session[CONFIRMED_AT] = timezone.now().isoformat()
    session.save()


def url_of(row: Model, page: str = "change", *more: str) -> str:
    """Return the address of a page of the desk about a row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk, *more])


def list_url(model: type[Model], page: str = "changelist") -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def opened(client: Client, url: str) -> dict[str, Any]:
    """Open a form and return what a browser would send if nothing was changed in it."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    context = response.context
    data: dict[str, Any] = _sent(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        data |= _sent(formset.management_form)
        for form in formset.forms:
            data |= _sent(form)
    shared = context.get("shared") or {}
    data |= {"opened_values": shared.get("opened_values"), "desk_key": shared.get("key")}
    data |= {"desk_window": shared.get("form_id")}
    return {name: value for name, value in data.items() if value is not None and value is not False}


def shown(response: Any) -> dict[str, Any]:
    """Return what a browser would send of a form that was shown again without being saved."""
    form = response.context["adminform"].form
    shared = response.context["shared"]
    sent = {name: form.data.getlist(name) for name in form.data}
    conflict = response.context["conflict"]
    chosen = {f"merge:{name}": whose for name, whose in conflict.chosen.items()} if conflict else {}
    return {**sent, **chosen, "opened_values": shared["opened_values"], "desk_key": shared["key"]} | {
        "desk_window": shared["form_id"],
        "desk_recovered": shared["recovered"],
    }


def _sent(form: Any) -> dict[str, Any]:
    data = {}
    for name in form.fields:
        bound = form[name]
        value = bound.value()
        if isinstance(value, FieldFile):
            continue  # a browser sends no file that was not chosen
        if isinstance(value, list):
            value = [getattr(part, "pk", part) for part in value]
        widget = bound.field.widget
        if hasattr(widget, "decompress") and not isinstance(value, list):
            for number, part in enumerate(widget.decompress(value)):
                data[f"{bound.html_name}_{number}"] = part
            continue
        data[bound.html_name] = value
    return data


def saved(client: Client, url: str, data: dict[str, Any]) -> HttpResponse:
    """Send a form that is expected to be accepted."""
    response = client.post(url, data)
    assert response.status_code == 302, errors_of(response)
    return response


def errors_of(response: Any) -> dict[str, list[str]]:
    """Return the refusals of a form by field, those of its lines by the line's prefix and field."""
    context = response.context
    form = context["adminform"].form
    found: dict[str, list[str]] = {name: list(texts) for name, texts in form.errors.items()}
    for inline in context["inline_admin_formsets"]:
        for line in inline.formset.forms:
            found |= {f"{line.prefix}-{name}": list(texts) for name, texts in line.errors.items()}
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = list(inline.formset.non_form_errors())
    return found


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]
