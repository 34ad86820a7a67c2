"""Three versions of a form made one: what each alone has changed is merged, what both have is chosen one by one."""

import pytest

from editorial.desk.form_state import sign_values, unsign_values
from editorial.desk.three_way_merge import (
    FieldPath,
    FormVersion,
    Line,
    Merged,
    from_post_data,
    merge,
    rebase,
    to_post_data,
)

PARAGRAPHS = ["<p>Первый абзац.</p>", "<p>Второй абзац.</p>", "<p>Третий абзац.</p>"]
BODY = "".join(PARAGRAPHS)
NOTES = ("Раз", "Два", "Три")


def version(*notes: str, **row: str | list[str]) -> FormVersion:
    """Return a form as it is sent; its notes have the keys 1, 2, …"""
    values = {name: [value] if isinstance(value, str) else value for name, value in row.items()}
    for number, text in enumerate(notes):
        values |= {f"footnotes-{number}-id": [str(number + 1)], f"footnotes-{number}-text": [text]}
    return from_post_data({**values, "footnotes-TOTAL_FORMS": [str(len(notes))]}, ["footnotes"])


def row_of(merged: Merged) -> dict[str, str]:
    return {name: " ".join(values) for name, values in merged.side.row.items() if "FORMS" not in name}


def notes_of(merged: Merged) -> list[tuple[str, str]]:
    return [(line.key, " ".join(line.values["text"])) for line in merged.side.lines["footnotes"]]


def test_fields_that_only_one_has_changed_are_merged() -> None:
    base = version(note="Было", signed="2022", note_en="")
    merged = merge(
        base,
        version(note="Моё", signed="2022", note_en=""),
        version(note="Было", signed="2021", note_en="Theirs"),
        {},
    )
    assert row_of(merged) == {"note": "Моё", "signed": "2021", "note_en": "Theirs"}
    assert (merged.clashes, merged.adopted) == ([], [FieldPath("signed"), FieldPath("note_en")])


@pytest.mark.parametrize(("whose", "chosen"), [("mine", "Моё"), ("theirs", "Коллеги")])
def test_a_field_that_both_have_changed_is_chosen(whose: str, chosen: str) -> None:
    versions = version(note="Было"), version(note="Моё"), version(note="Коллеги")
    (clash,) = merge(*versions, {}).clashes
    assert (clash.place, clash.mine, clash.theirs) == (FieldPath("note"), "Моё", "Коллеги")
    merged = merge(*versions, {clash.name: whose})
    assert (row_of(merged), merged.clashes) == ({"note": chosen}, [])


def test_what_is_opened_again_is_merged_with_a_third_version_too() -> None:
    base, mine = version(note="", note_en="", signed="2022"), version(note="Моё", note_en="", signed="2022")
    second = version(note="", note_en="Theirs", signed="2022")
    shown = merge(base, mine, second, {}).side
    third = version(note="", note_en="Theirs", signed="2021")
    merged = merge(second, shown, third, {})
    assert row_of(merged) == {"note": "Моё", "note_en": "Theirs", "signed": "2021"}
    assert not merged.clashes


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (
            [PARAGRAPHS[0], "<p>Мой второй.</p>", PARAGRAPHS[2]],
            ["<p>Их первый.</p>", *PARAGRAPHS[1:]],
            ["<p>Их первый.</p>", "<p>Мой второй.</p>", PARAGRAPHS[2]],
        ),
        (
            [*PARAGRAPHS, "<p>Мой.</p>"],
            [*PARAGRAPHS, "<p>Их.</p>"],
            [*PARAGRAPHS, "<p>Их.</p>", "<p>Мой.</p>"],
        ),
        ([*PARAGRAPHS[1:]], [*PARAGRAPHS[:2], "<p>Их третий.</p>"], [PARAGRAPHS[1], "<p>Их третий.</p>"]),
        ([*PARAGRAPHS, "<h2>А &lt; Б</h2>"], [PARAGRAPHS[0]], [*PARAGRAPHS, "<h2>А &lt; Б</h2>"]),
    ],
)
def test_a_text_is_merged_paragraph_by_paragraph(
    mine: list[str], theirs: list[str], merged: list[str]
) -> None:
    versions = version(body=BODY), version(body="".join(mine)), version(body="".join(theirs))
    found = merge(*versions, {})
    found = merge(*versions, {clash.name: "mine" for clash in found.clashes})
    assert (row_of(found)["body"], found.clashes) == ("".join(merged), [])


def test_a_paragraph_that_both_have_changed_is_chosen_and_the_others_are_merged() -> None:
    mine = "".join(["<p>Мой первый.</p>", *PARAGRAPHS[1:]])
    theirs = "".join(["<p>Их первый.</p>", "<p>Их.</p>", PARAGRAPHS[2]])
    versions = version(body=BODY), version(body=mine), version(body=theirs)
    (clash,) = merge(*versions, {}).clashes
    assert (clash.mine, clash.theirs) == ("<p>Мой первый.</p>", "<p>Их первый.</p>")
    merged = merge(*versions, {clash.name: "mine"})
    assert row_of(merged)["body"] == "<p>Мой первый.</p><p>Их.</p><p>Третий абзац.</p>"


