"""From a reviewed manuscript to draft articles, in one step."""

from collections.abc import Mapping
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.articles.models import (
    Article,
    Collection,
    CollectionContribution,
    CollectionPublisher,
    Contribution,
    Footnote,
    Reference,
)
from editorial.experts.models import Expert, Organisation
from editorial.intake.html import footnote_key, marked, render_body
from editorial.intake.manuscript_pictures import receive_pictures
from editorial.intake.models import ManuscriptDraft, ManuscriptFile
from editorial.intake.services import known_bodies, known_people, load_draft
from editorial.manuscripts.draft import CollectionNote, Contributor, Item, Manuscript
from editorial.manuscripts.draft import Footnote as PrintedFootnote
from editorial.manuscripts.draft import Reference as PrintedReference
from editorial.manuscripts.entity_match import INITIALS, match_body, match_person
from editorial.manuscripts.pictures import named_in
from editorial.manuscripts.rules.references import cites_a_work
from editorial.topics.models import Topic
from editorial.values.partial_dates import PartialDate
from editorial.values.slugs import slugify

NEW = "new"
NOBODY = "nobody"
MAX_URL_LENGTH = 1000
MAX_MARK_LENGTH = 8


@transaction.atomic
def make_drafts(
    row: ManuscriptFile,
    *,
    by: User | None,
    collection: Collection | None = None,
    new_collection: bool = False,
) -> list[Article]:
    """Make a draft of every item that was not left out.

    Raises ValidationError when the file was not read, when drafts were made already, or when all is left out.
    """
    locked = ManuscriptFile.objects.select_for_update().get(pk=row.pk)
    if locked.state == ManuscriptFile.State.DRAFTED:
        raise ValidationError(_("Drafts have already been created from this file."))
    if locked.state != ManuscriptFile.State.READ:
        raise ValidationError(_("The file has not been processed yet."))
    manuscript = load_draft(locked)
    items = [item for item in manuscript.items if not item.left_out]
    if not items:
        raise ValidationError(_("All articles in this file are excluded."))
    with reversion.create_revision():
        if by is not None:
            reversion.set_user(by)
        reversion.set_comment(_("Created from the manuscript %(name)s") % {"name": locked.name})
        if collection is None and new_collection and manuscript.is_collection:
            collection = _make_collection(manuscript)
        people: dict[str, Expert] = {}
        pictures = receive_pictures(locked, items, by=by)
        articles = [
            _make_article(item, locked, order, by=by, collection=collection, people=people, pictures=pictures)
            for order, item in enumerate(items, 1 + locked.drafts.count())
        ]
    locked.state, locked.collection = ManuscriptFile.State.DRAFTED, collection
    locked.save(update_fields=["state", "collection", "heartbeat_at"])
    row.refresh_from_db()
    return articles


def _make_article(
    item: Item,
    row: ManuscriptFile,
    order: int,
    *,
    by: User | None,
    collection: Collection | None,
    people: dict[str, Expert],
    pictures: Mapping[str, str],
) -> Article:
    title = item.title or row.name.rsplit(".", maxsplit=1)[0]
    numbers = [note.number for note in item.footnotes if not note.mark]
    article = Article(
        slug=free_slug(Article, title),
        genre=item.genre,
        language=item.language,
        title=title[:500],
        title_is_supplied=not item.title,
        body=render_body(item, pictures),
        footnotes_from=min(numbers, default=1),
        collection=collection,
        order_in_collection=_next_place(collection) if collection else None,
        first_page=item.first_page,
        last_page=item.last_page if item.first_page and (item.last_page or 0) >= item.first_page else None,
        outlet=_outlet(item),
        internal_note=_internal_note(item, row, pictures),
        created_by=by,
    )
    if article.first_page and article.has_own_print_pages:
        pages = "–".join(str(page) for page in (article.first_page, article.last_page) if page)
        article.internal_note += "\n" + _("Pages in the manuscript: %(pages)s.") % {"pages": pages}
        article.first_page = article.last_page = None
    if item.date:
        article.dated = PartialDate.parse(item.date)
    article.full_clean(exclude=["created_by", "outlet", "collection"])
    article.save()
    article.topics.set(Topic.objects.filter(slug__in=item.topics))
    for language in dict.fromkeys((*item.abstracts, *item.keywords)):
        article.abstracts.create(
            language=language,
            title=item.titles.get(language, "") if language != item.language else "",
            text=item.abstracts.get(language, ""),
            keywords="; ".join(item.keywords.get(language, [])),
        )
    _credit(article, item, people)
    _add_notes(article, item)
    ManuscriptDraft.objects.create(manuscript=row, article=article, order=order)
    return article


def free_slug(model: Any, title: str) -> str:
    """Return a slug that no other row of the model has."""
    stem = slugify(title) or "text"
    used = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, turn = stem, 1
    while slug in used:
        turn += 1
        slug = f"{stem}-{turn}"
    return slug


def _next_place(collection: Collection) -> int:
    last = collection.articles.order_by("-order_in_collection").values_list("order_in_collection", flat=True)
    return max((place for place in last if place), default=0) + 1


def _outlet(item: Item) -> Organisation | None:
    found = match_body(item.outlet, known_bodies()) if item.outlet else []
    return Organisation.objects.filter(pk=int(found[0].key.partition(":")[2])).first() if found else None


