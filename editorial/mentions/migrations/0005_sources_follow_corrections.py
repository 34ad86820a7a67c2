"""Sources and mentions of texts that were corrected before move on with their passages."""

from collections import defaultdict

from django.db import migrations
from django.db.models import F
from django.utils import timezone

from editorial.mentions.migrations._edition_passages import find_place, match, passages_in

BATCH = 100  # texts
ROWS = 500
LONGEST_ANCHOR = 40  # of a source


def follow_corrections(apps, schema_editor):
    """Move what stands unchanged in the current edition; the rest stays with its edition for an editor to decide.

    Whatever was moved is not looked at again, so it may run any number of times.
    """
    sources = source_models(apps)
    articles = set(mentions_to_link(apps).values_list("article", flat=True))
    for model in sources:
        articles.update(stale(model).values_list("edition__article", flat=True))
    keys = sorted(articles)
    for start in range(0, len(keys), BATCH):
        editions = editions_of(apps, keys[start : start + BATCH])
        moved = [row for model in sources for row in move_sources(model, editions)]
        note(apps, moved)
        link_mentions(apps, editions)


def source_models(apps):
    """Return the models with a key to an edition and a passage of it."""
    found = []
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if {"edition", "anchor", "document_title"} <= names:
            found.append(model)
    return found


def stale(model):
    return model._base_manager.filter(edition__isnull=False, edition__is_current=False)


def mentions_to_link(apps):
    return apps.get_model("mentions", "Mention")._base_manager.filter(
        state="accepted", edition__isnull=True, article__editions__isnull=False
    )


def editions_of(apps, articles):
    """Return the editions of texts by text, the current one first and then the latest."""
    editions = defaultdict(list)
    rows = apps.get_model("articles", "Edition")._base_manager.filter(article__in=articles)
    for row in rows.only("article", "number", "is_current", "html", "footnotes").order_by("-is_current", "-number"):
        row.passages = passages_in(row.html, row.footnotes)
        editions[row.article_id].append(row)
    return editions


def move_sources(model, editions):
    """Move the sources of a kind; return those that moved."""
    matches, moved = {}, []
    rows = stale(model).filter(edition__article__in=list(editions)).defer("edition__html", "edition__text")
    for row in rows.select_related("edition").order_by("pk"):
        current, *others = editions[row.edition.article_id]
        if not current.is_current:
            continue
        if row.edition_id not in matches:
            older = next(one for one in others if one.pk == row.edition_id)
            matches[row.edition_id] = match(older.passages, current.passages).unchanged
        anchor = matches[row.edition_id].get(row.anchor) if row.anchor else ""
        if anchor is not None and len(anchor) <= LONGEST_ANCHOR:
            row.edition_id, row.anchor = current.pk, anchor
            moved.append(row)
    model._base_manager.bulk_update(moved, ["edition", "anchor"], batch_size=ROWS)
    return moved


def note(apps, rows):
    """Tell mirrors of each record, and make forms that are open on it out of date."""
    subjects, records = defaultdict(set), {}
    for row in rows:
        field = next(one for one in row._meta.concrete_fields if one.is_relation and one.name != "edition")
        subject = getattr(row, field.name)
        subjects[type(subject)].add(subject.pk)
        record = subject if hasattr(subject, "state") else subject.indicator
        if record.state == "published":
            records[record._meta.model_name, record.pk] = record.slug
    for model, keys in subjects.items():
        if "version" in {field.name for field in model._meta.concrete_fields}:
            model._base_manager.filter(pk__in=keys).update(version=F("version") + 1, changed_at=timezone.now())
    noted = apps.get_model("workflow", "NotedChange")
    noted._base_manager.bulk_create(
        [
            noted(kind="changed", type=kind, row_id=key, slug=slug)
            for (kind, key), slug in sorted(records.items())
        ],
        batch_size=ROWS,
    )


def link_mentions(apps, editions):
    """Say in which edition readers find accepted mentions: the current one, else the latest that has the words."""
    linked = []
    for row in mentions_to_link(apps).filter(article__in=list(editions)).distinct().order_by("pk"):
        for edition in editions[row.article_id]:
            texts = {one.anchor: one.text for one in edition.passages if not one.anchor.startswith("fn-")}
            anchor = find_place(row.anchor, row.passage, row.text, texts)
            if anchor is not None:
                row.edition_id, row.edition_anchor = edition.pk, anchor
                linked.append(row)
                break
    mention = apps.get_model("mentions", "Mention")
    mention._base_manager.bulk_update(linked, ["edition", "edition_anchor"], batch_size=ROWS)


class Migration(migrations.Migration):

    dependencies = [
        ("agreements", "0005_search_text"),
        ("articles", "0017_search_text"),
        ("events", "0004_search_text"),
        ("experts", "0002_search_text"),
        ("indicators", "0002_search_text"),
        ("mentions", "0004_mentions_in_editions"),
        ("workflow", "0008_search_text"),
    ]
    operations = [migrations.RunPython(follow_corrections, migrations.RunPython.noop)]
