"""Rows for tests, with sensible defaults. Published by default; texts go through the services."""

from io import BytesIO
from itertools import count
from typing import Any, TypeVar

from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.utils import timezone
from PIL import Image

from editorial.agreements.models import Agreement
from editorial.articles.body_pictures import keys_in
from editorial.articles.models import (
    Article,
    Collection,
    Edition,
    EditionPicture,
    Picture,
    StateChange,
)
from editorial.articles.services import publishing
from editorial.articles.services.pictures import receive_picture
from editorial.events.models import Event, Mechanism
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Area, Indicator, Observation, Unit
from editorial.pages.models import Page
from editorial.places.models import Place
from editorial.records import changelog
from editorial.records.models import Change, ChangeKind
from editorial.records.services import reindex
from editorial.reviews import services as review
from editorial.reviews.models import PreviewLink
from editorial.topics.models import Topic
from editorial.values.partial_dates import Partial, PartialDate
from editorial.workflow.roles import Role
from editorial.workflow.states import State

Row = TypeVar("Row", bound=Model)

_numbers = count(1)
TRANSITIONS = (
    ("submit", State.DRAFT, State.IN_REVIEW),
    ("approve", State.IN_REVIEW, State.APPROVED),
    ("publish", State.APPROVED, State.PUBLISHED),
)


def _row(model: type[Row], word: str, defaults: dict[str, Any], given: dict[str, Any]) -> Row:
    values = {"slug": f"{word}-{next(_numbers)}", **defaults, **given}
    dates = {name: value for name, value in values.items() if isinstance(getattr(model, name, None), Partial)}
    row = model(**{name: value for name, value in values.items() if name not in dates})
    for name, value in dates.items():
        setattr(row, name, PartialDate.parse(value) if isinstance(value, str) else value)
    row.save()
    return row


def _published(given: dict[str, Any]) -> dict[str, Any]:
    state = given.get("state", State.PUBLISHED)
    dates: dict[str, Any] = {"state": state}
    if state in (State.PUBLISHED, State.WITHDRAWN):
        dates["published_at"] = timezone.now()
    if state == State.WITHDRAWN:
        dates |= {"withdrawn_at": timezone.now(), "withdrawn_reason": "Повтор записи"}
    return dates


