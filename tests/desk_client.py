"""The desk as an editor uses it: open a form, change some of it, save."""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.contrib.messages import get_messages
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

FormData = dict[str, Any]  # a value by the name of its field, or several
FIELDS = ".//*[(self::input or self::select or self::textarea) and @name]"
CONTROLS = """
    //*[(self::input or self::select or self::textarea) and @name and not(ancestor::template)
        and (@form = $own or not(@form) and ancestor::form[@id = $own])]
"""


def confirm(client: Client, *, minutes_ago: float = 0) -> None:
    """Let a session that never gave a password pass for one that gave it just now, or some minutes ago."""
    session = client.session
    given = {"method": "password", "at": time.time() - 60 * minutes_ago}
    session["account_authentication_methods"] = [given]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def sign_in(client: Client, name: str, password: str = "secret", **request: Any) -> Any:  # noqa: S107
    """Give name and password at the door of the desk, and go where that leads."""
    given = {"login": name, "password": password, "next": "/admin/"}
    return client.post(reverse("account_login"), given, follow=True, **request)


def url_of(row: Model, page: str = "change", *more: str) -> str:
    """Return the address of a page of the desk about a row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk, *more])


def list_url(model: type[Model], page: str = "changelist") -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def opened(client: Client, url: str) -> FormData:
    """Open a form and return what a browser would send if nothing was changed in it."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return shown(response)


def shown(response: Any) -> FormData:
    """Return what a browser would send of the form of a row, by the page's HTML alone."""
    page = _page(response)
    (form,) = page.xpath("//form[substring(@id, string-length(@id) - 4) = '_form']")
    return _values(page.xpath(CONTROLS, own=form.get("id")))


def form_with(response: Any, name: str) -> FormData:
    """Return what a browser would send of the form of a page that has a field of this name."""
    (form,) = _page(response).xpath("//form[.//*[@name = $name]]", name=name)
    return _values(form.xpath(FIELDS))


def create_drafts(client: Client, manuscript: Model, collection: str = "") -> Any:
    """Create drafts of a reviewed manuscript, whatever its page warns of."""
    page = reverse("admin:intake_manuscriptfile_review", args=[manuscript.pk, 0])
    data = form_with(client.get(page), "version") | {"make": "1", "collection": collection}
    answer = client.post(page, data, follow=True)
    buttons = lxml_html.fromstring(answer.content.decode()).xpath("//button[@name = 'make']")
    if not buttons:
        return answer
    return client.post(page, form_with(answer, "version") | {"make": buttons[0].get("value")}, follow=True)


def field_names(response: Any) -> list[str]:
    """Return the names of all fields of a page, chosen or not."""
    return list(dict.fromkeys(map(str, _page(response).xpath("//*[@name and not(self::meta)]/@name"))))


@dataclass(frozen=True)
class Offer:
    """Unsaved input that a form offers: its heading and differences, and what its two buttons send."""

    title: str
    text: str
    recover: FormData
    discard: FormData
    discard_url: str


def offers(response: Any) -> list[Offer]:
    """Return the unsaved input that the form of a row offers."""
    found = []
    for section in _page(response).xpath("//section[@data-offer]"):
        recover, discard = section.xpath(".//form")
        (title,) = section.xpath("./h2")
        url = urljoin(response.request["PATH_INFO"], discard.get("action"))
        texts = (_text(title), _text(section))
        found.append(Offer(*texts, _pressed(recover), _pressed(discard), url))
    return found


def autosave_url(response: Any) -> str:
    """Return the address to which the form of a row sends what is typed."""
    (url,) = _page(response).xpath("//*[@data-shared]/@data-url")
    return str(url)


@dataclass(frozen=True)
class Revision:
    """A line of the history of a row: its key in a comparison, the address that restores it, and its texts."""

    key: str
    restore_url: str
    by: str
    comment: str


def revisions(client: Client, row: Model) -> list[Revision]:
    """Return the history of a row, the latest first."""
    lines = _page(client.get(url_of(row, "history"))).xpath("//form[@id='compare']//tbody/tr")
    return [
        Revision(
            key=line.xpath("string(.//input[@name='before']/@value)"),
            restore_url=line.xpath("string(.//button/@formaction)"),
            by=_text(line.xpath("./td[4]")[0]),
            comment=_text(line.xpath("./td[5]")[0]),
        )
        for line in lines
    ]


def overwritten(response: Any) -> FormData:
    """Return what a browser would send after the button that saves over a newer version was pressed."""
    (button,) = _page(response).xpath("//button[@data-save-over]")
    return {**shown(response), button.get("name"): "", "opened_version": button.get("data-version")}


def conflicts(response: Any) -> list[str]:
    """Return the names of the choices between two versions that a page offers."""
    page = _page(response)
    return list(dict.fromkeys(page.xpath("//input[@type = 'radio' and starts-with(@name, 'merge:')]/@name")))


def _page(response: Any) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(response.content.decode())


def _text(element: lxml_html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _pressed(form: lxml_html.HtmlElement) -> FormData:
    """Return what a form sends by its only button."""
    (button,) = form.xpath(".//button[@name]")
    return {**_values(form.xpath(FIELDS)), button.get("name"): button.get("value", "")}


def _values(controls: list[lxml_html.HtmlElement]) -> FormData:
    data: dict[str, list[str]] = {}
    for control in controls:
        if control.get("disabled") is None:
            data.setdefault(control.get("name"), []).extend(_sent(control))
    return {name: values if len(values) > 1 else values[0] for name, values in data.items() if values}


def _sent(control: lxml_html.HtmlElement) -> list[str]:
    """Return the values that a browser sends of a field."""
    match control.tag, control.get("type", "text"):
        case "textarea", _:
            return [(control.text or "").removeprefix("\n")]
        case "select", _:
            options = control.xpath(".//option[not(@disabled)]")
            chosen = [option for option in options if option.get("selected") is not None]
            if not chosen and control.get("multiple") is None:
                chosen = options[:1]
            return [option.get("value", option.text or "") for option in chosen]
        case _, "checkbox" | "radio":
            return [control.get("value", "on")] if control.get("checked") is not None else []
        case _, "submit" | "button" | "image" | "reset" | "file":
            return []  # nothing was pressed, and no file chosen
    return [control.get("value", "")]


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
