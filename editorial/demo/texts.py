"""The collection and the texts: our digests, reviewed, approved and published as editions."""

import re
from html import escape
from typing import Any, NotRequired, TypedDict

import reversion

from editorial.articles.models import (
    Article,
    ArticleAbstract,
    Collection,
    CollectionContribution,
    CollectionPublisher,
    Contribution,
    Footnote,
    Reference,
)
from editorial.articles.services import publishing as desk
from editorial.demo.accounts import Cast
from editorial.demo.passages import Block, parse_lines
from editorial.demo.rows import (
    ROOT,
    ArticleRow,
    CollectionRow,
    ContributorRow,
    dated,
    read,
    translated_columns,
    translated_into,
    translations,
)
from editorial.demo.upsert import record_changes, replace, save_changed, upsert_rows
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.records import services as records
from editorial.topics.models import Topic
from editorial.translations import tracking
from editorial.values.html import sanitise_inline
from editorial.workflow.states import State

CORRECTION = "Дайджест дополнен и уточнён."
# The place in the book is that of the original.
NOT_OF_TRANSLATIONS = {
    "collection": None, "order_in_collection": None, "first_page": None, "last_page": None,
}  # fmt: skip


class BlockRow(TypedDict):
    """A block of a digest; `lines` are those of the manuscript that it tells."""

    kind: str
    text: NotRequired[str]
    title: NotRequired[str]
    items: NotRequired[list[str]]
    rows: NotRequired[list[list[str]]]
    lines: NotRequired[str]


class FootnoteRow(TypedDict):
    """A note by its number in the print; `ibid_of` is the number of the note that it repeats."""

    number: int
    authors: str | None
    title: str | None
    outlet: str | None
    year: int | None
    url: str | None
    pages: str | None
    ibid_of: int | None
    note: str | None


class AbstractRow(TypedDict):
    """Title, abstract and keywords in one language."""

    language: str
    title: str
    text: str
    keywords: list[str]


Part = str | list[str] | dict[str, Any]  # a paragraph, the items of a list, the title and rows of a table


class TranslatedRow(TypedDict):
    """A file of texts/en/, texts/kk/ or texts/az/: the words of each block, in the order of the original."""

    blocks: list[Part]
    notes: NotRequired[dict[str, str]]  # by the number of the note
    note: NotRequired[str]


class TextRow(TypedDict):
    """A file of texts/."""

    title: str
    abstracts: list[AbstractRow]
    blocks: list[BlockRow]
    footnotes: list[FootnoteRow]
    remark: NotRequired[str]  # on the source, of a translation; that of the original is in articles.json


def load_collections(
    organisations: dict[str, Organisation], experts: dict[str, Expert], places: dict[str, Place],
    topics: dict[str, Topic], *, by: Cast,
) -> dict[str, Collection]:  # fmt: skip
    """Keep the collections and publish them."""
    rows: list[CollectionRow] = read("collections")
    saved = upsert_rows(
        Collection,
        {
            row["slug"]: {
                **translated_columns("title", row["title"]),
                **translated_columns("subtitle", row["subtitle"]),
                **translated_columns("description", row["description"]),
                **translated_columns("note", row["note"]),
                "language": row["language"],
                "year": row["year"],
                "printed_elsewhere": True,
                "place": places[row["place"]],
            }
            for row in rows
        },
    )
    for row in rows:
        collection = saved[row["slug"]]
        collection.topics.set([topics[slug] for slug in row["topics"]])
        roles = CollectionPublisher.Role
        named = [(roles.PUBLISHER, row["publishers"]), (roles.SUPPORTER, row["supported_by"])]
        publishers = [
            CollectionPublisher(
                collection=collection, organisation=organisations[slug], role=role, order=order
            )
            for role, slugs in named
            for order, slug in enumerate(slugs, start=1)
        ]
        replace(collection.publishers.all(), publishers)
        credited = [credit(one, organisations, experts) for one in row["contributors"]]
        replace(
            collection.contributions.all(),
            [CollectionContribution(collection=collection, **columns) for columns in credited],
        )
    record_changes(saved, by=by.editor)
    for collection in saved.values():
        if collection.state == State.DRAFT:
            records.publish(collection, by=by.editor)
    return saved


