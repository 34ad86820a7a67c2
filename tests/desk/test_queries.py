"""The desk asks the database as often for thirty rows as for three."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils import timezone

from editorial.agreements.models import Agreement
from editorial.api.models import ApiKey, Delivery, Webhook
from editorial.articles.models import Article, Collection, Edition, Picture
from editorial.events.models import Event, Mechanism
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Area, Indicator, Observation, Unit
from editorial.intake.models import ManuscriptFile
from editorial.linkcheck.models import CheckedLink
from editorial.mentions.models import Mention
from editorial.pages.models import Page, SiteDetails
from editorial.places.models import Place
from editorial.records.models import Change
from editorial.search.models import SynonymGroup
from editorial.topics.models import Topic
from editorial.translations.models import Translation
from editorial.workflow import audit_log
from editorial.workflow.models import AuditAction, AuditEntry
from tests import factory
from tests.campaigns import mark_campaign

pytestmark = pytest.mark.django_db

MOST = 30
MOST_LINES = 12


def _agreement() -> Agreement:
    topic = factory.make_topic()
    row = factory.make_agreement(place=factory.make_place())
    row.topics.add(topic)
    return row


def _event() -> Event:
    return factory.make_event(place=factory.make_place(), mechanism=factory.make_mechanism())


def _expert() -> Expert:
    expert = factory.make_expert()
    expert.affiliations.create(organisation=factory.make_organisation(), position="директор")
    return expert


def _draft() -> Article:
    return factory.make_draft(authors=(factory.make_expert(),), collection=factory.make_collection())


def _observation() -> Observation:
    return factory.make_observation(factory.make_indicator(), stated_by=factory.make_organisation())


def _edition() -> Edition:
    return factory.make_article().editions.get()


def _picture() -> Picture:
    return factory.make_picture()


def _unit() -> Unit:
    return Unit.objects.create(code=f"unit-{Unit.objects.count()}", name="тонна")


def _area() -> Area:
    return Area.objects.create(code=f"A{Area.objects.count()}", name="Каспий")


def _api_key() -> ApiKey:
    key = ApiKey(name="Библиотека")
    key.issue()
    return key


def _webhook() -> Webhook:
    return Webhook.objects.create(name="Библиотека", address="https://example.org/")


def _delivery() -> Delivery:
    change = factory.make_change()
    return Delivery.objects.create(webhook=_webhook(), change=change, due_at=change.at)


def _manuscript() -> ManuscriptFile:
    return ManuscriptFile.objects.create(
        name="сборник.pdf", sha256=f"{ManuscriptFile.objects.count():064}", size=1, state="refused"
    )


def _link() -> CheckedLink:
    number = CheckedLink.objects.count()
    return CheckedLink.objects.create(url=f"http://example.org/{number}", checked_at=timezone.now())


def _mention() -> Mention:
    draft = factory.make_draft(body="<p>Баку</p>")
    return Mention.objects.create(
        article=draft, place=factory.make_place(), text="Баку", block=0, start=0, end=4
    )


MAKERS: dict[type[Any], Callable[[], Any]] = {
    Agreement: _agreement,
    ApiKey: _api_key,
    Article: _draft,
    Area: _area,
    Change: factory.make_change,
    AuditEntry: lambda: audit_log.record(
        AuditAction.STEP, by=factory.make_user("editor"), about=factory.make_draft()
    ),
    Collection: factory.make_collection,
    Delivery: _delivery,
    Edition: _edition,
    Picture: _picture,
    Event: _event,
    Expert: _expert,
    Group: lambda: Group.objects.create(name=f"group-{Group.objects.count()}"),
    Indicator: factory.make_indicator,
    ManuscriptFile: _manuscript,
    CheckedLink: _link,
    Translation: factory.make_topic,
    Mention: _mention,
    Mechanism: lambda: factory.make_mechanism(organisation=factory.make_organisation()),
    Observation: _observation,
    Organisation: lambda: factory.make_organisation(parent=factory.make_organisation()),
    Place: factory.make_place,
    Page: factory.make_page,
    SiteDetails: lambda: SiteDetails.objects.get_or_create(number=1)[0],
    SynonymGroup: lambda: SynonymGroup.objects.create(
        name=f"group-{SynonymGroup.objects.count()}", words_ru="порт\nгавань"
    ),
    Topic: factory.make_topic,
    Unit: _unit,
    User: lambda: factory.make_user("editor"),
    Webhook: _webhook,
}


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("administrator")


def queries_of(user: User, url: str, *, is_first: bool = True) -> int:
    """Count the queries of a page. Without the test client, which copies the context of every template it sees."""

    def page() -> Any:
        request = RequestFactory().get(url)
        request.user = user
        request.session = SessionStore()
        request._messages = CookieStorage(request)
        request.resolver_match = match = resolve(url.partition("?")[0])
        return match.func(request, *match.args, **match.kwargs).render()

    if is_first:
        page()  # what is read once for the process
    with CaptureQueriesContext(connection) as captured:
        assert page().status_code == 200, url
    return len(captured)


def test_every_model_at_the_desk_is_measured() -> None:
    missing = {model.__name__ for model in set(admin.site._registry) ^ set(MAKERS)}
    assert not missing, f"MAKERS of {__name__} and the admin differ: {missing}"


@pytest.mark.parametrize(
    "model", mark_campaign(MAKERS, fast=(Article, Observation)), ids=lambda model: model.__name__
)
def test_a_list_asks_as_often_for_thirty_rows_as_for_three(administrator: User, model: type[Any]) -> None:
    make = MAKERS[model]
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for _ in range(3):
        make()
    few = queries_of(administrator, url)
    for _ in range(MOST - 3):
        make()
    assert queries_of(administrator, url, is_first=False) == few
    assert few <= 20


def _lines(row: Any, numbers: range) -> None:
    """Give a row a line of each kind for each number."""
    for number in numbers:
        edition = Edition.objects.first() or factory.make_article().editions.get()
        source = {"edition": edition, "anchor": f"p-{number + 1}"}
        expert, organisation = factory.make_expert(), factory.make_organisation()
        if isinstance(row, Agreement):
            row.parties.create(organisation=organisation, order=number + 10)
            row.relations.create(kind="amends", other=factory.make_agreement())
            row.actions.create(kind="signed", party=row.parties.last(), dated_on=None)
            row.sources.create(**source)
        elif isinstance(row, Article):
            reference = row.references.create(title="Книга", order=number + 10)
            row.footnotes.create(key=f"k{number}", reference=reference, order=number + 10)
            row.contributions.create(expert=expert, role="quoted", order=number + 10)
        elif isinstance(row, Event):
            row.participants.create(expert=expert, order=number + 10)
            row.outcomes.create(agreement=factory.make_agreement(), order=number + 10)
            row.sources.create(**source)
        elif isinstance(row, Expert):
            row.affiliations.create(organisation=organisation, position="эксперт")
            row.name_forms.create(name=f"Имя {number}", language="ru")
        elif isinstance(row, Collection):
            row.contributions.create(expert=expert, role="author", order=number + 10)
            row.publishers.create(organisation=organisation, order=number + 10)
            factory.make_draft(collection=row, order_in_collection=number + 10)
        elif isinstance(row, Indicator):
            factory.make_observation(row, stated_by=organisation)
        elif isinstance(row, Observation | Mechanism):
            row.sources.create(**source)


@pytest.mark.parametrize(
    "model",
    mark_campaign(
        [Agreement, Article, Collection, Event, Expert, Indicator, Mechanism, Observation], fast=[Mechanism]
    ),
    ids=lambda model: model.__name__,
)
def test_a_form_asks_as_often_for_twelve_lines_as_for_three(administrator: User, model: type[Any]) -> None:
    row = MAKERS[model]()
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
    _lines(row, range(3))
    few = queries_of(administrator, url)
    _lines(row, range(3, MOST_LINES))
    assert queries_of(administrator, url, is_first=False) == few
    assert few <= 40


@pytest.mark.parametrize(
    "model",
    mark_campaign([Agreement, Article, Event, Expert], fast=[Event]),
    ids=lambda model: model.__name__,
)
def test_missing_languages_ask_as_often_for_twelve_rows_as_for_three(
    administrator: User, model: type[Any]
) -> None:
    rows = [MAKERS[model]().pk for _ in range(MOST_LINES)]
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_bulk", args=["languages"])
    few, many = (f"{page}?keys={','.join(map(str, keys))}" for keys in (rows[:3], rows))
    assert queries_of(administrator, many) == queries_of(administrator, few, is_first=False)
