"""Fixtures and hooks of all tests."""

import gc
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection, transaction
from django.template import Context, RequestContext, Template
from django.test import TestCase
from django.test.signals import template_rendered
from django.utils import translation
from django.utils.safestring import SafeString
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key

from editorial.search import reindex_queue
from tests import databases, demo_copy, synced
from tests.browsers import CHROMIUM, CHROMIUM_ARGUMENTS
from tests.cast import administrator, author, editor, publisher, stranger  # noqa: F401
from tests.catalogues import catalogues, compiled_catalogues  # noqa: F401
from tests.programs import skip_for_want_of

# A busy machine is no fault of the code, and a made-up value that is found by chance no fault of the change.
hypothesis_settings.register_profile("relations", deadline=None, max_examples=50, derandomize=True)
hypothesis_settings.load_profile("relations")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark tests by what they ask for, and give back what migrations wrote to each that empties the tables."""
    marker = item.get_closest_marker("django_db")
    options = dict(marker.kwargs) if marker else {}
    fixtures = set(getattr(item, "fixturenames", ()))
    if options.get("transaction") or fixtures & {"transactional_db", "live_server", "demo_record_live"}:
        options |= {"transaction": True, "serialized_rollback": True}
        item.add_marker(pytest.mark.django_db(**options), append=False)
    if "demo_store" in fixtures:
        item.add_marker(pytest.mark.timeout(300))  # the first of them waits for the whole record
        item.add_marker(pytest.mark.xdist_group("demo"))  # which one worker loads, not each
    if "browser" in fixtures:
        item.add_marker(pytest.mark.slow)
        item.add_marker(pytest.mark.flaky(reruns=2))  # keys and clicks race with what a page does meanwhile


def pytest_collection_finish() -> None:
    """Leave what is imported to itself: looking through it for garbage took a tenth of the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Leave to the tests that follow what migrations wrote, if this one has emptied the tables."""
    fixtures = set(getattr(item, "fixturenames", ()))
    if "live_server" in fixtures and "page" not in fixtures:  # which is closed later
        let_the_server_finish()
    try:
        return (yield)
    finally:
        # After the last test the database may be gone already, and nobody needs it.
        if nextitem is not None and _empties_tables(item) and not _empties_tables(nextitem):
            with item.config.stash[blocking_manager_key].unblock():
                give_back_what_migrations_wrote()


def give_back_what_migrations_wrote() -> None:
    """Fill the tables that migrations fill, after a test that has emptied all."""
    contents = connection._test_serialized_contents  # type: ignore[attr-defined]
    connection.creation.deserialize_db_from_string(contents)
    demo_copy.index_words()
    ContentType.objects.clear_cache()


def _empties_tables(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return marker is not None and bool(marker.kwargs.get("transaction"))


def let_the_server_finish(most: float = 5.0) -> None:
    """Wait, for seconds at most, for what a page sent as it was closed: it would meet the emptying of the tables."""
    until = time.monotonic() + most
    while time.monotonic() < until and any(
        "process_request_thread" in thread.name for thread in threading.enumerate()
    ):
        time.sleep(0.01)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Forget how often somebody failed to sign in, and which codes were used."""
    cache.clear()


@pytest.fixture(autouse=True)
def language_of_the_settings() -> Iterator[None]:
    """Begin each test in the language of the settings: a request leaves its own behind."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def content_types_as_they_are(request: pytest.FixtureRequest) -> None:
    """Forget the keys of content types where the tables were emptied and filled again before the test."""
    if _empties_tables(request.node):
        ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def words_of_no_document(request: pytest.FixtureRequest) -> None:
    """Empty the index of words where the table of documents was emptied before the test."""
    if _empties_tables(request.node):
        request.getfixturevalue("transactional_db")
        demo_copy.index_words()


@pytest.fixture(autouse=True)
def index_in_step(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the index at once in tests that never commit."""
    if not _empties_tables(request.node):
        monkeypatch.setattr(reindex_queue, "on_commit", lambda work, **_options: work())


