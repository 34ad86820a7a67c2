"""Fill the desk in proportion to the texts and records: books, relations, logs, revisions, review comments."""

import datetime as dt

from record_at_size import Cast, batches, dates  # isort: skip  (sets the project up)

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from reversion.models import Revision, Version

from editorial.agreements.models import Agreement, AgreementRelation
from editorial.api.models import ApiKey, Delivery, Webhook
from editorial.articles.models import Article, ArticleAbstract, Collection, Footnote, Reference
from editorial.events.models import Event, EventSource, Outcome
from editorial.indicators.models import Area
from editorial.intake.models import ManuscriptFile
from editorial.records import changelog
from editorial.records.models import Change, ChangeCounter, ChangeKind
from editorial.reviews.models import ReviewComment
from editorial.translations.models import Translation
from editorial.workflow.models import AuditAction, AuditEntry
from tests import factory

BOOK = 20  # texts of a collection
IN_BOOKS = 10  # of so many texts one is in a collection


def lay_desk(cast: Cast) -> None:
    """Make what there is little of: pictures, files, keys."""
    factory.make_picture()
    factory.make_user("editor", name="colleague")
    ManuscriptFile.objects.create(name="сборник.pdf", sha256="0" * 64, size=1, state="refused")
    key = ApiKey(name="Библиотека")
    key.issue()
    hook = Webhook.objects.create(name="Библиотека", address="https://example.org/")
    changelog.record_change(cast.topics[0], ChangeKind.CREATED)
    change = Change.objects.latest("position")
    Delivery.objects.create(webhook=hook, change=change, due_at=change.at)
    cast.user.groups.add(*Group.objects.all())
    Area.objects.create(code="KZ-AZ", name_ru="Казахстан и Азербайджан")


def grow_desk(cast: Cast, *, articles: range, agreements: range) -> None:
    """Add what belongs to the texts and agreements of these numbers, which are there."""
    for numbers in batches(articles):
        texts = list(Article.objects.filter(slug__in=[f"a{n}" for n in numbers]).defer("body").order_by("pk"))
        _books(texts, articles.start)
        _notes(texts)
        _review(texts, cast)
        _logs(texts, cast)
    for numbers in batches(agreements):
        rows = list(Agreement.objects.filter(slug__in=[f"g{n}" for n in numbers]).order_by("pk"))
        _ties(rows)
        _logs(rows, cast)


def _books(texts: list[Article], start: int) -> None:
    bound = [text for text in texts if int(text.slug[1:]) % IN_BOOKS == 0]
    for at in range(0, len(bound), BOOK):
        first, *_ = part = bound[at : at + BOOK]
        book = Collection.objects.create(
            slug=f"c{first.slug}", title=f"Сборник {first.slug}", year=2000 + at % 25, **dates(start + 1)
        )
        for order, text in enumerate(part, 1):
            text.collection, text.order_in_collection = book, order
        Article.objects.bulk_update(part, ["collection", "order_in_collection"])


def _notes(texts: list[Article]) -> None:
    noted = [text for text in texts if int(text.slug[1:]) % 3 == 0]
    works = Reference.objects.bulk_create([Reference(article=text, order=1, title="Книга") for text in noted])
    Footnote.objects.bulk_create(
        [
            Footnote(article=work.article, key="n3", order=3, text="Там же. С. 3.", reference=work)
            for work in works
        ]
    )
    ArticleAbstract.objects.bulk_create(
        [
            ArticleAbstract(article=text, language="en", title=f"Links {text.pk}", text="What was agreed.")
            for text in texts
            if text.pk % 2
        ]
    )


def _review(texts: list[Article], cast: Cast) -> None:
    ReviewComment.objects.bulk_create(
        [
            ReviewComment(
                article=text, by=cast.user, text="За какой год?",
                resolved_at=timezone.now() if text.pk % 3 else None,
            )
            for text in texts
            if text.pk % 30 == 0
        ]
    )  # fmt: skip


def _ties(rows: list[Agreement]) -> None:
    AgreementRelation.objects.bulk_create(
        [
            AgreementRelation(agreement=row, kind="amends", other=other)
            for row, other in zip(rows[1:], rows, strict=False)
            if row.pk % 2
        ]
    )
    events = Event.objects.filter(slug__in=[f"v{int(row.slug[1:]) // 4}" for row in rows])
    known = {event.slug: event for event in events}
    produced = [(known[slug], row) for row in rows if (slug := f"v{int(row.slug[1:]) // 4}") in known]
    Outcome.objects.bulk_create(
        [Outcome(event=event, agreement=row, order=row.pk % 4) for event, row in produced]
    )
    EventSource.objects.bulk_create(
        [EventSource(event=event, document_title="Сообщение") for event in known.values() if event.pk % 3]
    )


def _logs(rows: list[Article] | list[Agreement], cast: Cast) -> None:
    model: type[Model] = type(rows[0])
    kind = model.__name__.lower()
    now = timezone.now()
    last = changelog.last_position()
    Change.objects.bulk_create(
        [
            Change(position=last + n, at=now, kind="created", type=kind, row_id=row.pk, slug=row.slug)
            for n, row in enumerate(rows, 1)
        ]
    )
    ChangeCounter.objects.update(last=last + len(rows))
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                at=now - dt.timedelta(minutes=row.pk), action=AuditAction.STEP, actor=cast.user, actor_name="publisher",
                object_type=kind, object_id=row.pk, object_repr=str(row), detail="published",
            )
            for row in rows
        ]
    )  # fmt: skip
    Translation.objects.bulk_create(
        [
            Translation(type=kind, row_id=row.pk, language="en", source_checksum="x", is_stale=not row.pk % 2)
            for row in rows
            if row.pk % 5 == 0
        ]
    )
    content_type = ContentType.objects.get_for_model(model)
    revisions = Revision.objects.bulk_create(
        [Revision(date_created=now, user=cast.user, comment="Уточнён месяц") for _row in rows]
    )
    Version.objects.bulk_create(
        [
            Version(
                revision=revision, object_id=str(row.pk), content_type=content_type, db="default", format="json",
                serialized_data="[]", object_repr=str(row),
            )
            for revision, row in zip(revisions, rows, strict=True)
        ]
    )  # fmt: skip
