"""Extensions of an app appear in the admin of a model below it."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, path

from editorial.articles.models import Article
from editorial.desk import extensions
from editorial.desk.extensions import Extension, extensions_for
from editorial.workflow.models import PublishableModel
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import opened, saved, url_of

pytestmark = pytest.mark.django_db


class Addition(Extension):
    list_filter = ("is_digest",)
    media = Media(js=["desk/addition.js"])
    button_template = panel_template = history_template = "admin/mentions/button.html"

    def __init__(self) -> None:
        self.saved: list[tuple[str, set[str], bool]] = []

    def get_urls(self, _admin: "ModelAdmin[Any]", /) -> list[URLPattern]:
        return [path("addition/", lambda _request: HttpResponse("added"), name="addition")]

    def get_context(self, _admin: "ModelAdmin[Any]", _request: HttpRequest, row: Any, /) -> dict[str, Any]:
        return {"addition": row.title}

    def get_history_context(
        self, _admin: "ModelAdmin[Any]", _request: HttpRequest, row: Any, /
    ) -> dict[str, Any]:
        return {"original": row}

    def transition_warnings(self, row: Any, step: Any, /) -> list[str]:
        return [f"{step.name}: {row.title}"]

    def after_save(self, row: Any, /, *, changed: set[str], is_new: bool) -> None:
        self.saved.append((row.title, changed, is_new))


@pytest.fixture
def addition(monkeypatch: pytest.MonkeyPatch) -> Addition:
    """Return an extension of every text."""
    added = Addition()
    known = dict(extensions._extensions)
    known[PublishableModel] = [*known.get(PublishableModel, ()), added]
    monkeypatch.setattr(extensions, "_extensions", known)
    return added


@pytest.fixture
def desk() -> Client:
    """Return the desk of a publisher."""
    client = Client()
    client.force_login(factory.make_user(Role.PUBLISHER))
    return client


def test_an_extension_of_a_base_is_one_of_its_models(addition: Addition) -> None:
    assert addition in extensions_for(Article)
    assert addition not in extensions_for(Model)


def test_form_list_and_history_show_what_an_extension_adds(addition: Addition, desk: Client) -> None:
    text = factory.make_draft(title="Порты")
    form = desk.get(url_of(text))
    button = url_of(text).replace("articles/article", "mentions/mention/article").removesuffix("change/")
    assert form.context["addition"] == "Порты"
    assert form.content.decode().count(button) == 3  # that of the mentions themselves, and two more
    assert "desk/addition.js" in form.content.decode()
    assert button in desk.get(url_of(text, "history")).content.decode()
    assert "is_digest" in desk.get("/admin/articles/article/").content.decode()


def test_addresses_of_an_extension_stand_before_those_of_the_admin(addition: Addition) -> None:
    names = [url.name for url in admin.site.get_model_admin(Article).get_urls()]
    assert names.index("addition") < names.index("articles_article_changelist")


def test_an_extension_follows_each_save(addition: Addition, desk: Client) -> None:
    text = factory.make_draft(title="Порты")
    saved(desk, url_of(text), {**opened(desk, url_of(text)), "title": "Порты Каспия"})
    assert addition.saved == [("Порты Каспия", {"title"}, False)]


def test_a_step_waits_until_the_warning_of_an_extension_is_read(addition: Addition, desk: Client) -> None:
    text = factory.make_draft(title="Порты")
    page = desk.post(url_of(text, "step", "submit"))
    assert "submit: Порты" in page.content.decode()
    text.refresh_from_db()
    assert text.state == "draft"
