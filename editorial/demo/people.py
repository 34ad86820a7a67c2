"""Organisations and experts, the forms of their names, and where the experts are mentioned."""

from collections.abc import Iterable
from typing import Any, TypeVar

from editorial.articles.models import ExpertSource
from editorial.demo.accounts import Cast
from editorial.demo.passages import PassageIndex
from editorial.demo.rows import ExpertRow, OrganisationRow, dated, read, translated_columns, translations
from editorial.demo.upsert import record_changes, upsert_rows
from editorial.experts.models import Affiliation, Expert, ExpertName, Organisation, OrganisationName, Script
from editorial.records import services
from editorial.workflow.states import State

LANGUAGES = ("ru", "kk", "az", "en")
Form = TypeVar("Form", OrganisationName, ExpertName)


def detect_script(name: str) -> Script:
    """Tell the script of a name by its letters."""
    return Script.CYRILLIC if any("\u0400" <= letter <= "\u04ff" for letter in name) else Script.LATIN


def forms(
    make: type[Form], preferred: dict[str, str], others: Iterable[tuple[str, str]], **owner: Any
) -> list[Form]:
    """Return the forms of a name: the one to use in each language, and the others met in texts."""
    name_forms = dict.fromkeys(preferred.items(), True)
    for language, name in others:
        name_forms.setdefault((language, name), False)
    return [
        make(language=language, name=name, script=detect_script(name), preferred=is_preferred, **owner)
        for (language, name), is_preferred in name_forms.items()
    ]


def load_organisations(*, by: Cast) -> dict[str, Organisation]:
    """Keep the organisations with the forms of their names, and publish them."""
    rows: list[OrganisationRow] = read("organisations")
    named = translations("organisations")
    columns = {
        row["slug"]: {
            "kind": row["kind"],
            "country": row.get("country", ""),
            **translated_columns("name", row["name"], named.get(row["slug"])),
            **translated_columns("short_name", row.get("short_name"), named.get(row["slug"])),
            **translated_columns("note", row.get("note")),
        }
        for row in rows
    }
    saved = upsert_rows(Organisation, columns)
    OrganisationName.objects.filter(organisation__in=saved.values()).delete()
    names: list[OrganisationName] = []
    for row in rows:
        own = columns[row["slug"]]
        full = {language: name for language in LANGUAGES if (name := own[f"name_{language}"])}
        short = [(language, own[f"short_name_{language}"]) for language in LANGUAGES]
        others = [(alias["language"], alias["name"]) for alias in row.get("aliases", [])]
        others += [(language, name) for language, name in short if name]
        names += forms(OrganisationName, full, others, organisation=saved[row["slug"]])
    OrganisationName.objects.bulk_create(names)
    record_changes(saved, by=by.editor)
    for organisation in saved.values():
        if organisation.state == State.DRAFT:
            services.publish(organisation, by=by.editor)
    return saved


def load_experts(organisations: dict[str, Organisation]) -> dict[str, Expert]:
    """Keep the experts with their positions and the forms of their names; their sources come later."""
    rows: list[ExpertRow] = read("experts")
    named = translations("experts")
    saved = upsert_rows(
        Expert,
        {
            row["slug"]: {
                "kind": row["kind"],
                "country": row.get("country", ""),
                **translated_columns("given_name", None, named[row["slug"]]),
                **translated_columns("family_name", None, named[row["slug"]]),
                **translated_columns("degree", row.get("degree"), named[row["slug"]]),
                **translated_columns("note", row.get("note"), named[row["slug"]]),
            }
            for row in rows
        },
    )
    ExpertName.objects.filter(expert__in=saved.values()).delete()
    Affiliation.objects.filter(expert__in=saved.values()).delete()
    ExpertName.objects.bulk_create(
        form for row in rows for form in _name_forms(saved[row["slug"]], named[row["slug"]])
    )
    Affiliation.objects.bulk_create(
        position for row in rows for position in _positions(saved[row["slug"]], row, organisations)
    )
    return saved


def _name_forms(expert: Expert, named: dict[str, Any]) -> list[ExpertName]:
    full = {}
    for language in LANGUAGES:
        parts = (named.get(f"given_name_{language}"), named.get(f"family_name_{language}"))
        if parts[1]:
            full[language] = " ".join(part for part in parts if part)
    aliases = [("ru" if detect_script(name) == Script.CYRILLIC else "en", name) for name in named["aliases"]]
    return forms(ExpertName, full, aliases, expert=expert)


def _positions(
    expert: Expert, row: ExpertRow, organisations: dict[str, Organisation]
) -> Iterable[Affiliation]:
    words = translations("positions")
    for position in row.get("affiliations", []):
        named = {
            f"position_{language}": text for language, text in words.get(position["position"], {}).items()
        }
        yield Affiliation(
            expert=expert,
            organisation=organisations[position["organisation"]],
            **translated_columns("position", {"ru": position["position"]}, named),
            **dated("attested_on", position["attested"]),
        )


def publish_experts(experts: dict[str, Expert], library: PassageIndex, *, by: Cast) -> None:
    """Say where the texts speak of the experts, and publish them."""
    rows: list[ExpertRow] = read("experts")
    ExpertSource.objects.filter(expert__in=experts.values()).delete()
    ExpertSource.objects.bulk_create(
        ExpertSource(expert=experts[row["slug"]], **columns)
        for row in rows
        for columns in library.build_columns(row["sources"])
    )
    record_changes(experts, by=by.editor)
    for expert in experts.values():
        if expert.state == State.DRAFT:
            services.publish(expert, by=by.editor)
