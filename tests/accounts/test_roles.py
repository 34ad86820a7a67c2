"""Permissions of each role, compared with the table of `docs/roles.md` cell by cell."""

from io import StringIO
from itertools import dropwhile, takewhile
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from editorial.accounts.roles import group_permissions
from editorial.articles.models import Article
from editorial.workflow import permissions
from editorial.workflow.roles import Role
from editorial.workflow.states import (
    ARTICLE_TRANSITIONS,
    RECORD_TRANSITIONS,
    State,
    Transition,
    available_transitions,
)
from tests import factory
from tests.desk_client import list_url, opened, saved, sign_in, url_of

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).parents[2] / "docs" / "roles.md"
VERBS = ("view", "add", "change", "delete")
ROLES = (Role.AUTHOR, Role.EDITOR, Role.PUBLISHER, Role.ADMINISTRATOR)

LETTERS = {"v": "view", "a": "add", "c": "change", "d": "delete", "—": ""}


def documented(heading: str) -> list[list[str]]:
    """Return the rows of the first table of docs/roles.md that follows a line."""
    lines = DOCUMENT.read_text().partition(heading)[2].splitlines()
    table = list(
        takewhile(lambda line: line.startswith("|"), dropwhile(lambda line: not line.startswith("|"), lines))
    )
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def allowed(role: Role, name: str) -> set[str]:
    rows = {cells[0]: cells for cells in documented("## Pages of the desk")}
    row = rows.get(name)
    assert row, f"docs/roles.md, “Pages of the desk”: no line for {name}, which is registered in the admin"
    return {LETTERS[letter] for letter in row[1 + ROLES.index(role)]} - {""}


def test_the_matrix_speaks_of_every_page_of_the_desk() -> None:
    registered = sorted(str(model._meta.model_name) for model in admin.site._registry)
    lines = sorted(row[0] for row in documented("## Pages of the desk"))
    missing, superfluous = set(registered) - set(lines), set(lines) - set(registered)
    assert registered == lines, (
        f"docs/roles.md, “Pages of the desk”: add a line for {missing or 'none'}, remove {superfluous or 'none'}"
    )


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_the_matrix_says_and_nothing_else(role: Role) -> None:
    request = RequestFactory().get("/")
    request.user = factory.make_user(role)
    for model, page in admin.site._registry.items():
        may = {
            "view": page.has_view_permission(request),
            "add": page.has_add_permission(request),
            "change": page.has_change_permission(request),
            "delete": page.has_delete_permission(request),
        }
        found = {verb for verb in VERBS if may[verb]}
        expected = allowed(role, str(model._meta.model_name))
        assert found == expected, (
            f"{role} may {sorted(found)} rows of {model._meta.label}, docs/roles.md says {sorted(expected)}: "
            "see `permissions` of its apps.py"
        )


@pytest.mark.parametrize("role", ROLES)
def test_the_groups_hold_the_permissions_of_the_matrix(role: Role) -> None:
    group = Group.objects.get(name=role)
    held = set(group.permissions.values_list("content_type__app_label", "codename"))
    assert held == set(group_permissions(role))
    assert set(permissions.ROLES) == set(Role.values)


def test_migrate_restores_the_permissions_of_the_roles_and_leaves_other_groups_alone() -> None:
    editors, council = Group.objects.get(name=Role.EDITOR), Group.objects.create(name="Council")
    taken = editors.permissions.get(codename="change_topic")
    given = Permission.objects.get(codename="delete_user")
    editors.permissions.remove(taken)
    editors.permissions.add(given)
    council.permissions.add(given)
    Group.objects.get(name=Role.AUTHOR).delete()
    output = StringIO()
    call_command("migrate", stdout=output)
    for role in ROLES:
        held = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
        assert set(held) == set(group_permissions(role))
    assert list(council.permissions.all()) == [given]
    assert "Group editor: 1 permissions granted, 1 withdrawn." in output.getvalue()
    assert "Group publisher" not in output.getvalue()


