"""Restoring a revision without the rows deleted since, which are named; every relation of every record."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import reversion
from django.contrib.admin.sites import site
from django.db import connection, models
from django.test import Client
from reversion.models import Version
from reversion.revisions import _get_options

from editorial.agreements.models import (
    Agreement,
    AgreementAction,
    AgreementRelation,
    AgreementSource,
    Party,
    Signatory,
)
from editorial.articles.models import (
    Article,
    Collection,
    CollectionContribution,
    CollectionPublisher,
    Contribution,
    Edition,
    Footnote,
    Picture,
    Reference,
)
from editorial.desk.restoring import EXCLUDED_FROM_RESTORE
from editorial.events.models import Event, EventSource, Mechanism, MechanismSource, Outcome, Participant
from editorial.experts.models import Affiliation, Expert, Organisation
from editorial.indicators.models import Area, Indicator, Observation, ObservationSource, Unit
from editorial.pages.models import Page, SiteDetails
from editorial.places.models import Place
from editorial.search.models import SynonymGroup
from editorial.topics.models import Topic
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import messages_of, url_of

pytestmark = pytest.mark.django_db

MAKERS: dict[type[models.Model], Callable[[], Any]] = {
    Agreement: lambda: factory.make_agreement(title="Соглашение о визах"),
    Area: lambda: Area.objects.create(code="CASPIAN", name="Каспий"),
    Article: lambda: factory.make_draft(title="О порте"),
    Collection: lambda: factory.make_collection(title="Сборник о пути"),
    Edition: lambda: Edition.objects.get(article=factory.make_article(title="О дороге")),
    Event: lambda: factory.make_event(title="Встреча"),
    Expert: lambda: factory.make_expert(family_name="Ержанова"),
    Indicator: lambda: factory.make_indicator(name="Перевалка"),
    Mechanism: lambda: factory.make_mechanism(name="Комиссия"),
    Observation: lambda: factory.make_observation(factory.make_indicator()),
    Organisation: lambda: factory.make_organisation(name="Порт Актау"),
    SynonymGroup: lambda: SynonymGroup.objects.create(name="Коридор", words_ru="срединный коридор\nТМТМ"),
    Picture: factory.make_picture,
    Page: lambda: factory.make_page(title="Контакты"),
    Place: lambda: factory.make_place(name="Актау", country="KZ"),
    SiteDetails: lambda: SiteDetails.objects.create(name="Совет"),
    Topic: lambda: factory.make_topic(name="Спорт"),
    Unit: lambda: Unit.objects.create(code="bbl", name="баррелей"),
}
LINES: dict[type[models.Model], dict[str, Any]] = {
    Affiliation: {"position": "директор"},
    AgreementAction: {"kind": "ratification"},
    AgreementRelation: {"kind": "amends"},
    AgreementSource: {},
    Signatory: {},
    CollectionContribution: {"role": "editor", "order": 1},
    CollectionPublisher: {"order": 1},
    Contribution: {"role": "author", "order": 1},
    EventSource: {},
    Footnote: {"key": "a", "text": "Там же", "order": 1},
    MechanismSource: {},
    Observation: {"slug": "value", "value": "1.5", "started": None},
    ObservationSource: {},
    Outcome: {"kind": "signed", "order": 1},
    Participant: {"order": 1},
    Party: {"order": 3},
    Reference: {"title": "Отчёт порта", "order": 1},
}


def relations_of(model: type[models.Model]) -> Iterator[Any]:
    for column in (*model._meta.concrete_fields, *model._meta.many_to_many):
        has_own_rows = column.many_to_many and not column.remote_field.through._meta.auto_created
        if column.is_relation and column.name not in EXCLUDED_FROM_RESTORE and not has_own_rows:
            yield column


# A relation of each sort: to one row that may and that may not be missing, to many, of a line, and to a line.
REPRESENTATIVE = {
    "agreement.place", "observation.indicator", "event.topics", "expert.affiliations.organisation",
    "article.footnotes.repeats",
}  # fmt: skip


def case(identifier: str, *values: Any) -> Any:
    return pytest.param(
        *values, id=identifier, marks=() if identifier in REPRESENTATIVE else pytest.mark.slow
    )


def cases() -> Iterator[Any]:
    for model in reversion.get_registered_models():
        if model not in site._registry:
            continue
        for column in relations_of(model):
            yield case(f"{model._meta.model_name}.{column.name}", model, "", column)
        for name in _get_options(model).follow:
            relation = model._meta.get_field(name)
            for column in relations_of(relation.related_model):
                if column != relation.field:
                    yield case(f"{model._meta.model_name}.{name}.{column.name}", model, name, column)


def test_every_model_with_revisions_can_be_made_with_its_lines() -> None:
    registered = [model for model in reversion.get_registered_models() if model in site._registry]
    missing = sorted(model._meta.label for model in registered if model not in MAKERS)
    assert not missing, f"add {missing} to MAKERS of {__name__}"
    followed = {
        model._meta.get_field(name).related_model
        for model in registered
        for name in _get_options(model).follow
    }
    missing = sorted(line._meta.label for line in followed if line not in LINES and relations_to_lose(line))
    assert not missing, f"add {missing} to LINES of {__name__}"


def relations_to_lose(line: type[models.Model]) -> list[Any]:
    """Return the relations of a line beside that to its record."""
    owners = {
        model._meta.get_field(name).field  # type: ignore[union-attr]
        for model in reversion.get_registered_models()
        for name in _get_options(model).follow
        if model._meta.get_field(name).related_model is line
    }
    return [column for column in relations_of(line) if column not in owners]


def save_revision(row: models.Model) -> None:
    with reversion.create_revision():
        reversion.add_to_revision(row)


def made(model: type[models.Model], row: models.Model) -> Any:
    """Return a row to point to; one of the lines of `row` where such rows are lines of it."""
    for name in _get_options(type(row)).follow:
        lines = getattr(row, name)
        if lines.model is model:
            return lines.create(**LINES[model], **({"country": "GE"} if model is Party else {}))
    if model in MAKERS:
        target = MAKERS[model]()
        if reversion.is_registered(model):
            save_revision(target)
        return target
    return factory.make_user(Role.AUTHOR)


def line_of(row: models.Model, name: str, column: Any, target: Any) -> Any:
    lines = getattr(row, name)
    given = {**LINES[lines.model], column.name: target}
    if lines.model is Signatory:
        given = {"expert": factory.make_expert(family_name="Подписавший"), **given}
    if lines.model is Observation:
        unit, _new = Unit.objects.get_or_create(code="t", defaults={"name": "тонн"})
        area, _new = Area.objects.get_or_create(code="AZ", defaults={"name": "Азербайджан"})
        dates = {"started_on": "2023-01-01", "started_on_precision": "year"}
        given = {"unit": unit, "area": area, **given, **dates}
        given.pop("started")
    if lines.model is Footnote and column.name == "repeats":
        given["key"] = "b"
    line = lines.create(**given)
    if lines.model is Observation:  # which readers see by a source only
        line.sources.create(url="https://example.org/report")
    return line


@pytest.mark.parametrize(("model", "lines", "column"), list(cases()))
def test_a_version_comes_back_without_a_row_that_is_gone_and_names_it(
    admin_client: Client, model: type[models.Model], lines: str, column: Any
) -> None:
    assert model in MAKERS, f"add {model._meta.label} to MAKERS of {__name__}"
    row = MAKERS[model]()
    holder = row
    target = made(column.related_model, row)
    if lines:
        holder = line_of(row, lines, column, target)
    elif column.many_to_many:
        getattr(row, column.name).set([target])
    else:
        setattr(row, column.name, target)
        row.save()
    is_own = bool(lines) and column.related_model in {
        getattr(row, name).model for name in _get_options(model).follow
    }
    save_revision(row)
    row.refresh_from_db()
    before = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
    target_key = target.pk
    # Later the row points to it no longer, and it is deleted.
    if lines:
        holder.delete()
    elif column.many_to_many:
        getattr(row, column.name).clear()
    else:
        other = None if column.null else made_other(column.related_model)
        model._base_manager.filter(pk=row.pk).update(**{column.name: other})
    type(target)._base_manager.filter(pk=target.pk).delete()
    shown = str(target) if reversion.is_registered(type(target)) else str(target.pk)
    version = Version.objects.get_for_object(row).last()
    current = model._base_manager.filter(pk=row.pk).values().get()
    response = admin_client.post(url_of(row, "restore", str(version.pk)))
    assert response.status_code == 302
    connection.check_constraints()
    message = " ".join(messages_of(response))
    if not lines and not column.many_to_many and not column.null:
        assert shown in message
        assert "cannot be restored" in message
        assert model._base_manager.filter(pk=row.pk).values().get() == current
        return
    assert "Version restored as the working copy." in message
    again = model._base_manager.get(pk=row.pk)
    lost = "" if lines or column.many_to_many else column.attname
    for name in before.keys() - {lost, "version", "changed_at", "uploaded_at"}:
        assert getattr(again, name) == before[name], name
    comment = Version.objects.get_for_object(row).first().revision.comment
    if is_own:
        assert "Not brought back" not in message
        assert target_key in getattr(row, lines).values_list(column.name, flat=True)
    else:
        assert shown in message
        assert shown in comment


def made_other(model: type[models.Model]) -> Any:
    return Unit.objects.get(code="mln_t") if model is Unit else factory.make_indicator()


def test_what_stands_beside_the_missing_row_comes_back(admin_client: Client) -> None:
    agreement = factory.make_agreement(place=factory.make_place(), note="Первое")
    stays, goes = factory.make_topic(name="Транзит"), factory.make_topic(name="Спорт")
    body = factory.make_organisation(name="Порт Актау")
    agreement.topics.set([stays, goes])
    save_revision(goes)
    party = agreement.parties.create(organisation=body, order=3)
    agreement.actions.create(kind="ratification", party=party)
    save_revision(agreement)
    agreement.topics.clear()
    agreement.actions.all().delete()
    party.delete()
    body.delete()
    goes.delete()
    version = Version.objects.get_for_object(agreement).last()
    response = admin_client.post(url_of(agreement, "restore", str(version.pk)), follow=True)
    page = response.content.decode()
    assert list(agreement.topics.all()) == [stays]
    assert list(agreement.parties.values_list("country", "order")) == [("AZ", 1), ("KZ", 2)]
    assert not agreement.actions.exists()  # it was that party's
    for name in ("Порт Актау", "Спорт"):
        assert name in page


def test_an_observation_comes_back_with_its_indicator_and_its_sources(admin_client: Client) -> None:
    indicator = factory.make_indicator()
    observation = factory.make_observation(indicator)
    observation.sources.create(edition=factory.make_article().editions.get(), anchor="p-1")
    save_revision(indicator)
    observation.delete()
    version = Version.objects.get_for_object(indicator).last()
    admin_client.post(url_of(indicator, "restore", str(version.pk)))
    (again,) = indicator.observations.all()
    assert again.sources.count() == 1


def test_a_version_whose_slug_is_another_rows_now_is_refused_with_a_message(admin_client: Client) -> None:
    topic = factory.make_topic(slug="energy")
    save_revision(topic)
    Topic.objects.filter(pk=topic.pk).update(slug="power")
    factory.make_topic(slug="energy")
    version = Version.objects.get_for_object(topic).last()
    response = admin_client.post(url_of(topic, "restore", str(version.pk)))
    (message,) = messages_of(response)
    assert message.startswith("This version cannot be restored: ")
    assert "уже существует" in message
    assert "constraint" not in message
    topic.refresh_from_db()
    assert topic.slug == "power"