def test_lines_are_merged_one_by_one() -> None:
    base = version(*NOTES)
    mine, theirs = version("Моя первая", "Два", "Три"), version("Раз", "Их вторая")
    mine.lines["footnotes"].append(Line("", {"text": ("Моя новая",)}))
    theirs.lines["footnotes"].append(Line("9", {"id": ("9",), "text": ("Их новая",)}))
    merged = merge(base, mine, theirs, {})
    assert notes_of(merged) == [
        ("1", "Моя первая"),
        ("2", "Их вторая"),
        ("", "Моя новая"),
        ("9", "Их новая"),
    ]
    assert not merged.clashes
    sent = to_post_data(merged.side)
    assert [sent[f"footnotes-{number}-text"] for number in range(4)] == [
        ["Моя первая"],
        ["Их вторая"],
        ["Их новая"],
        ["Моя новая"],
    ]
    assert (sent["footnotes-TOTAL_FORMS"], sent["footnotes-INITIAL_FORMS"]) == (["4"], ["3"])


def test_a_line_that_i_removed_and_the_other_changed_stays() -> None:
    mine = version("Раз", "Два")
    mine.lines["footnotes"][0].values["DELETE"] = ("on",)
    merged = merge(version("Раз", "Два"), mine, version("Изменено", "Два"), {})
    assert notes_of(merged) == [("1", "Изменено"), ("2", "Два")]
    assert merged.retained == [FieldPath("", "footnotes", "1")]


def test_a_line_that_the_other_removed_and_i_changed_stays_as_a_new_one() -> None:
    theirs = version("Раз", "Два")
    theirs.lines["footnotes"].pop(0)
    merged = merge(version("Раз", "Два"), version("Изменено", "Два"), theirs, {})
    assert notes_of(merged) == [("", "Изменено"), ("2", "Два")]
    assert merged.retained == [FieldPath("", "footnotes", "1")]


def test_choices_that_each_has_added_are_all_there() -> None:
    merged = merge(version(topics=["1"]), version(topics=["1", "2"]), version(topics=["3"]), {})
    assert merged.side.row["topics"] == ("2", "3")
    assert not merged.clashes


def test_what_was_opened_is_taken_as_it_was_signed_alone() -> None:
    signed = sign_values({"title": ["Было"]})
    assert unsign_values(signed) == {"title": ["Было"]}
    assert unsign_values("x") is None
    assert unsign_values(signed[:-1]) is None


def test_without_what_was_opened_every_difference_is_chosen() -> None:
    mine, theirs = version(title="Моё", subtitle=""), version(title="Было", subtitle="Их")
    merged = merge(None, mine, theirs, {})
    assert [clash.place for clash in merged.clashes] == [FieldPath("title"), FieldPath("subtitle")]


def test_what_is_changed_after_the_look_causes_no_second_conflict() -> None:
    base, mine = version(note="", note_en="", note_kk=""), version(note="Моё", note_en="", note_kk="")
    theirs = version(note="Коллеги", note_en="Theirs", note_kk="Олардікі")
    merged = merge(base, mine, theirs, {})
    (clash,) = merged.clashes
    begun = rebase(base, theirs, merged.clashes)
    assert {
        name: " ".join(values) for name, values in begun.row.items() if name != "footnotes-TOTAL_FORMS"
    } == {
        "note": "",
        "note_en": "Theirs",
        "note_kk": "Олардікі",
    }
    decided = version(note="Моё", note_en="Theirs and mine", note_kk="Олардікі")
    again = merge(begun, decided, theirs, {clash.name: "mine"})
    assert again.clashes == []
    assert row_of(again) == {"note": "Моё", "note_en": "Theirs and mine", "note_kk": "Олардікі"}


def test_what_was_chosen_stays_chosen_when_a_third_version_is_saved() -> None:
    base, mine = version(note="", note_en=""), version(note="Моё", note_en="")
    second = version(note="Коллеги", note_en="")
    shown = merge(base, mine, second, {})
    (first,) = shown.clashes
    begun = rebase(base, second, shown.clashes)
    third, typed = version(note="Коллеги", note_en="Third"), version(note="Моё", note_en="Mine")
    again = merge(begun, typed, third, {first.name: "mine"})
    assert [clash.theirs for clash in again.clashes] == ["Third"]
    choices = again.chosen | {clash.name: "theirs" for clash in again.clashes}
    assert row_of(merge(begun, typed, third, choices)) == {"note": "Моё", "note_en": "Third"}