def test_the_form_of_a_role_says_that_migrate_restores_its_permissions(client: Client) -> None:
    client.force_login(factory.make_user(Role.ADMINISTRATOR))
    council = Group.objects.create(name="Council")
    note = "Each update of the site restores the permissions of this role."
    assert note in client.get(url_of(Group.objects.get(name=Role.EDITOR))).content.decode()
    assert note not in client.get(url_of(council)).content.decode()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("heading", "table"), [("Texts (articles):", ARTICLE_TRANSITIONS), ("Records (", RECORD_TRANSITIONS)]
)
def test_a_role_may_take_the_steps_that_the_document_says(
    role: Role, heading: str, table: dict[str, Transition]
) -> None:
    user = factory.make_user(role)
    output = {
        (row[0], state)
        for row in documented(heading)
        for state in row[1].split(", ")
        if row[2 + ROLES.index(role)] == "yes"
    }
    found = {(step.name, str(state)) for state in State for step in available_transitions(table, state, user)}
    assert found == output
    assert {row[0] for row in documented(heading)} == set(table)


def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    assert available_transitions(ARTICLE_TRANSITIONS, State.DRAFT, AnonymousUser()) == []
    response = client.get(list_url(Article))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("admin:login"))


def test_an_account_without_access_to_the_desk_cannot_sign_in(client: Client) -> None:
    User.objects.create_user("reader", password="secret")
    assert sign_in(client, "reader").redirect_chain == []
    assert client.get(reverse("admin:index")).status_code == 302


def test_an_author_begins_a_draft_and_changes_it(client: Client) -> None:
    author = factory.make_user(Role.AUTHOR)
    client.force_login(author)
    url = list_url(Article, "add")
    saved(client, url, opened(client, url) | {"title": "Черновик", "slug": "chernovik", "genre": "analysis"})
    draft = Article.objects.get(slug="chernovik")
    assert draft.created_by == author
    saved(client, url_of(draft), opened(client, url_of(draft)) | {"title": "Черновик статьи"})


def test_an_author_removes_a_note_of_an_own_draft(client: Client) -> None:
    author = factory.make_user(Role.AUTHOR)
    client.force_login(author)
    draft = factory.make_draft(created_by=author, notes={"a": "Примечание"})
    saved(client, url_of(draft), opened(client, url_of(draft)) | {"footnotes-0-DELETE": "on"})
    assert not draft.footnotes.exists()


def test_an_author_does_not_see_drafts_of_others(client: Client) -> None:
    client.force_login(factory.make_user(Role.AUTHOR))
    draft, article = factory.make_draft(), factory.make_article()
    rows = client.get(list_url(Article)).context["cl"].queryset
    assert list(rows) == [article]
    assert client.get(url_of(draft)).status_code == 302


@pytest.mark.parametrize("state", [State.IN_REVIEW, State.APPROVED])
def test_an_author_only_looks_at_a_text_that_was_submitted(client: Client, state: State) -> None:
    author = factory.make_user(Role.AUTHOR)
    client.force_login(author)
    text = factory.make_draft(created_by=author, state=state)
    assert client.get(url_of(text)).status_code == 200
    assert client.post(url_of(text), {"title": "Другое"}).status_code == 403


def test_an_author_looks_at_a_published_text(client: Client) -> None:
    client.force_login(factory.make_user(Role.AUTHOR))
    article = factory.make_article(dated="2022-11")
    response = client.get(url_of(article))
    assert response.status_code == 200
    assert "2022-11" in response.content.decode()
    assert "revision_comment" not in response.content.decode()


def test_an_account_put_into_a_group_may_sign_in(client: Client) -> None:
    client.force_login(factory.make_user(Role.ADMINISTRATOR))
    user = User.objects.create_user("newcomer", password="secret")
    group = Group.objects.get(name=Role.EDITOR)
    url = url_of(user)
    saved(
        client,
        url,
        opened(client, url)
        | {"groups": [group.pk], "date_joined_0": "2026-01-01", "date_joined_1": "10:00:00"},
    )
    user.refresh_from_db()
    assert user.is_staff
