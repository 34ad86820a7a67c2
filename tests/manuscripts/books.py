"""Made-up articles for the tests: no words of any real manuscript."""

import re

from tests.manuscripts.laying_out import Article, Paragraph

SENTENCES = [
    "Речные порты соседних областей ежегодно принимают сотни судов с зерном и строительным лесом.",
    "Научно-технический совет города предложил расширить программу обмена студентами{1}.",
    "В 2022 году объём перевозок вырос на 18%, а число рейсов достигло 412 в год{1}.",
    "По мнению экономистов, торгово-промышленная палата могла бы взять на себя координацию проектов.",
    "Конференция COP29 и запуск сетей 5G стали темой отдельного доклада, который подготовили аналитики.",
    "Совместные исследования позволят учёным обеих сторон быстрее внедрять передовые технологии{1}.",
    "Культурно-просветительские мероприятия проходят в рамках ежегодного фестиваля «Мост дружбы»{1}.",
    "Железнодорожная линия Ташкент-Самарканд-Бухара остаётся главным маршрутом для пассажиров.",
]
OUTLETS = ["Волна", "Берег", "Причал", "Маяк", "Гавань"]
PEOPLE = [
    ("Пётр Кравцов", "директор Института речного хозяйства при Правительстве области"),
    ("Мария Лагутина", "доцент кафедры педагогики Северного университета"),
    ("Бекзат Омаров", "научный сотрудник Центра сравнительных исследований"),
    ("Лейла Гусейнова", "старший советник Фонда устойчивого развития"),
    ("Игорь Савченко", "ведущий эксперт Ассоциации портов"),
]
TITLES = [
    "Порты и реки: двадцать лет соседства",
    "Образование без границ: опыт двух университетов",
    "Энергетика приграничных районов",
    "Музеи на берегу: культура как повод для встречи",
    "Цифровой причал и его пассажиры",
]
HEADINGS = ["Введение", "Транспортные связи двух берегов", "Новые задачи союза", "Заключение"]


def note_text(number: int) -> str:
    """A source as footnotes cite them."""
    outlet = OUTLETS[number % len(OUTLETS)]
    slug = f"stroitelstvo-prichala-{number * 37}-{chr(97 + number % 26)}{number}"
    return f"Агентство «{outlet}» (2023) Новости порта номер {number} и ход работ. https://volna-news.example/ru/{slug}"


def make_article(
    title: str, authors: list[tuple[str, str]], plan: list[list[int]], *, first_note: int
) -> Article:
    """An article of paragraphs made of the numbered sentences; a plan entry opened by -1 has a heading above it."""
    body: list[Paragraph] = []
    notes: dict[int, str] = {}
    headings = iter(HEADINGS)

    def numbered(_found: re.Match[str]) -> str:
        number = first_note + len(notes)
        notes[number] = note_text(number)
        return f"{{{number}}}"

    for sentences in plan:
        if sentences and sentences[0] == -1:
            heading = next(headings, None)
            if heading:
                body.append(Paragraph(heading, "heading"))
        text = " ".join(SENTENCES[at % len(SENTENCES)] for at in sentences if at >= 0)
        body.append(Paragraph(re.sub(r"\{1\}", numbered, text)))
    return Article(title, authors, body, notes)


def make_book(count: int = 3) -> list[Article]:
    """A collection whose notes are numbered through."""
    articles: list[Article] = []
    number = 1
    for at in range(count):
        plan = [
            [-1, *range(at, at + 4)],
            list(range(at + 2, at + 7)),
            [-1, *range(at + 1, at + 6)],
            list(range(at, at + 5)),
        ]
        authors = PEOPLE[at : at + 1 + at % 2]
        article = make_article(TITLES[at], authors, plan * 2, first_note=number)
        number += len(article.notes)
        articles.append(article)
    return articles
