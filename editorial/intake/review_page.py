"""Context of the review page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.articles.models import Article, Collection, Contribution
from editorial.experts.models import Expert, Organisation
from editorial.intake import review_form
from editorial.intake.models import ManuscriptFile
from editorial.intake.review_structure import missing_notes, unreferenced_notes
from editorial.intake.review_text import table_text, with_tokens, without_tokens
from editorial.intake.services import known_bodies, known_people
from editorial.manuscripts.draft import Block, Contributor, Footnote, Item, Manuscript, Remark
from editorial.manuscripts.entity_match import Known, match_body, match_person
from editorial.manuscripts.readers.encodings import ENCODINGS
from editorial.manuscripts.readers.reading import choices_of
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
REVISION_LABELS = {
    "insertion": gettext_lazy("Tracked insertion"),
    "deletion": gettext_lazy("Tracked deletion"),
    "comment": gettext_lazy("Comment in the file"),
    "hidden": gettext_lazy("Hidden text"),
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
    depth: int = 0
    level: int = 0
    picture: str = ""
    alternative: str | None = None

    @property
    def is_table(self) -> bool:
        """Return whether the block is edited as lines of cells."""
        return self.kind == "table"


@dataclass(slots=True)
class NoteRow:
    """A note of the form."""

    at: int
    note: Footnote
    uncalled: bool
    remarks: list[str] = field(default_factory=list)


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


@dataclass(slots=True)
class Placed:
    """The remarks about an item: at the places they apply to, about the item, and about the file as a whole."""

    blocks: list[BlockRow]
    notes: list[NoteRow]
    about_item: list[Remark] = field(default_factory=list)
    about_file: list[Remark] = field(default_factory=list)

    def links(self) -> list[tuple[str, str]]:
        """Return where the remarks stand, as the fragment of an address and the remark."""
        found = [("remarks", remark.message) for remark in (*self.about_file, *self.about_item)]
        found += [(f"block-{row.at}", message) for row in self.blocks for message in row.remarks]
        return found + [(f"note-{row.at}", message) for row in self.notes for message in row.remarks]


def reading_choices(row: ManuscriptFile, manuscript: Manuscript) -> dict[str, Any]:
    """Return what the editor may choose about a new reading of the file, and what was chosen for this one."""
    chosen = choices_of(row.choices, ENCODINGS)
    kinds = {each.kind for each in manuscript.revisions}
    return {
        "changes": bool(kinds & {"insertion", "deletion"}),
        "hidden": "hidden" in kinds,
        "encodings": ENCODINGS if row.name.lower().endswith(".txt") else (),
        "chosen": chosen,
    }


def review_context(
    row: ManuscriptFile,
    manuscript: Manuscript,
    at: int,
    *,
    typed: Mapping[str, str] | None,
    needs_confirmation: bool = False,
    collection: str = "",
) -> dict[str, Any]:
    """Return everything that the page of one item needs; what was typed and refused is shown again.

    With `needs_confirmation` the page asks whether drafts are to be made in spite of what is wrong.
    """
    item = manuscript.items[at]
    if typed:
        item = _as_typed(manuscript, at, typed)
    placed = _placed(manuscript, at, item)
    problems = review_form.problems(manuscript)
    return {
        "row": row,
        "choices": reading_choices(row, manuscript),
        "item": item,
        "at": at,
        "items": [
            {
                "at": place,
                "title": each.title or _("(no title)"),
                "left_out": each.left_out,
                "remarks": len(each.remarks) + len(_remarks_of_file(manuscript, place)),
            }
            for place, each in enumerate(manuscript.items)
        ],
        "source": _source_lines(manuscript, at),
        "blocks": placed.blocks,
        "notes": placed.notes,
        "about_item": placed.about_item,
        "about_file": placed.about_file,
        "remark_links": placed.links(),
        "headings": [row for row in placed.blocks if row.kind == "heading"],
        "revisions": [
            {"label": REVISION_LABELS[each.kind], "who": each.who, "text": each.text, "line": each.line}
            for each in manuscript.revisions
        ],
        "people": _people(item),
        "unknown": sorted(missing_notes(item)),
        "abstracts": _abstracts(item),
        "topics": [(topic.slug, topic.name, topic.slug in item.topics) for topic in Topic.objects.all()],
        "genres": Article.Genre.choices,
        "roles": Contribution.Role.choices,
        "languages": Language.choices,
        "kinds": [(kind, KIND_LABELS[kind]) for kind in review_form.KINDS],
        "collections": Collection.objects.order_by("-year").only("title", "year"),
        "collection_note": manuscript.collection if manuscript.is_collection else None,
        "problems": [
            (place, manuscript.items[place].title or _("(no title)"), text) for place, text in problems
        ],
        "confirmation": review_form.fingerprint(problems),
        "needs_confirmation": needs_confirmation and problems,
        "collection_value": collection,
    }


def _as_typed(manuscript: Manuscript, at: int, typed: Mapping[str, str]) -> Item:
    """Return the item with what was typed, as far as it can be parsed."""
    item = manuscript.items[at]
    item.title = typed.get("title", item.title)
    item.date = typed.get("date", item.date)
    for place, block in enumerate(item.blocks):
        text = typed.get(f"block-{place}-text")
        if text is not None and block.table is None:
            block.text, block.anchors = without_tokens(text)
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


def _remarks_of_file(manuscript: Manuscript, at: int) -> list[Remark]:
    """Return the remarks about the file that apply to a line of an item; the first takes those before it."""
    first = manuscript.items[at].line if at else 1
    last = manuscript.items[at + 1].line if at + 1 < len(manuscript.items) else 0
    return [
        remark
        for remark in manuscript.remarks
        if remark.line >= max(first, 1) and (not last or remark.line < last)
    ]


def _placed(manuscript: Manuscript, at: int, item: Item) -> Placed:
    """Put each remark at the last block or note that begins no later than the line it is about."""
    uncalled = unreferenced_notes(item)
    placed = Placed(
        [_block(place, block) for place, block in enumerate(item.blocks)],
        [NoteRow(place, note, note.number in uncalled) for place, note in enumerate(item.footnotes)],
        about_file=[remark for remark in manuscript.remarks if not remark.line],
    )
    places: list[tuple[int, list[str]]] = [(row.line, row.remarks) for row in placed.blocks if row.line]
    places += [(row.note.line, row.remarks) for row in placed.notes if row.note.line]
    places.sort(key=lambda place: place[0])
    for remark in (*item.remarks, *_remarks_of_file(manuscript, at)):
        near = [remarks for line, remarks in places if line <= remark.line]
        if near and remark.line > item.line:
            near[-1].append(remark.message)
        else:
            placed.about_item.append(remark)
    return placed


def _block(place: int, block: Block) -> BlockRow:
    if block.table is not None:
        return BlockRow(place, "table", table_text(block), block.line, title=block.table.title)
    return BlockRow(
        place,
        block.kind,
        with_tokens(block.text, block.anchors),
        block.line,
        depth=block.depth,
        level=block.level,
        picture=block.picture,
        alternative=block.alternative,
    )


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
