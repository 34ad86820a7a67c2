"""Names over an article, each with a position that may run over lines."""

from editorial.manuscripts.lexicon import Vocabulary
from editorial.manuscripts.lines import make_line
from editorial.manuscripts.rules.author_block import read_box, takes_as_box


def box(*texts: str) -> list[tuple[str, str, str]]:
    lines = [make_line(text, number) for number, text in enumerate(texts, 1)]
    found = takes_as_box(lines, range(1), [])
    people = read_box([line for line in lines[: found.stop] if line.text], texts[0], [], Vocabulary(()))
    return [(person.name, person.position, person.degree) for person in people]


def test_a_position_runs_over_lines_and_a_degree_is_distinguished_from_it() -> None:
    assert box(
        "Порты", "", "Пётр Кравцов,", "к.э.н, директор Института рек", "", "при Правительстве области", ""
    ) == [("Пётр Кравцов", "директор Института рек при Правительстве области", "к.э.н")]


def test_two_people_have_a_position_each() -> None:
    names = box(
        "Порты",
        "",
        "Пётр Кравцов,",
        "",
        "Главный эксперт Института рек",
        "",
        "Мария Лагутина,",
        "Советник Центра морей",
    )
    assert names == [
        ("Пётр Кравцов", "Главный эксперт Института рек", ""),
        ("Мария Лагутина", "Советник Центра морей", ""),
    ]


def test_a_body_may_be_the_author() -> None:
    assert box("Порты", "", "Центр речных исследований", "") == [("Центр речных исследований", "", "")]


def test_the_text_under_the_names_is_no_position() -> None:
    text = ["Порты растут. Их число удвоилось.", "И это видно каждому, кто живёт у реки."]
    assert box("Порты", "", "Пётр Кравцов", "", *text) == [("Пётр Кравцов", "", "")]