def make_user(role: Role | str, *, name: str = "") -> User:
    """Return a user of the desk in the group of a role."""
    user = User.objects.create_user(name or f"{role}-{next(_numbers)}", password="secret", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def make_topic(**given: Any) -> Topic:
    return _row(Topic, "topic", {"name": "Энергетика"}, given)


def make_place(**given: Any) -> Place:
    return _row(Place, "place", {"name": "Баку", "country": "AZ"}, given)


def make_organisation(**given: Any) -> Organisation:
    defaults = {"name": "Центр анализа", "kind": "think_tank", "country": "AZ", **_published(given)}
    return _row(Organisation, "organisation", defaults, given)


def make_expert(**given: Any) -> Expert:
    defaults = {"given_name": "Айша", "family_name": "Каримова", "country": "KZ", **_published(given)}
    return _row(Expert, "expert", defaults, given)


def make_collection(**given: Any) -> Collection:
    return _row(Collection, "collection", {"title": "Сборник", "year": 2024, **_published(given)}, given)


def make_draft(
    *, notes: dict[str, str] | None = None, authors: tuple[Expert, ...] = (), **given: Any
) -> Article:
    """Return a draft; `notes` are footnotes by key, `authors` its contributions in order."""
    defaults = {"title": "О коридоре", "genre": "analysis", "body": "<p>Текст статьи.</p>"}
    article: Article = _row(Article, "article", defaults, given)
    for order, (key, text) in enumerate((notes or {}).items(), start=1):
        article.footnotes.create(key=key, text=text, order=order)
    for order, expert in enumerate(authors, start=1):
        article.contributions.create(expert=expert, role="author", order=order)
    return article


def make_article(*, topics: tuple[Topic, ...] = (), **given: Any) -> Article:
    """Return a published article with its first edition, written at once: `publish` takes it through the desk."""
    article = make_draft(**given)
    if topics:
        article.topics.set(topics)
    by, now = make_user(Role.PUBLISHER), timezone.now()
    edition = publishing.build_edition(article)
    edition.number, edition.published_by, edition.published_at = 1, by, now
    edition.save()
    keys = keys_in(edition.html)
    for picture in Picture.objects.filter(key__in=keys) if keys else ():
        EditionPicture.objects.create(edition=edition, picture=picture)
    StateChange.objects.bulk_create(
        StateChange(
            article=article,
            transition=transition,
            source=source,
            target=target,
            actor=by,
            text_checksum=edition.checksum,
        )
        for transition, source, target in TRANSITIONS
    )
    Article.objects.filter(pk=article.pk).update(
        state=State.PUBLISHED, published_at=now, version=1 + len(TRANSITIONS)
    )
    changelog.record_change(article, ChangeKind.PUBLISHED, edition=1)
    reindex(article)
    article.refresh_from_db()
    return article


def make_preview_link(article: Article, *, name: str = "Сауле Ержанова", email: str = "") -> PreviewLink:
    """Return a link by which an expert without an account reads a text."""
    return review.invite(article, name=name, email=email, by=make_user(Role.EDITOR))


def publish(article: Article) -> Edition:
    """Take a draft through the desk to its first edition."""
    editor, publisher = make_user(Role.EDITOR), make_user(Role.PUBLISHER)
    publishing.submit(article, by=editor)
    publishing.approve(article, by=publisher)
    return publishing.publish(article, by=publisher)


def drawn(form: str = "JPEG", *, size: tuple[int, int] = (1000, 500), **options: Any) -> bytes:
    """Return the file of a picture; another size is another picture."""
    written = BytesIO()
    Image.new("RGB", size, (size[0] % 200, 120, 90)).save(written, form, **options)
    return written.getvalue()


def make_picture(*, uploaded_by: User | None = None, **given: str) -> Picture:
    """Return a picture that no text shows yet."""
    return receive_picture(drawn(size=(500 + next(_numbers), 300)), by=uploaded_by, **given)


def make_agreement(*, parties: tuple[str | Organisation, ...] = ("AZ", "KZ"), **given: Any) -> Agreement:
    """Return an agreement; `parties` are country codes and organisations in order."""
    defaults = {
        "title": "Соглашение о транзите",
        "kind": "agreement",
        "level": "intergovernmental",
        "signed": "2022-08-24",
        "party_count": len(parties),
        **_published(given),
    }
    agreement: Agreement = _row(Agreement, "agreement", defaults, given)
    for order, party in enumerate(parties, start=1):
        who = {"country": party} if isinstance(party, str) else {"organisation": party}
        agreement.parties.create(order=order, **who)
    return agreement


def make_mechanism(**given: Any) -> Mechanism:
    return _row(Mechanism, "mechanism", {"name": "Совет", "kind": "council", **_published(given)}, given)


def make_event(**given: Any) -> Event:
    defaults = {"title": "Визит", "kind": "visit", "started": "2022-08-24", **_published(given)}
    return _row(Event, "event", defaults, given)


def make_indicator(**given: Any) -> Indicator:
    return _row(Indicator, "indicator", {"name": "Товарооборот", **_published(given)}, given)


def make_observation(indicator: Indicator, **given: Any) -> Observation:
    unit, _ = Unit.objects.get_or_create(code="mln_t", defaults={"name": "млн тонн"})
    area, _ = Area.objects.get_or_create(code="AZ-KZ", defaults={"name": "Азербайджан и Казахстан"})
    defaults = {
        "indicator": indicator,
        "value": "1.5",
        "unit": unit,
        "area": area,
        "started": "2023",
        "ended": "2023",
    }
    return _row(Observation, "observation", defaults, given)


def make_page(**given: Any) -> Page:
    values = {"title": "О сайте", "body": "<p>Текст страницы.</p>", "is_shown": True}
    return Page.objects.create(**{"address": f"page-{next(_numbers)}", **values, **given})


def with_source(row: Any) -> Any:
    """Return a row with a document that states it: nothing is published without one."""
    row.sources.create(document_title="Отчёт порта")
    return row


def make_change(row: Any = None, kind: ChangeKind = ChangeKind.CREATED) -> Change:
    """Note a change of a row, a new topic by default, and number it."""
    changelog.record_change(row or make_topic(), kind)
    return Change.objects.get(position=changelog.last_position())