@pytest.fixture(scope="session", autouse=True)
def contexts_of_pages() -> Iterator[None]:
    """Let an answer remember the context of the page alone, not one more for each field and part included in it."""

    def render(template: Template, context: Context) -> SafeString:
        if isinstance(context, RequestContext) and context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    def render_compiled(template: jinja2.Template, context: dict[str, Any]) -> str:
        if "request" in context:
            template_rendered.send(sender=template, template=template, context=context)
        return compiled_render(template, context)

    compiled_render = jinja2.Template.render
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)  # in place of that of Django's tests
        patch.setattr(jinja2.Template, "render", render_compiled)  # which tells no one by itself
        yield


@pytest.fixture(scope="session", autouse=True)
def keys_of_what_was_written() -> Iterator[None]:
    """Let SQLite look through all keys after a test only where rows were written since it last did."""
    is_due = TestCase._should_check_constraints  # type: ignore[attr-defined]
    seen: tuple[Any, int] = (None, -1)

    def is_due_after_writing(case: TestCase, database: Any) -> bool:
        nonlocal seen
        if not is_due(case, database):
            return False
        last, seen = seen, (database.connection, getattr(database.connection, "total_changes", -1))
        return database.vendor != "sqlite" or last[0] is not seen[0] or last[1] != seen[1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TestCase, "_should_check_constraints", is_due_after_writing)
        yield


@pytest.fixture(scope="session")
def database_store(pytestconfig: pytest.Config) -> Path:
    """Return the folder of databases that outlive a run."""
    return pytestconfig.cache.mkdir("databases")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
    django_db_createdb: bool,
    django_db_blocker: DjangoDbBlocker,
    database_store: Path,
) -> Iterator[None]:
    """Take the empty database that is kept; make and keep one where there is none."""
    with django_db_blocker.unblock(), databases.lock(database_store):
        is_copy = not django_db_createdb and databases.restore(database_store)
        if not is_copy:
            with synced.without_migrations():
                request.getfixturevalue("django_db_setup")  # that of pytest-django
            databases.store_copy(database_store)
        # Playwright's event loop gets a connection of its own, which would know nothing of it.
        contents = getattr(connection, "_test_serialized_contents", None)
        if contents is not None:
            type(connection.copy())._test_serialized_contents = contents  # type: ignore[attr-defined]
    yield
    with django_db_blocker.unblock():
        left = databases.rows_left()
    if connection.vendor == "postgresql":  # which drops no database while a thread still holds it
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        databases.settle_pool()
    if is_copy:
        with django_db_blocker.unblock():
            databases.drop()
    assert not left, f"tests have left rows to those that follow, in {left}"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium, one for the whole run; `CHROMIUM` names another."""
    if not CHROMIUM.exists():
        skip_for_want_of(f"browser at {CHROMIUM} (the variable CHROMIUM names another)", "chromium")
    # Playwright's own event loop runs in this thread and makes Django take it for an async one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        # Keys come no faster than the page hears of the cursor they have moved.
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS, slow_mo=15)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Return a page that stands before the live server (`page.goto("/ru/")`) and refuses script errors."""
    context = browser.new_context(base_url=live_server.url, locale="ru-RU", reduced_motion="reduce")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    let_the_server_finish()
    assert not errors, f"scripts of the page failed: {errors}"


@pytest.fixture(scope="session")
def demo_store(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, database_store: Path
) -> Iterator[None]:
    """Load the demo record once for the whole run, out of the way of all tests."""
    with django_db_blocker.unblock():
        if not Group.objects.exists():  # where the test before and the next empty the tables
            give_back_what_migrations_wrote()
        demo_copy.load_and_keep(database_store)
    yield
    with django_db_blocker.unblock():
        demo_copy.throw_away()


@pytest.fixture(scope="module")
def demo_of_the_module(demo_store: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Hold the demo record in a transaction around the tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo_copy.put_back()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo_record(demo_of_the_module: None, db: None) -> None:
    """Have the demo record in the database. All tests of a module that ask for it share one, each unspoiled."""


@pytest.fixture
def demo_record_live(demo_store: None, transactional_db: None) -> None:
    """Have the demo record where a live server sees it; ask for it before `live_server` or `page`."""
    demo_copy.put_back()
