"""Nothing unpublished comes out of the API, by any address, filter, order, relation or format."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from editorial.api.models import ApiKey, Delivery, Webhook
from editorial.api.router import router
from editorial.api.webhooks import delivery, signing
from editorial.articles import crossref
from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.records import changelog, registry
from editorial.records.models import Change
from editorial.workflow.models import PublishableModel
from editorial.workflow.roles import Role
from tests.campaigns import mark_campaign
from tests.factory import (
    make_agreement,
    make_article,
    make_collection,
    make_draft,
    make_event,
    make_expert,
    make_indicator,
    make_mechanism,
    make_observation,
    make_organisation,
    make_page,
    make_place,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(400)]  # every address, every form
SECRET = "zzsecret"
HIDDEN = f"hidden-{SECRET}"
LISTS = {
    prefix: viewset for prefix, viewset, _name in router.registry if hasattr(viewset, "serializer_class")
}
SHOWN = {
    "articles": ("corridor", "in-book", "gone", "again"),
    "collections": ("book",),
    "experts": ("expert",),
    "organisations": ("body",),
    "agreements": ("transit",),
    "events": ("visit",),
    "mechanisms": ("council",),
    "indicators": ("trade",),
    "observations": ("trade-2023", f"{HIDDEN}-value"),
    "topics": ("oil",),
    "places": ("aktau",),
    "pages": ("about",),
}
FORMATS = ("json", "ndjson", "csv", "xlsx", "jsonld")


def plant() -> None:
    """Make a record in which whatever is hidden holds the secret, tied to what is shown."""
    ApiKey(name=SECRET, contact=f"{SECRET}@example.org").issue()
    topic, place = make_topic(slug="oil"), make_place(slug="aktau")
    hidden = {"slug": HIDDEN, "state": "draft"}
    make_page(address="about")
    make_page(address=HIDDEN, title=SECRET, body=f"<p>{SECRET}</p>", is_shown=False)
    expert, body = make_expert(slug="expert"), make_organisation(slug="body")
    draft_body = make_organisation(note=SECRET, **hidden)
    make_expert(family_name=SECRET, **hidden).affiliations.create(organisation=body, position=SECRET)
    expert.affiliations.create(organisation=draft_body, position="советник")
    draft_book = make_collection(title=SECRET, **hidden)
    book = make_collection(slug="book", place=place)
    make_draft(slug=HIDDEN, title=SECRET, body=f"<p>{SECRET}</p>", internal_note=SECRET)
    shown = make_article(slug="corridor", topics=(topic,), authors=(expert,), internal_note=SECRET)
    shown.collection, shown.order_in_collection = draft_book, 1
    shown.title, shown.body = SECRET, f"<p>{SECRET}</p>"
    shown.save()
    make_article(slug="in-book", collection=book, order_in_collection=1, outlet=draft_body)
    gone = make_article(slug="gone", body=f"<p>{SECRET}</p>", internal_note=SECRET)
    publishing.withdraw(gone, by=make_user(Role.PUBLISHER, name=f"publisher-{SECRET}"), reason="Повтор")
    again = make_article(slug="again")
    publishing.withdraw(again, by=User.objects.get(username=f"publisher-{SECRET}"), reason="Повтор")
    publishing.restore(again, by=User.objects.get(username=f"publisher-{SECRET}"), reason=SECRET)
    agreement = make_agreement(slug="transit", place=place)
    agreement.sources.create(edition=shown.editions.get(), anchor="p-1")
    draft_agreement = make_agreement(title=SECRET, note=SECRET, **hidden)
    agreement.relations.create(kind="amends", other=draft_agreement)
    draft_series = make_mechanism(name=SECRET, **hidden)
    draft_event = make_event(title=SECRET, **hidden)
    event = make_event(slug="visit", place=place, mechanism=draft_series, part_of=draft_event)
    event.outcomes.create(kind="adopted", agreement=draft_agreement)
    event.possibly_same_as.add(draft_event)
    make_mechanism(slug="council", organisation=draft_body)
    make_observation(make_indicator(slug="trade"), slug="trade-2023", stated_by=draft_body)
    make_observation(make_indicator(name=SECRET, **hidden), slug=f"{HIDDEN}-value", note=SECRET)
    for user in User.objects.all():
        user.username = f"{SECRET}-{user.pk}"
        user.email = f"{SECRET}@example.org"
        user.first_name = user.last_name = SECRET
        user.save()


def test_every_list_and_every_kind_of_record_is_covered() -> None:
    plant()
    with_pages = {name for name, viewset in LISTS.items() if viewset.lookup_field != "pk"}
    assert set(SHOWN) == with_pages, f"SHOWN of {__name__}: compare with the lists of the API"
    for one in registry.all():
        if not issubclass(one.model, PublishableModel):
            continue
        rows = one.model._default_manager.all()
        assert rows.filter(state="published").exists(), f"plant() makes no published {one.name}"
        hidden = rows.exclude(state="published").values()
        assert any(SECRET in str(row) for row in hidden), (
            f"plant() makes no hidden {one.name} with the secret"
        )


def response_text(answer: Any) -> str:
    """Everything that an answer says, unpacked."""
    data = answer.getvalue() if answer.streaming else answer.content
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    return data.decode(errors="replace") + str(dict(answer.headers))


def forms_of(viewset: Any, *, lists: bool) -> dict[str, str]:
    """The forms that a list or a detail has, with their media types."""
    given = [one for one in viewset.renderer_classes if not lists or getattr(one, "takes_lists", True)]
    return {one.format: one.media_type for one in given}


def addresses() -> Iterator[tuple[str, str]]:
    """Every list and detail in every form, order and expansion, shown and hidden; with what is accepted."""
    for name, viewset in LISTS.items():
        expansion_names = ["", *viewset.expandable, ",".join(viewset.expandable)]
        expansions = [
            f"expand={expansion}" if expansion else "" for expansion in dict.fromkeys(expansion_names)
        ]
        for form, media_type in forms_of(viewset, lists=True).items():
            yield from ((f"v1/{name}.{form}?{expansion}", "") for expansion in expansions)
            yield f"v1/{name}/?page_size=100", media_type
            yield f"v1/{name}/?cursor=*", media_type
        for field in viewset.ordering_fields:
            yield from ((f"v1/{name}/?ordering={sign}{field}", "") for sign in ("", "-"))
        for word in (SECRET, "коридор"):
            yield f"v1/{name}/?q={word}", ""
        for slug in (*SHOWN.get(name, ()), HIDDEN):
            yield from ((f"v1/{name}/{slug}/?{expansion}", "") for expansion in expansions)
            for form, media_type in forms_of(viewset, lists=False).items():
                yield f"v1/{name}/{slug}.{form}", ""
                yield f"v1/{name}/{slug}/", media_type
    for form in FORMATS:
        yield from ((f"v1/{name}.{form}", "") for name in ("changes", "search"))
        yield f"v1/search.{form}?q=zzsecret", ""
        yield f"v1/search.{form}?q=коридор&person={SECRET}", ""
    yield from ((address, "") for address in ("v1/", "schema/", "docs/", "dumps/record.zip"))
    yield from ((f"v1/articles/?{name}={SECRET}", "") for name in ("topic", "expert", "fields", "colour"))
    for verb in ("ListRecords", "ListIdentifiers"):
        yield from ((f"oai/?verb={verb}&metadataPrefix={prefix}", "") for prefix in ("oai_dc", "jats"))
        yield f"oai/?verb={verb}&metadataPrefix=oai_dc&set=collection:{HIDDEN}", ""
    for text in Article.objects.all():
        requested = f"metadataPrefix=jats&identifier=oai:testserver:article/{text.pk}"
        yield f"oai/?verb=GetRecord&{requested}", ""
    yield from ((f"oai/?verb={verb}", "") for verb in ("ListSets", "Identify", "ListMetadataFormats"))


def plain_addresses() -> Iterator[tuple[str, str]]:
    """Every list and the search as JSON and as a table, and every detail, with all that they can embed."""
    for name, viewset in LISTS.items():
        expansion = f"?expand={','.join(viewset.expandable)}" if viewset.expandable else ""
        yield from ((f"v1/{name}.{form}{expansion}", "") for form in ("json", "csv"))
        yield from ((f"v1/{name}/{slug}/{expansion}", "") for slug in (*SHOWN.get(name, ()), HIDDEN))
    yield from ((f"v1/search.{form}?q=zzsecret", "") for form in ("json", "csv"))
    yield from (
        (address, "") for address in ("v1/articles/?topic=%00", "v1/changes.json", "dumps/record.zip")
    )


@pytest.mark.parametrize(
    ("method", "addresses"),
    [
        ("GET", plain_addresses),
        *(pytest.param(method, addresses, marks=pytest.mark.slow) for method in ("GET", "HEAD", "OPTIONS")),
    ],
)
def test_no_address_tells_a_secret(
    client: Client,
    tmp_path: Path,
    settings: Any,
    method: str,
    addresses: Callable[[], Iterator[tuple[str, str]]],
) -> None:
    plant()
    settings.DUMPS_ROOT, settings.API_ANONYMOUS_LIMIT = tmp_path, 10**6
    call_command("dump_record", to=tmp_path, verbosity=0)
    leaks, statuses = [], set()
    for address, accept in addresses():
        answer = client.generic(method, f"/api/{address}", headers={"Accept": accept} if accept else {})
        statuses.add(answer.status_code)
        # What was asked for may be named again.
        text = response_text(answer)
        for requested in (HIDDEN, SECRET):
            text = text.replace(requested, "") if requested in address else text
        if SECRET in text:
            leaks.append((address, text[max(text.index(SECRET) - 80, 0) : text.index(SECRET) + 40]))
        assert answer.status_code < 500, address
    assert leaks == []
    assert statuses >= ({200, 400, 404, 410} if method == "GET" else {200})


def test_neither_webhooks_nor_deposits_tell_a_secret(settings: Any) -> None:
    plant()
    settings.CROSSREF_DEPOSITOR_EMAIL = "doi@record.example"
    webhook = Webhook(name=SECRET, contact=f"{SECRET}@example.org", address="https://partner.example/")
    signing.renew(webhook)
    webhook.save()
    changelog.assign_positions()
    sent = [
        delivery.build_message(Delivery(webhook=webhook, change=change)) for change in Change.objects.all()
    ]
    assert len(sent) > 5
    # A text whose collection is a draft is told without it.
    Article.objects.filter(slug="corridor").update(doi="10.1234/corridor")
    deposit = crossref.of_articles(Article.objects.filter(slug="corridor"), origin="https://record.example")
    assert b"10.1234/corridor" in deposit
    assert SECRET not in f"{sent}{deposit.decode()}"


@pytest.mark.parametrize("name", mark_campaign(LISTS, fast=["events"]))
def test_no_filter_tells_what_is_hidden_from_what_is_not_there(client: Client, name: str) -> None:
    plant()
    filterset = getattr(LISTS[name], "filterset_class", None)
    for parameter in filterset.base_filters if filterset else ():
        answers = []
        for value in (HIDDEN, "hidden-nothing"):
            answer = client.get(f"/api/v1/{name}/?{urlencode({parameter: value})}")
            assert answer.status_code in (200, 400), (name, parameter)
            answers.append(
                (answer.status_code, answer.json().get("count"), response_text_without(answer, value))
            )
        assert answers[0] == answers[1], (name, parameter)


def response_text_without(answer: Any, value: str) -> str:
    """Return what an answer says but for the value that was asked for."""
    text = str(answer.json().get("errors") or answer.json().get("results"))
    return text.replace(value, "")


def test_every_list_can_be_narrowed_by_each_filter_that_it_names(client: Client) -> None:
    schema = client.get("/api/schema/?format=json").json()
    for name, viewset in LISTS.items():
        described = {one["name"] for one in schema["paths"][f"/api/v1/{name}/"]["get"]["parameters"]}
        filters = set(viewset.filterset_class.base_filters) if hasattr(viewset, "filterset_class") else set()
        expansion_names = {"expand"} if viewset.expandable else set()
        assert filters | expansion_names | {"fields", "lang"} <= described, name
