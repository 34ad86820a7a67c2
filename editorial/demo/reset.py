"""The tables of the demo data, a check for other rows, and their removal."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import models, transaction
from reversion.models import Revision

from editorial.agreements.models import Agreement, AgreementRelation
from editorial.articles.models import Article, Collection, Edition, ExpertSource, StateChange
from editorial.demo.accounts import DESK, LOADER
from editorial.demo.models import DemoLoad
from editorial.demo.rows import read, translated_into, translations
from editorial.events.models import Event, Mechanism, Outcome
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Area, Indicator, Observation, Unit
from editorial.pages.models import Page
from editorial.places.models import Place
from editorial.records.models import Change, ChangeCounter
from editorial.search.models import SynonymGroup
from editorial.topics.models import Topic

# Each model with the field that names its rows; a row stands before those that it points to.
MODELS: dict[type[models.Model], str] = {
    Observation: "slug", Indicator: "slug", Unit: "code", Area: "code", Event: "slug", Mechanism: "slug",
    Agreement: "slug", Article: "slug", Collection: "slug", Expert: "slug", Organisation: "slug", Topic: "slug",
    Place: "slug", Page: "address", SynonymGroup: "name",
}  # fmt: skip
FILES: dict[type[models.Model], str] = {
    Indicator: "indicators", Unit: "units", Area: "areas", Event: "events", Mechanism: "mechanisms",
    Agreement: "agreements", Article: "articles", Collection: "collections", Expert: "experts",
    Organisation: "organisations", Topic: "topics", Page: "pages",
    SynonymGroup: "synonyms",
}  # fmt: skip

IN_ORDER_OF_DELETION: tuple[type[models.Model], ...] = (
    Observation, Outcome, AgreementRelation, ExpertSource, Indicator, Unit, Area, Event, Mechanism, Agreement,
    StateChange, Edition, Article, Collection, Expert, Organisation, Topic, Place, Page, SynonymGroup, Revision,
    Change, ChangeCounter, DemoLoad,
)  # fmt: skip


def demo_rows() -> dict[str, list[str]]:
    """Return the names of the rows that the data files hold, by the label of their model."""
    named = {_label(model): [row[MODELS[model]] for row in read(file)] for model, file in FILES.items()}
    named[_label(Article)] += [
        f"{slug}-{language}" for slug in named[_label(Article)] for language in translated_into(slug)
    ]
    named[_label(Observation)] = [one["slug"] for row in read("indicators") for one in row["observations"]]
    named[_label(Place)] = [town["slug"] for town in translations("places").values()]
    return named


def holds_records() -> bool:
    """Say whether there is any record at all."""
    return any(model._default_manager.exists() for model in MODELS)


def foreign_rows() -> Iterator[str]:
    """Yield a line for each row and account that the demo did not make."""
    ours = demo_rows()
    for load in DemoLoad.objects.all():
        for label, names in load.made.items():
            ours[label] = [*ours.get(label, []), *names]
    for model, key in MODELS.items():
        others = model._default_manager.exclude(**{f"{key}__in": ours[_label(model)]})
        for name in others.values_list(key, flat=True):
            yield f"{model._meta.verbose_name}: {name}"
    for name in User.objects.exclude(username__in=(*DESK.values(), LOADER)).values_list(
        "username", flat=True
    ):
        yield f"{User._meta.verbose_name}: {name}"


@transaction.atomic
def clear() -> None:
    """Delete the record and its history; accounts stay. Call only where there are no strangers."""
    Event.objects.update(part_of=None)
    Organisation.objects.update(parent=None)
    Article.objects.update(translation_of=None)
    for model in IN_ORDER_OF_DELETION:
        model._default_manager.all().delete()


def _label(model: type[models.Model]) -> str:
    return model._meta.label
