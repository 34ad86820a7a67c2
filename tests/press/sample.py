"""Documents to print in tests, with every kind of block and hostile characters."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from editorial.press.document import (
    Book,
    Collection,
    Contributor,
    Correction,
    Document,
    Footnote,
    Picture,
    Reference,
)

HOSTILE = r"""50 % & <b> "кавычки" {скобки} \command #let x = 1 $x^2$ _a_ *b* @cite ~ `код` [1] // /* */"""
TODAY = date(2026, 11, 22)

KURMASHEV = Contributor("Курмашев", "Айдар", position="главный эксперт", organisation="КИСИ")
TASTENOV = Contributor("Тастенов", "Алишер", degree="PhD", position="эксперт")

COLLECTION = Collection(
    title="Азербайджан и Казахстан: вопросы сотрудничества",
    subtitle="Сборник статей",
    place="Баку",
    year="2024",
    publishers=("Центр анализа", "Институт исследований"),
    supporters=("Партнёр",),
    series="Экспертный совет",
    editors=(Contributor("Исмаилов", "Р."), Contributor("Байрамлы", "Роза")),
    reviewers=(Contributor("Шафиев", "Фарид", degree="доктор философии"),),
    isbn="978-9952-00-000-1",
    url="https://record.example/ru/collections/sbornik/",
    annotation="Первый абзац аннотации.\nВторой абзац.",
    page_count=50,
)

PARAGRAPH = (
    "Транспортный маршрут через Каспийское море связывает порты двух стран, и каждая сторона вкладывает средства "
    "в причалы, суда и железные дороги, чтобы перевозчики могли рассчитывать на предсказуемые сроки. "
)

BODY = (
    f"<p>{PARAGRAPH}<sup data-footnote='first'></sup></p>"
    "<h2>Порты <em>и</em> суда</h2>"
    f"<p>{PARAGRAPH * 2}<strong>Важно</strong>: H<sub>2</sub>O.<sup data-footnote='second'></sup></p>"
    "<h4>Сразу четвёртый уровень</h4>"
    "<ul><li>первый пункт</li><li><p>второй</p><ol start='3'><li>вложенный</li></ol></li></ul>"
    "<blockquote><p>Сказано на встрече.</p></blockquote>"
    "<table><caption>Грузы по годам</caption><thead><tr><th>Показатель</th><th>2022</th><th>2023</th></tr></thead>"
    "<tbody><tr><td>Объём, млн т</td><td>1,5</td><td>2,8</td></tr>"
    "<tr><td colspan='2'>Рост</td><td>86 %</td></tr></tbody></table>"
    "<figure><img src='/media/port.png' alt='Порт Актау'><figcaption>Порт</figcaption></figure>"
    "<hr><p>Заключение со <a href='https://example.org/a?b=1&amp;c=2'>ссылкой</a>.<sup data-footnote='first'></sup></p>"
)

FOOTNOTES = (
    Footnote("first", 1, "Отчёт, <em>Журнал</em>. <a href='https://example.org/1'>https://example.org/1</a>"),
    Footnote("second", 2, "Там же."),
)


def make_picture() -> Picture:
    buffer = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(buffer, "PNG")
    return Picture(buffer.getvalue(), "png")


def make_document(**given: Any) -> Document:
    """Return an article of the collection with notes, table, list, figure, corrections."""
    document = Document(
        slug="srednie-derzhavy",
        title="Казахстан и Азербайджан: новые средние державы",
        genre="research_article",
        contributors=(KURMASHEV, TASTENOV),
        abstracts={"ru": "О чём статья.", "kk": "Мақала не туралы.", "en": "What it is about."},
        keywords={"ru": ("Каспий", "транспорт"), "en": ("Caspian", "transport")},
        titles={"en": "Kazakhstan and Azerbaijan: new middle powers"},
        topics=("Транспорт",),
        body=BODY,
        footnotes=FOOTNOTES,
        references=(
            Reference(text="Иванов И. Книга. 2020."),
            Reference(
                text="Petrov P. Article. Journal. 2021. 1–5.",
                kind="journal",
                contributors=(Contributor("Petrov", "P."),),
                title="Article",
                container="Journal",
                year="2021",
                pages="1–5",
                doi="10.1/a",
                url="https://example.org/p",
            ),
        ),
        pictures={"/media/port.png": make_picture()},
        collection=COLLECTION,
        pages="27–32",
        issued="2024",
        doi="10.1234/rel.5",
        url="https://record.example/ru/articles/srednie-derzhavy/",
        site="Экспертный совет",
        publisher="Экспертный совет",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        edition=2,
        edition_made_on=date(2024, 12, 1),
        corrections=(Correction(2, date(2024, 12, 1), "Исправлена дата визита."),),
    )
    return replace(document, **given)


def make_web_article(**given: Any) -> Document:
    """Return a commentary of the site, in no collection."""
    defaults: dict[str, Any] = {
        "slug": "vizit",
        "title": "Визит: что изменилось?",
        "genre": "commentary",
        "contributors": (Contributor("Велизаде", "Ильгар"),),
        "collection": None,
        "pages": "",
        "doi": "",
        "issued": "2024-05-14",
        "url": "https://record.example/ru/articles/vizit/",
        "titles": {},
    }
    return make_document(**{**defaults, **given})


def make_document_with_notes(count: int) -> Document:
    """Return a long text with a note in every other paragraph."""
    paragraphs = [
        f"<p>Знак{number}ц<sup data-footnote='n{number}'></sup> {PARAGRAPH * 2}</p><p>{PARAGRAPH * 3}</p>"
        for number in range(1, count + 1)
    ]
    notes = [Footnote(f"n{number}", number, f"Сноска{number}ц к тексту.") for number in range(1, count + 1)]
    return make_document(body="".join(paragraphs), footnotes=tuple(notes))


def make_book(documents: tuple[Document, ...] = (), **given: Any) -> Book:
    """Return a book of two articles, or of those given."""
    second = make_document(slug="second", title="Вторая статья", contributors=(TASTENOV,))
    values: dict[str, Any] = {
        "slug": "sbornik",
        "collection": COLLECTION,
        "documents": documents or (make_document(), second),
        "site": "Экспертный совет",
        "licence": "CC BY 4.0",
        "made_on": date(2024, 12, 1),
        **given,
    }
    return Book(**values)
