"""Each record type has what the surfaces read: a missing part is found here, not by a reader."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from editorial.accounts.roles import group_permissions
from editorial.api.router import router
from editorial.articles.admin.sources import SourcedAdminMixin
from editorial.articles.models import EditionSource, ExpertSource
from editorial.records import registry
from editorial.records.registry import RecordType
from editorial.search import sources
from editorial.translations.tracking import translated_fields
from editorial.workflow.models import PublishableModel
from editorial.workflow.permissions import EDITOR
from tests.pages import PAGES

TYPES = {one.name: one for one in registry.all()}
# Found with the events and books that were there; its page is the list of those.
NOT_SEARCHED = {"place"}
# Described as terms: nothing but a name and a description is known of them.
TERMS = {"topic", "mechanism"}
# Found by the texts of the book, which have the topics too.
WITHOUT_TOPIC_SECTION = {"collection"}
# Sources of a position; texts name experts by the mentions that editors accept.
WITHOUT_CITATION = {ExpertSource}
# The origin of a picture, which is published with every text that shows it.
UNCHECKED = {"articles.Picture.source_url"}


@pytest.fixture(params=TYPES)
def record_type(request: pytest.FixtureRequest) -> RecordType:
    return TYPES[request.param]


def test_all_models_with_the_workflow_are_record_types() -> None:
    publishable = {model for model in apps.get_models() if issubclass(model, PublishableModel)}
    assert publishable <= {one.model for one in registry.all()}


def test_a_record_is_searched(record_type: RecordType) -> None:
    assert sources.has(record_type.name) != (record_type.name in NOT_SEARCHED)


def test_a_record_is_described_in_its_own_words(record_type: RecordType) -> None:
    is_term = record_type.linked_data.describe({})["@type"] == "DefinedTerm"
    assert is_term == (record_type.name in TERMS)


def test_a_record_has_a_list_in_the_api_and_a_name_in_four_languages(record_type: RecordType) -> None:
    assert record_type.name in {basename for _prefix, _view, basename in router.registry}
    # An article is a text of one language; its translations are texts too.
    assert record_type.translated in (translated_fields(record_type.model) or ["title"])


def test_sources_of_a_record_follow_corrections_after_a_save_at_the_desk(record_type: RecordType) -> None:
    citation = record_type.citation
    if citation and citation.sources and "__" not in citation.path:
        assert isinstance(admin.site.get_model_admin(record_type.model), SourcedAdminMixin), record_type.name


@pytest.mark.django_db
def test_each_list_of_a_record_answers_and_is_in_the_sitemap(client: Client, record_type: RecordType) -> None:
    assert bool(record_type.lists) == bool(record_type.section), f"`lists` of {record_type.name}"
    sitemap = client.get("/sitemap-pages.xml").content.decode()
    for name in record_type.lists:
        address = reverse(name)
        assert client.get(address).status_code == 200
        assert f"<loc>http://testserver{address}</loc>" in sitemap


@pytest.mark.django_db
def test_readers_find_a_record_by_menu_or_list(client: Client, record_type: RecordType) -> None:
    page = client.get("/ru/").content.decode()
    for entry in (record_type.navigation, record_type.tally):
        assert entry is None or f'href="{reverse(record_type.lists[0])}"' in page


def test_a_record_with_topics_is_on_their_pages(record_type: RecordType) -> None:
    has_topics = any(one.name == "topics" for one in record_type.model._meta.many_to_many)
    assert bool(record_type.topic_section) == (
        has_topics and record_type.name not in WITHOUT_TOPIC_SECTION
    ), f"`topic_section` of {record_type.name}"


def test_a_record_with_sources_is_named_with_the_texts_that_state_it_and_counted_at_the_desk() -> None:
    sources = {one.citation.sources for one in registry.all() if one.citation and one.citation.sources}
    stated = {model for model in apps.get_models() if issubclass(model, EditionSource)}
    assert stated == sources | WITHOUT_CITATION, (
        "each EditionSource belongs to the `citation` of a record type"
    )
    facts = {fact.model for one in registry.all() for fact in one.facts}
    need_a_source = {
        model
        for model in apps.get_models()
        if hasattr(model, "facts_without_source") and hasattr(model._default_manager.all(), "without_source")
    }
    assert need_a_source == facts, (
        "each model with `facts_without_source` belongs to the `facts` of a record type"
    )


def test_each_page_of_records_is_among_the_pages_that_browsers_open(record_type: RecordType) -> None:
    opened = {f"/ru/{path.partition('?')[0]}" for path in PAGES.values()}
    missing = {reverse(name) for name in record_type.lists} - opened
    assert not missing, f"add {missing} to PAGES of tests/pages.py"
    if record_type.section:
        sample = record_type.model(slug="sample").get_absolute_url()  # type: ignore[attr-defined]
        pattern = re.compile(re.escape(sample).replace("sample", "[^/]+"))
        assert any(pattern.fullmatch(path) for path in opened), (
            f"add a {record_type.name} to PAGES of tests/pages.py"
        )


def test_what_is_published_has_a_share_card_and_a_section_of_the_sitemap(record_type: RecordType) -> None:
    is_published = issubclass(record_type.model, PublishableModel)
    assert bool(record_type.section) == (is_published or record_type.name == "topic")
    assert (record_type.share_card is not None) == (is_published and record_type.name != "mechanism")


def test_an_editor_may_change_a_record(record_type: RecordType) -> None:
    meta = record_type.model._meta
    assert (meta.app_label, f"change_{meta.model_name}") in set(group_permissions(EDITOR))


def test_links_of_records_are_checked() -> None:
    """Each column with addresses, of the records and of the rows that belong to them."""
    labels = {one.model._meta.app_label for one in registry.all()}
    columns = {
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models()
        for column in model._meta.get_fields()
        if model._meta.app_label in labels and isinstance(column, models.URLField)
    }
    checked = {f"{link.model._meta.label}.{link.column}" for one in registry.all() for link in one.links}
    assert columns == checked | UNCHECKED


def test_the_page_of_a_record_answers(client: Client, demo_record: None, record_type: RecordType) -> None:
    rows = record_type.model._default_manager.all()
    if issubclass(record_type.model, PublishableModel):
        rows = rows.filter(state="published")
    row = rows.order_by("pk").first()
    assert row is not None, f"the demo data have no published {record_type.name}: see editorial/demo/"
    assert client.get(row.get_absolute_url()).status_code == 200  # type: ignore[attr-defined]
    if record_type.section:
        assert client.get(f"/sitemap-{record_type.section}.xml").status_code == 200
    if record_type.share_card:
        assert client.get(f"/ru/share/{record_type.section}/{row.slug}.png").status_code == 200  # type: ignore[attr-defined]