def credit(
    row: ContributorRow, organisations: dict[str, Organisation], experts: dict[str, Expert]
) -> dict[str, Any]:
    """Return the columns of a credit, the position in four languages where they are known."""
    position = row.get("position", "")
    named = {f"position_{language}": text for language, text in POSITIONS.get(position, {}).items()}
    return {
        "expert": experts[row["expert"]] if "expert" in row else None,
        "organisation": organisations[row["organisation"]] if "organisation" in row else None,
        "role": row["role"],
        "order": row["order"],
        **translated_columns("position", {"ru": position}, named),
    }


POSITIONS: dict[str, dict[str, str]] = translations("positions")


def get_text(row: ArticleRow) -> TextRow:
    """Return our digest of a text; a short one from the catalogue while it has none of its own."""
    if (ROOT / "texts" / f"{row['slug']}.json").exists():
        text: TextRow = read(f"texts/{row['slug']}")
        return text
    points: BlockRow = {"kind": "list", "items": row["key_points"], "lines": row["lines"]}
    summary: BlockRow = {"kind": "paragraph", "text": row["summary"], "lines": row["lines"]}
    abstract = AbstractRow(language=row["language"], title=row["title"], text=row["summary"], keywords=[])
    return TextRow(title=row["title"], abstracts=[abstract], blocks=[summary, points], footnotes=[])


def get_translations(row: ArticleRow) -> dict[str, TextRow]:
    """Return the translations of our digest by language; each block states what its original does."""
    original = get_text(row)
    return {
        language: _translated(original, read(f"texts/{language}/{row['slug']}"), language)
        for language in translated_into(row["slug"])
    }


def _translated(original: TextRow, made: TranslatedRow, language: str) -> TextRow:
    notes = made.get("notes", {})
    blocks = [
        BlockRow(**{**block, **_words(part)})  # type: ignore[typeddict-item]
        for block, part in zip(original["blocks"], made["blocks"], strict=True)
    ]
    (abstract,) = (one for one in original["abstracts"] if one["language"] == language)
    footnotes = [
        FootnoteRow(**{**row, "note": notes[str(row["number"])] if row["note"] else row["note"]})
        for row in original["footnotes"]
    ]
    return TextRow(
        title=abstract["title"],
        abstracts=[abstract],
        blocks=blocks,
        footnotes=footnotes,
        remark=made.get("note", ""),
    )


def _words(part: Part) -> dict[str, Any]:
    if isinstance(part, str):
        return {"text": part}
    return {"items": part} if isinstance(part, list) else part


def inline(text: str) -> str:
    """Turn {{fn:12}} into the marker of a note."""
    return re.sub(r"\{\{fn:(\d+)\}\}", r'<sup data-footnote="fn-\1"></sup>', text)


def to_html(block: BlockRow) -> str:
    """Write a block as the HTML that the record keeps; the sanitiser of the article has the last word."""
    text = inline(block.get("text", ""))
    match block["kind"]:
        case "heading":
            return f"<h2>{text}</h2>"
        case "quote":
            return f"<blockquote><p>{text}</p></blockquote>"
        case "question" | "answer" as role:
            return f'<p data-role="{role}">{text}</p>'
        case "list":
            return "<ul>" + "".join(f"<li>{inline(item)}</li>" for item in block["items"]) + "</ul>"
        case "table":
            return _table(block)
        case _:
            return f"<p>{text}</p>"


def _table(block: BlockRow) -> str:
    head, *body = block["rows"]
    columns = "".join(f'<th scope="col">{inline(cell)}</th>' for cell in head)
    rows = "".join("<tr>" + "".join(f"<td>{inline(cell)}</td>" for cell in row) + "</tr>" for row in body)
    caption = f"<caption>{inline(block.get('title', ''))}</caption>"
    return f"<table>{caption}<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"


def get_blocks(row: ArticleRow) -> list[Block]:
    """Return the blocks of a digest with the anchors that its edition gives them."""
    paragraphs = [block for block in get_text(row)["blocks"] if block["kind"] != "heading"]
    return [
        Block(f"p-{number}", tuple(parse_lines(block["lines"])))
        for number, block in enumerate(paragraphs, start=1)
        if block.get("lines")
    ]


