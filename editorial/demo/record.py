"""The demo record as a whole, loaded in one transaction."""

from django.db import transaction
from django.db.models import Q
from django.utils import translation

from editorial.articles.models import Collection, Edition
from editorial.demo.accounts import Cast
from editorial.demo.agreements import load_agreements
from editorial.demo.events import load_events, load_mechanisms
from editorial.demo.explanations import load_explanations
from editorial.demo.indicators import load_figures
from editorial.demo.models import DemoLoad
from editorial.demo.passages import PassageIndex
from editorial.demo.people import load_experts, load_organisations, publish_experts
from editorial.demo.reset import demo_rows
from editorial.demo.rows import ArticleRow, checksum, read, translated_columns, translations
from editorial.demo.site_pages import load_pages
from editorial.demo.texts import get_blocks, load_article, load_collections
from editorial.demo.upsert import upsert_rows
from editorial.places.models import Place
from editorial.search import index, reindex_queue, sources
from editorial.search.entry import LANGUAGES
from editorial.search.models import SynonymGroup
from editorial.topics.models import Topic


def is_loaded() -> bool:
    """Say whether the record was loaded from these very files."""
    return DemoLoad.objects.filter(checksum=checksum()).exists()


def was_loaded() -> bool:
    """Say whether some version of the demo record was loaded."""
    return DemoLoad.objects.exists()


@transaction.atomic
def load(*, by: Cast) -> None:
    """Make or bring up to date every row of the demo record, in one transaction."""
    with translation.override("ru"), reindex_queue.suspended():
        topics = _load_topics()
        places = _load_places()
        _load_synonyms()
        organisations = load_organisations(by=by)
        experts = load_experts(organisations)
        collections = load_collections(organisations, experts, places, topics, by=by)
        rows: list[ArticleRow] = read("articles")
        for row in rows:
            load_article(row, organisations, experts, collections, topics, by=by)
        library = _library(rows, collections)
        publish_experts(experts, library, by=by)
        agreements = load_agreements(organisations, experts, places, topics, library, by=by)
        mechanisms = load_mechanisms(organisations, collections, library, by=by)
        load_events(
            mechanisms=mechanisms, organisations=organisations, experts=experts, agreements=agreements,
            places=places, topics=topics, library=library, by=by,
        )  # fmt: skip
        load_figures(organisations, topics, library, by=by)
        load_pages()
        load_explanations()
    index.rebuild(sources.all_entries())
    DemoLoad.objects.all().delete()
    DemoLoad.objects.create(checksum=checksum(), made=demo_rows())


def _load_topics() -> dict[str, Topic]:
    rows = read("topics")
    return upsert_rows(
        Topic,
        {
            row["slug"]: {
                **translated_columns("name", row["name"]),
                **translated_columns("introduction", row.get("introduction")),
                "order": n,
            }
            for n, row in enumerate(rows, start=1)
        },
    )


def _load_synonyms() -> None:
    rows = read("synonyms")
    upsert_rows(
        SynonymGroup,
        {row["name"]: {f"words_{code}": "\n".join(row[code]) for code in LANGUAGES} for row in rows},
        key="name",
    )


def _load_places() -> dict[str, Place]:
    """Keep the places; return them by their Russian name, as the data files name them."""
    towns = translations("places")
    saved = upsert_rows(
        Place,
        {
            town["slug"]: {
                **translated_columns("name", {"ru": name}, town),
                "country": town["country"],
                "latitude": town["lat"],
                "longitude": town["lon"],
            }
            for name, town in towns.items()
        },
    )
    return {name: saved[town["slug"]] for name, town in towns.items()}


def _library(rows: list[ArticleRow], collections: dict[str, Collection]) -> PassageIndex:
    slugs = [row["slug"] for row in rows]
    editions = Edition.objects.current().filter(
        Q(article__slug__in=slugs) | Q(article__translation_of__slug__in=slugs)
    )
    by_slug: dict[str, list[Edition]] = {slug: [] for slug in slugs}
    for edition in editions.select_related("article__translation_of").order_by(
        "article__translation_of", "pk"
    ):
        by_slug[(edition.article.translation_of or edition.article).slug].append(edition)
    return PassageIndex(
        editions={
            slug: sorted(found, key=lambda one: one.language != "ru") for slug, found in by_slug.items()
        },
        blocks={row["slug"]: get_blocks(row) for row in rows},
        collections=collections,
    )
