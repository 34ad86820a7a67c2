"""The forms in which authors are named, in four languages."""

import pytest

from editorial.manuscripts.draft import Item
from editorial.manuscripts.names import read_signature, split_people
from editorial.manuscripts.parse import read_manuscript
from tests.manuscripts.test_word_files import document

TEXT = "Порты двух берегов работают вместе уже тридцать лет, и грузов с каждым годом становится больше. "
NAMES = [
    ("А.-К. Нурманов", "А.-К. Нурманов", ""),
    ("НУРМАНОВ А.-К.", "Нурманов А.-К.", ""),
    ("д-р Али Нурманов", "Али Нурманов", "д-р"),
    ("д-р А.-К.Нурманов", "А.-К. Нурманов", "д-р"),
    ("к.э.н., доцент Нурманов А.С.", "Нурманов А. С.", "к.э.н., доцент"),
    ("Мамедов Эльдар Ариф оглы", "Мамедов Эльдар Ариф оглы", ""),
    ("Эльдар Ариф оглы Мамедов", "Эльдар Ариф оглы Мамедов", ""),
    ("Алиева Лейла Рауф кызы", "Алиева Лейла Рауф кызы", ""),
    ("Сеитов Марат Ерлан улы", "Сеитов Марат Ерлан улы", ""),
    ("Нурманов, Али Серикович", "Али Серикович Нурманов", ""),
    ("Нурманов, Али Серикович, к.э.н.", "Али Серикович Нурманов", "к.э.н."),
    ("Нурманов, А. С.", "А. С. Нурманов", ""),
    ("Али Нурманов, доктор философии (PhD), профессор", "Али Нурманов", "доктор философии (PhD), профессор"),
    ("э.ғ.д., проф. Әли Нұрманов", "Әли Нұрманов", "э.ғ.д., проф."),
    ("Нұрманов Әли Серікұлы", "Нұрманов Әли Серікұлы", ""),
    ("PhD докторы Ә. Нұрманов", "Ә. Нұрманов", "PhD докторы"),
    ("Samir Arif oğlu Əliyev", "Samir Arif oğlu Əliyev", ""),
    ("Əliyev, Samir Arif oğlu", "Samir Arif oğlu Əliyev", ""),
    ("t.ü.f.d. Samir Əliyev", "Samir Əliyev", "t.ü.f.d."),
    ("dos. Leyla Məmmədova", "Leyla Məmmədova", "dos."),
    ("Prof. Samir Aliyev, PhD", "Samir Aliyev", "Prof., PhD"),
    ("Assoc. Prof. Dr. Samir Aliyev", "Samir Aliyev", "Assoc. Prof. Dr."),
    ("Samir A. Aliyev", "Samir A. Aliyev", ""),
    ("Aliyev, Samir A.", "Samir A. Aliyev", ""),
    ("Samir Aliyev, MSc, Ph.D.", "Samir Aliyev", "MSc, Ph.D."),
]
SIGNATURES = [
    ("Əli Nümunəyev, aparıcı məsləhətçi", "Əli Nümunəyev", "aparıcı məsləhətçi", ""),
    ("Әли Нұрманов, жетекші маман", "Әли Нұрманов", "жетекші маман", ""),
    ("Али Нурманов – директор Центра рек", "Али Нурманов", "директор Центра рек", ""),
    ("Али Нурманов (директор Центра рек)", "Али Нурманов", "директор Центра рек", ""),
    ("Prof. Samir Aliyev, PhD, Director of Rivers", "Samir Aliyev", "Director of Rivers", "Prof., PhD"),
    ("Нурманов, Али Серикович, директор порта", "Али Серикович Нурманов", "директор порта", ""),
    ("д-р А.-К. Нурманов, эксперт Института рек", "А.-К. Нурманов", "эксперт Института рек", "д-р"),
    ("Samir A. Aliyev, gardener of the port", "Samir A. Aliyev", "gardener of the port", ""),
]


@pytest.mark.parametrize(("line", "name", "degree"), NAMES)
def test_a_name_is_recognised_in_each_of_its_forms(line: str, name: str, degree: str) -> None:
    assert [(person.name, person.degree) for person in split_people(line)] == [(name, degree)]


def test_several_people_keep_their_degrees_apart() -> None:
    line = "Иван Петров, к.э.н., Пётр Сидоров, д.э.н."
    assert [(one.name, one.degree) for one in split_people(line)] == [
        ("Иван Петров", "к.э.н."),
        ("Пётр Сидоров", "д.э.н."),
    ]
    assert [one.name for one in split_people("Aliyev, Samir; Nurmanov, Ali")] == [
        "Samir Aliyev",
        "Ali Nurmanov",
    ]


@pytest.mark.parametrize("line", ["Астана, Казахстан", "Новая Грузия", "Central Asia", "Ұлы Жібек Жолы"])
def test_places_and_titles_are_no_names(line: str) -> None:
    assert split_people(line) == []


@pytest.mark.parametrize(("line", "name", "position", "degree"), SIGNATURES)
def test_a_line_of_name_and_position_is_an_author(line: str, name: str, position: str, degree: str) -> None:
    signed = read_signature(line)
    assert signed is not None
    assert (signed.name, signed.position, signed.degree) == (name, position, degree)


@pytest.mark.parametrize(
    "line",
    [
        "Али Нурманов, выступая в Баку, сказал",
        "Xəzər Dənizi, tranzit yolu",
        "Казахстан и Азербайджан, две державы",
    ],
)
def test_a_phrase_with_a_comma_is_no_author(line: str) -> None:
    assert read_signature(line) is None


def read(kind: str, *lines: str) -> Item:
    source = "\n\n".join((*lines, TEXT * 4, TEXT * 3))
    data = source.encode() if kind == "txt" else document(kind, source)
    return read_manuscript(data, f"a.{kind}").items[0]


@pytest.mark.parametrize("kind", ["txt", "docx", "odt"])
@pytest.mark.parametrize(
    "line", ["А.-К. Нурманов", "Нурманов, Али Серикович", "Prof. Samir Aliyev, PhD", "Əliyev Samir Arif oğlu"]
)
def test_an_author_stands_under_a_title_of_two_lines(kind: str, line: str) -> None:
    item = read(kind, "Торговля двух стран:", "итоги тридцати лет", line, "ведущий советник Центра рек")
    assert item.title == "Торговля двух стран: итоги тридцати лет"
    assert [each.name for each in item.contributors] == [split_people(line)[0].name]
    assert item.contributors[0].position == "ведущий советник Центра рек"
    assert len(item.blocks) == 2


@pytest.mark.parametrize("kind", ["txt", "docx"])
@pytest.mark.parametrize(("line", "name", "position", "degree"), SIGNATURES)
def test_no_author_becomes_a_title(kind: str, line: str, name: str, position: str, degree: str) -> None:
    item = read(kind, "Торговля двух стран", line)
    assert (item.title, list(item.titles)) == ("Торговля двух стран", ["ru"])
    assert [(each.name, each.position, each.degree) for each in item.contributors] == [
        (name, position, degree)
    ]