def _internal_note(item: Item, row: ManuscriptFile, pictures: Mapping[str, str]) -> str:
    """Build the internal note of the draft: the file, the remarks, the people not credited."""
    lines = [_("Created from the file %(name)s.") % {"name": row.name}]
    lines.extend(f"{remark.line}: {remark.message}" for remark in item.remarks)
    lines.extend(
        _("The image %(name)s could not be taken over. Add it by hand.") % {"name": name}
        for name in dict.fromkeys(named_in(item.blocks))
        if name not in pictures
    )
    for contributor in item.contributors:
        if not contributor.known:
            about = ", ".join(part for part in (contributor.degree, contributor.position) if part)
            lines.append(
                _("Not in the database: %(name)s") % {"name": contributor.name}
                + (f" ({about})" if about else "")
            )
    return "\n".join(lines)


def _credit(article: Article, item: Item, people: dict[str, Expert]) -> None:
    """Credit those who were recognised or decided upon; nobody is added to the record without a decision."""
    orders: dict[str, int] = {}
    used: set[tuple[str, str]] = set()
    for contributor in item.contributors:
        who = _find_contributor(contributor, people)
        if who is None or (contributor.role, f"{type(who).__name__}{who.pk}") in used:
            continue
        used.add((contributor.role, f"{type(who).__name__}{who.pk}"))
        orders[contributor.role] = orders.get(contributor.role, 0) + 1
        Contribution.objects.create(
            article=article,
            role=contributor.role,
            order=orders[contributor.role],
            expert=who if isinstance(who, Expert) else None,
            organisation=who if isinstance(who, Organisation) else None,
            position=contributor.position[:300],
        )


def _find_contributor(contributor: Contributor, people: dict[str, Expert]) -> Expert | Organisation | None:
    kind, _colon, key = contributor.known.partition(":")
    if kind == "expert" and key.isdigit():
        return Expert.objects.filter(pk=int(key)).first()
    if kind == "organisation" and key.isdigit():
        return Organisation.objects.filter(pk=int(key)).first()
    if kind == NEW and not contributor.organisation:
        if contributor.name not in people:
            people[contributor.name] = _create_expert(contributor)
        return people[contributor.name]
    return None


def _create_expert(contributor: Contributor) -> Expert:
    """Create a draft expert; nobody sees it before it is published."""
    given_names, _space, family = contributor.name.rpartition(" ")
    return Expert.objects.create(
        slug=free_slug(Expert, contributor.name),
        given_name=given_names,
        family_name=family,
        degree=contributor.degree[:200],
    )


def _add_notes(article: Article, item: Item) -> None:
    """Add notes in order, with a reference for each source, the same one where a source is cited again."""
    made: dict[str, Reference] = {}
    for printed in item.references:
        _reference(article, printed, made)
    rows: dict[int, Footnote] = {}
    for order, note in enumerate(item.footnotes, 1):
        if note.number in rows:
            continue
        source = next((each for each in item.footnotes if each.number == note.same_as), note)
        rows[note.number] = Footnote.objects.create(
            article=article,
            key=footnote_key(note.number),
            mark=note.mark[:MAX_MARK_LENGTH],
            order=order,
            text=_note_html(note),
            url=next((url for url in note.urls if len(url) <= MAX_URL_LENGTH), ""),
            reference=_work(article, source, made),
            repeats=rows.get(note.same_as) if note.same_as else None,
        )


def _work(article: Article, note: PrintedFootnote, made: dict[str, Reference]) -> Reference | None:
    """Return the work that a note cites; a note that only explains has none."""
    cites = note.reference is not None and cites_a_work(note.text)
    return _reference(article, note.reference, made) if note.reference and cites else None


def _note_html(note: PrintedFootnote) -> str:
    return marked(note.text, [], set(), note.spans)


def _reference(article: Article, printed: PrintedReference, made: dict[str, Reference]) -> Reference | None:
    if not (printed.title or printed.url or printed.outlet or printed.author):
        return None
    same = f"{printed.author}|{printed.title}|{printed.url}".casefold()
    if same not in made:
        made[same] = Reference.objects.create(
            article=article,
            order=len(made) + 1,
            authors=printed.author[:500],
            title=printed.title[:1000],
            outlet=printed.outlet[:500],
            year=printed.year,
            url=printed.url if len(printed.url) <= MAX_URL_LENGTH else "",
        )
    return made[same]


def _make_collection(manuscript: Manuscript) -> Collection:
    """Create a draft collection from the publisher's page; a manuscript with printed pages was printed elsewhere."""
    note = manuscript.collection
    title = note.title or _("Collection without a title")
    collection = Collection.objects.create(
        slug=free_slug(Collection, title),
        title=title[:500],
        subtitle=note.subtitle[:300],
        year=note.year or 2000,
        language=manuscript.items[0].language,
        printed_elsewhere=any(item.first_page for item in manuscript.items),
    )
    _credit_collection(collection, note)
    return collection


def _credit_collection(collection: Collection, note: CollectionNote) -> None:
    people, bodies = known_people(), known_bodies()
    for role, names in (("editor", note.editors), ("reviewer", note.reviewers)):
        order = 0
        for name in names:
            found = [match for match in match_person(name, people) if match.score >= INITIALS]
            if found:
                order += 1
                key = int(found[0].key.partition(":")[2])
                CollectionContribution.objects.create(
                    collection=collection, role=role, expert_id=key, order=order
                )
    for role, names in (("publisher", note.publishers), ("supporter", note.supporters)):
        order = 0
        for name in names:
            matches = match_body(name, bodies)
            if matches:
                order += 1
                key = int(matches[0].key.partition(":")[2])
                CollectionPublisher.objects.create(
                    collection=collection, role=role, organisation_id=key, order=order
                )