def load_article(
    row: ArticleRow, organisations: dict[str, Organisation], experts: dict[str, Expert],
    collections: dict[str, Collection], topics: dict[str, Topic], *, by: Cast,
) -> Article:  # fmt: skip
    """Keep a text and take it through the desk; a text that changed since is published as a correction."""
    catalogue = _catalogue(row, organisations, collections)
    credited = [credit(one, organisations, experts) for one in row["contributors"]]
    headings = [topics[slug] for slug in row["topics"]]
    article = _load(
        row["slug"], catalogue | _working_copy(row, get_text(row)), get_text(row), headings, credited, by=by
    )
    for language, text in get_translations(row).items():
        columns = catalogue | NOT_OF_TRANSLATIONS | _working_copy(row, text)
        columns |= {"language": language, "translation_of": article, "note": text.get("remark", "")}
        _load(f"{row['slug']}-{language}", columns, text, headings, credited, by=by)
    return article


def _load(
    slug: str, columns: dict[str, Any], text: TextRow, topics: list[Topic], credited: list[dict[str, Any]], *, by: Cast
) -> Article:  # fmt: skip
    article = Article.objects.filter(slug=slug).first() or Article(slug=slug)
    with reversion.create_revision():
        reversion.set_user(by.author)
        reversion.set_comment("The demo record was loaded.")
        save_changed(article, columns)
        article.topics.set(topics)
        replace(
            Contribution.objects.filter(article=article),
            [Contribution(article=article, **one) for one in credited],
        )
        replace(
            ArticleAbstract.objects.filter(article=article),
            [_abstract(article, one) for one in text["abstracts"]],
        )
        _replace_notes(article, text["footnotes"])
        reversion.add_to_revision(article)
    if article.translation_of is not None:
        tracking.record_translation(article.translation_of, [article.language])
    if article.state == State.DRAFT:
        desk.submit(article, by=by.author)
        desk.approve(article, by=by.publisher)
        desk.publish(article, by=by.publisher)
    elif article.state == State.PUBLISHED and desk.has_unpublished_changes(article):
        desk.correct(article, by=by.publisher, correction_note=CORRECTION)
    return article


def _catalogue(
    row: ArticleRow, organisations: dict[str, Organisation], collections: dict[str, Collection]
) -> dict[str, Any]:
    return {
        "genre": row["genre"],
        "outlet": organisations[row["outlet"]] if "outlet" in row else None,
        "collection": collections[row["collection"]] if "collection" in row else None,
        "order_in_collection": row.get("order"),
        "first_page": row.get("first_page"),
        "last_page": row.get("last_page"),
        "note": row.get("note", ""),
        **dated("dated_on", row["dated"]),
    }


def _working_copy(row: ArticleRow, text: TextRow) -> dict[str, Any]:
    return {
        "language": row["language"],
        "title": text["title"],
        "title_is_supplied": row.get("title_is_supplied", False),
        "is_digest": True,
        "footnotes_from": row.get("footnotes_from", 1) if text["footnotes"] else 1,
        "body": "".join(to_html(block) for block in text["blocks"]),
    }


def _abstract(article: Article, row: AbstractRow) -> ArticleAbstract:
    return ArticleAbstract(
        article=article,
        language=row["language"],
        title=row["title"],
        text=row["text"],
        keywords="; ".join(row["keywords"]),
    )


def _replace_notes(article: Article, rows: list[FootnoteRow]) -> None:
    references: dict[tuple[object, ...], Reference] = {}
    notes: dict[int, Footnote] = {}
    for order, row in enumerate(rows, start=1):
        work = (row["authors"], row["title"], row["outlet"], row["year"], row["pages"], row["url"])
        reference = references.get(work)
        if reference is None and any(work) and row["ibid_of"] is None:
            reference = references[work] = Reference(
                article=article, order=len(references) + 1, authors=row["authors"] or "",
                title=row["title"] or "", outlet=row["outlet"] or "", year=row["year"],
                pages=row["pages"] or "", url=row["url"] or "",
            )  # fmt: skip
        notes[row["number"]] = Footnote(
            article=article, key=f"fn-{row['number']}", order=order, reference=reference,
            text=sanitise_inline(escape(row["note"] or "", quote=False)),
        )  # fmt: skip
    article.footnotes.all().delete()
    replace(article.references.all(), list(references.values()))
    Footnote.objects.bulk_create(notes.values())
    again = [row for row in rows if row["ibid_of"] in notes]
    for row in again:
        notes[row["number"]].repeats = notes[row["ibid_of"] or 0]
    Footnote.objects.bulk_update([notes[row["number"]] for row in again], ["repeats"])
