"""What the review page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.articles.models import Article, Collection, Contribution
from editorial.experts.models import Expert, Organisation
from editorial.intake import review_form
from editorial.intake.models import ManuscriptFile
from editorial.intake.services import known_bodies, known_people
from editorial.manuscripts.draft import Block, Contributor, Item, Manuscript, Remark
from editorial.manuscripts.entity_match import Known, match_body, match_person
from editorial.topics.models import Topic
from editorial.values.languages import Language

KIND_LABELS = {
    "heading": gettext_lazy("heading"),
    "paragraph": gettext_lazy("paragraph"),
    "item": gettext_lazy("list item"),
    "quote": gettext_lazy("quotation"),
    "question": gettext_lazy("question"),
    "answer": gettext_lazy("answer"),
    "figure": gettext_lazy("figure"),
    "table": gettext_lazy("table"),
}
MAX_SOURCE_LINES = 4000


@dataclass(slots=True)
class BlockRow:
    """A block of the form."""

    at: int
    kind: str
    text: str
    line: int
    title: str = ""
    remarks: list[str] = field(default_factory=list)
    is_table: bool = False
    can_split: bool = True


@dataclass(slots=True)
class ContributorRow:
    """A contributor of the form, with whom of the record it may be."""

    at: int
    name: str
    position: str
    degree: str
    role: str
    known: str
    choices: list[tuple[str, str]]
    decided: bool


def review_context(
    row: ManuscriptFile, manuscript: Manuscript, at: int, *, typed: Mapping[str, str] | None
) -> dict[str, Any]:
    """Everything the page of one item needs; what was typed and refused is shown again."""
    item = manuscript.items[at]
    if typed:
        item = _as_typed(manuscript, at, typed)
    uncalled, unknown = review_form.unreferenced_notes(item), review_form.missing_notes(item)
    lines = _source_lines(manuscript, at)
    blocks, loose = _blocks(item)
    return {
        "row": row,
        "item": item,
        "at": at,
        "items": [
            {
                "at": place,
                "title": each.title or _("(no title)"),
                "left_out": each.left_out,
                "remarks": len(each.remarks),
            }
            for place, each in enumerate(manuscript.items)
        ],
        "source": lines,
        "blocks": blocks,
        "loose_remarks": loose,
        "people": _people(item),
        "notes": [
            {"at": place, "note": note, "uncalled": note.number in uncalled}
            for place, note in enumerate(item.footnotes)
        ],
        "unknown": sorted(unknown),
        "abstracts": _abstracts(item),
        "topics": [(topic.slug, topic.name, topic.slug in item.topics) for topic in Topic.objects.all()],
        "genres": Article.Genre.choices,
        "roles": Contribution.Role.choices,
        "languages": Language.choices,
        "kinds": [(kind, KIND_LABELS[kind]) for kind in review_form.KINDS],
        "collections": Collection.objects.order_by("-year").only("title", "year"),
        "collection_note": manuscript.collection if manuscript.is_collection else None,
        "undecided": sum(
            1 for each in manuscript.items if not each.left_out for who in each.contributors if not who.known
        ),
    }


def _as_typed(manuscript: Manuscript, at: int, typed: Mapping[str, str]) -> Item:
    """Return the item with what was typed, as far as it can be parsed."""
    item = manuscript.items[at]
    item.title = typed.get("title", item.title)
    item.date = typed.get("date", item.date)
    for place, block in enumerate(item.blocks):
        text = typed.get(f"block-{place}-text")
        if text is not None and block.table is None:
            block.text, block.anchors = review_form.without_tokens(text)
    for place, note in enumerate(item.footnotes):
        note.text = typed.get(f"note-{place}-text", note.text)
    return item


def _source_lines(manuscript: Manuscript, at: int) -> list[tuple[int, str]]:
    """Return the numbered lines of the source from which the item was made."""
    item = manuscript.items[at]
    starts = [each.line for each in manuscript.items]
    places = [block.line for block in item.blocks if block.line] + [
        note.line for note in item.footnotes if note.line
    ]
    first = min([item.line, *places]) if item.line else min(places, default=1)
    later = [line for line in starts if line > max([item.line, *[block.line for block in item.blocks[-1:]]])]
    last = min(later, default=len(manuscript.source) + 1)
    last = max(last, *places, 1) if places else last
    chosen = manuscript.source[max(0, first - 1) : min(last, first + MAX_SOURCE_LINES)]
    return list(enumerate(chosen, max(1, first)))


def _blocks(item: Item) -> tuple[list[BlockRow], list[Remark]]:
    """Blocks with the remarks that apply to them, and the remarks that apply to none."""
    rows = [_block(place, block) for place, block in enumerate(item.blocks)]
    loose: list[Remark] = []
    for remark in item.remarks:
        near = [each for each in rows if each.line and each.line <= remark.line]
        if near and remark.line > item.line:
            near[-1].remarks.append(remark.message)
        else:
            loose.append(remark)
    return rows, loose


def _block(place: int, block: Block) -> BlockRow:
    if block.table is not None:
        return BlockRow(
            place,
            "table",
            review_form.table_text(block),
            block.line,
            title=block.table.title,
            is_table=True,
            can_split=place > 0,
        )
    text = review_form.with_tokens(block.text, block.anchors)
    return BlockRow(place, block.kind, text, block.line, can_split=place > 0)


def _people(item: Item) -> list[ContributorRow]:
    people, bodies = known_people(), known_bodies()
    names = {f"expert:{row.pk}": str(row) for row in Expert.objects.all()}
    names |= {f"organisation:{row.pk}": str(row) for row in Organisation.objects.all()}
    rows = [_person(at, each, people, bodies, names) for at, each in enumerate(item.contributors)]
    empty = Contributor(name="")
    return [*rows, _person(len(rows), empty, people, bodies, names)]


def _person(
    at: int, who: Contributor, people: list[Known], bodies: list[Known], names: dict[str, str]
) -> ContributorRow:
    likely = (
        (match_body(who.name, bodies) if who.organisation else match_person(who.name, people))
        if who.name
        else []
    )
    first = [match.key for match in likely[:5]]
    if who.known in names and who.known not in first:
        first.insert(0, who.known)
    rest = [key for key in names if key not in first]
    choices = [
        ("", _("not decided (excluded from the draft)")),
        ("new", _("new person (creates a draft record)")),
    ]
    choices += [(key, f"★ {names[key]}") for key in first]
    choices += sorted(((key, names[key]) for key in rest), key=lambda each: each[1])
    return ContributorRow(
        at, who.name, who.position, who.degree, who.role, who.known, choices, bool(who.known) or not who.name
    )


def _abstracts(item: Item) -> list[dict[str, Any]]:
    labels = dict(Language.choices)
    return [
        {
            "language": language,
            "label": labels.get(language, language),
            "text": item.abstracts.get(language, ""),
            "keywords": "; ".join(item.keywords.get(language, [])),
            "open": language in item.abstracts or language in item.keywords,
        }
        for language in review_form.LANGUAGES
    ]
