"""Citations as text, in the four styles, letter by letter."""

import pytest

from editorial.press.citations.styles import book_citations, citations
from editorial.press.document import Contributor, Document
from tests.press.sample import TODAY, make_book, make_document, make_web_article

PERSON = Contributor("Велизаде", "Ильгар")


def cite(document: Document) -> dict[str, str]:
    return {
        found.style.split("-")[0] + found.style[-4:]: found.text
        for found in citations(document, accessed=TODAY)
    }


def test_an_article_of_a_collection_is_cited_in_each_style() -> None:
    found = cite(make_document(doi=""))
    assert found["gost2018"] == (
        "Курмашев, А. Казахстан и Азербайджан: новые средние державы / А. Курмашев, А. Тастенов. – Текст : "
        "электронный // Азербайджан и Казахстан: вопросы сотрудничества : сборник статей / редакторы: Р. Исмаилов, "
        "Р. Байрамлы. – Баку : Центр анализа : Институт исследований, 2024. – С. 27–32. – URL: "
        "https://record.example/ru/articles/srednie-derzhavy/ (дата обращения: 22.11.2026)."
    )
    assert found["gost2008"] == (
        "Курмашев А., Тастенов А. Казахстан и Азербайджан: новые средние державы // Азербайджан и Казахстан: вопросы "
        "сотрудничества : сборник статей. Баку : Центр анализа : Институт исследований, 2024. С. 27–32. URL: "
        "https://record.example/ru/articles/srednie-derzhavy/ (дата обращения: 22.11.2026)."
    )
    assert found["apapa-7"] == (
        "Курмашев, А., & Тастенов, А. (2024). Казахстан и Азербайджан: новые средние державы. In Р. Исмаилов & "
        "Р. Байрамлы (Eds.), Азербайджан и Казахстан: вопросы сотрудничества (pp. 27–32). Центр анализа; Институт "
        "исследований. https://record.example/ru/articles/srednie-derzhavy/"
    )
    assert found["chicagoo-17"] == (
        "Курмашев, Айдар, and Алишер Тастенов. “Казахстан и Азербайджан: новые средние державы.” In Азербайджан и "
        "Казахстан: вопросы сотрудничества: Сборник статей, edited by Р. Исмаилов and Роза Байрамлы, 27–32. Баку: "
        "Центр анализа and Институт исследований, 2024. https://record.example/ru/articles/srednie-derzhavy/."
    )


def test_a_text_of_the_site_carries_its_date_and_keeps_its_question_mark() -> None:
    found = cite(make_web_article())
    assert found["gost2018"] == (
        "Велизаде, И. Визит: что изменилось? / И. Велизаде. – Текст : электронный // Экспертный совет : [сайт]. – "
        "14.05.2024. – URL: https://record.example/ru/articles/vizit/ (дата обращения: 22.11.2026)."
    )
    assert found["gost2008"].startswith(
        "Велизаде И. Визит: что изменилось? [Электронный ресурс] // Экспертный совет"
    )
    assert found["apapa-7"] == (
        "Велизаде, И. (2024, May 14). Визит: что изменилось? Экспертный совет. "
        "https://record.example/ru/articles/vizit/"
    )
    assert found["chicagoo-17"] == (
        "Велизаде, Ильгар. “Визит: что изменилось?” Экспертный совет, May 14, 2024. "
        "https://record.example/ru/articles/vizit/."
    )


def test_a_text_that_appeared_elsewhere_is_cited_from_there() -> None:
    found = cite(make_web_article(outlet="Вестник", source_url="https://outlet.example/1"))
    assert "// Вестник : [сайт]. – 14.05.2024. – URL: https://outlet.example/1 (" in found["gost2018"]


def test_news_without_an_author_begin_with_the_title() -> None:
    found = cite(make_web_article(genre="news", title="Совет собрался", contributors=()))
    assert found["gost2018"].startswith("Совет собрался. – Текст : электронный // ")
    assert found["gost2008"].startswith("Совет собрался [Электронный ресурс] // ")
    assert found["apapa-7"].startswith("Совет собрался. (2024, May 14). Экспертный совет.")
    assert found["chicagoo-17"].startswith("“Совет собрался.” Экспертный совет, May 14, 2024.")


def test_an_interview_names_who_answers_and_who_asks() -> None:
    people = (
        Contributor("Байрамлы", "Роза", role="interviewee"),
        Contributor("Петров", "Пётр", role="interviewer"),
    )
    found = cite(make_web_article(genre="interview", title="О коридоре", contributors=people))
    assert found["gost2018"].startswith(
        "Петров, П. О коридоре : [интервью] / интервьюер: П. Петров ; интервьюируемый: Р. Байрамлы. – "
    )
    assert found["gost2008"].startswith(
        "Петров П. О коридоре : интервью [Электронный ресурс] / интервьюируемый: Р. Байрамлы // "
    )
    assert found["apapa-7"].startswith("Петров, П. (2024, May 14). О коридоре [Interview with Р. Байрамлы]. ")
    assert found["chicagoo-17"].startswith("Байрамлы, Роза. “О коридоре.” Interview by Пётр Петров. ")


def test_a_title_that_says_interview_is_not_repeated() -> None:
    people = (Contributor("Послов", "Алим", role="interviewee"), Contributor(literal="Агентство"))
    found = cite(make_web_article(genre="interview", title="Интервью посла", contributors=people))
    assert found["gost2018"].startswith("Интервью посла / Агентство ; интервьюируемый: А. Послов. – ")


def test_a_summary_names_its_original_in_each_style() -> None:
    original = make_document(doi="", url="", site="", publisher="")
    summary = make_web_article(
        title=original.title, contributors=(Contributor(literal="Экспертный совет"),), original=original
    )
    found = cite(summary)
    reference = (
        "Изложение публикации: Курмашев А., Тастенов А. Казахстан и Азербайджан: новые средние державы // Азербайджан и "
        "Казахстан: вопросы сотрудничества : сборник статей. Баку : Центр анализа : Институт исследований, 2024. "
        "С. 27–32."
    )
    assert found["gost2018"] == (
        "Казахстан и Азербайджан: новые средние державы : [изложение] / Экспертный совет. – Текст : электронный // "
        f"Экспертный совет : [сайт]. – 14.05.2024. – {reference} – URL: https://record.example/ru/articles/vizit/ "
        "(дата обращения: 22.11.2026)."
    )
    assert found["gost2008"] == (
        "Экспертный совет. Казахстан и Азербайджан: новые средние державы : изложение [Электронный ресурс] // Экспертный "
        f"совет : [сайт]. 14.05.2024. {reference} URL: https://record.example/ru/articles/vizit/ "
        "(дата обращения: 22.11.2026)."
    )
    assert found["apapa-7"] == (
        "Экспертный совет. (2024, May 14). Казахстан и Азербайджан: новые средние державы [Summary of “Казахстан и "
        "Азербайджан: новые средние державы,” by А. Курмашев & А. Тастенов, in Азербайджан и Казахстан: вопросы "
        "сотрудничества (Баку: Центр анализа and Институт исследований, 2024), 27–32]. "
        "https://record.example/ru/articles/vizit/"
    )
    assert found["chicagoo-17"] == (
        "Экспертный совет. “Казахстан и Азербайджан: новые средние державы.” Summary of “Казахстан и Азербайджан: новые "
        "средние державы,” by Айдар Курмашев and Алишер Тастенов, in Азербайджан и Казахстан: вопросы сотрудничества "
        "(Баку: Центр анализа and Институт исследований, 2024), 27–32. May 14, 2024. "
        "https://record.example/ru/articles/vizit/."
    )


def test_a_title_given_by_the_editors_stands_in_brackets_where_a_style_asks_for_it() -> None:
    found = cite(make_web_article(title="О визите", title_is_supplied=True))
    assert found["gost2018"].startswith("Велизаде, И. [О визите] / И. Велизаде. – ")
    assert found["gost2008"].startswith("Велизаде И. [О визите] [Электронный ресурс] // ")
    assert found["apapa-7"].startswith("Велизаде, И. (2024, May 14). [О визите]. ")
    assert found["chicagoo-17"].startswith("Велизаде, Ильгар. [О визите]. ")


def test_an_organisation_is_an_author_like_any_other() -> None:
    found = cite(make_web_article(title="Обзор", contributors=(Contributor(literal="Центр анализа"),)))
    assert found["gost2018"].startswith("Обзор / Центр анализа. – ")
    assert found["gost2008"].startswith("Центр анализа. Обзор [Электронный ресурс]")
    assert found["apapa-7"].startswith("Центр анализа. (2024, May 14). Обзор. ")
    assert found["chicagoo-17"].startswith("Центр анализа. “Обзор.” ")


@pytest.mark.parametrize(
    ("count", "gost", "short"),
    [
        (3, "Автор1, И. Обзор / И. Автор1, И. Автор2, И. Автор3.", "Автор1 И., Автор2 И., Автор3 И. Обзор ["),
        (
            4,
            "Обзор / И. Автор1, И. Автор2, И. Автор3, И. Автор4.",
            "Обзор [Электронный ресурс] / И. Автор1 [и др.] //",
        ),
        (
            5,
            "Обзор / И. Автор1, И. Автор2, И. Автор3 [и др.].",
            "Обзор [Электронный ресурс] / И. Автор1 [и др.] //",
        ),
    ],
)
def test_gost_heads_the_record_with_at_most_three_authors(count: int, gost: str, short: str) -> None:
    people = tuple(Contributor(f"Автор{number}", "Иван") for number in range(1, count + 1))
    found = cite(make_web_article(title="Обзор", contributors=people))
    assert found["gost2018"].startswith(gost)
    assert found["gost2008"].startswith(short)


def test_apa_and_chicago_shorten_long_lists_of_authors() -> None:
    people = tuple(Contributor(f"Автор{number}", "Иван") for number in range(1, 26))
    found = cite(make_web_article(contributors=people))
    assert "Автор19, И., … Автор25, И. (2024" in found["apapa-7"]
    assert "Иван Автор7, et al. “" in found["chicagoo-17"]


@pytest.mark.parametrize(
    ("given", "initials"),
    [("Ильгар Фархад оглы", "И. Ф. оглы"), ("Жан-Поль", "Ж.-П."), ("А.Б.", "А. Б."), ("", ""), ("Р.", "Р.")],
)
def test_initials_follow_the_given_names(given: str, initials: str) -> None:
    assert Contributor("Фамилия", given).initials == initials


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Мәтін : электрондық"), ("az", "Mətn : elektron"), ("en", "Text : electronic")],
)
def test_gost_speaks_the_language_of_the_text(language: str, words: str) -> None:
    assert words in cite(make_web_article(language=language))["gost2018"]


def test_a_text_without_a_date_says_so_or_says_when_it_was_seen() -> None:
    found = cite(make_web_article(issued=""))
    assert "(n.d.)" in found["apapa-7"]
    assert "Accessed November 22, 2026." in found["chicagoo-17"]


def test_a_collection_is_cited_as_a_book() -> None:
    gost, short, apa, chicago = (found.text for found in book_citations(make_book(), accessed=TODAY))
    assert gost.endswith(
        "– Баку : Центр анализа : Институт исследований, 2024. – 50 с. – ISBN 978-9952-00-000-1. – URL: "
        "https://record.example/ru/collections/sbornik/ (дата обращения: 22.11.2026). – Текст : электронный."
    )
    assert short.startswith("Азербайджан и Казахстан: вопросы сотрудничества : сборник статей. Баку : ")
    assert apa.startswith("Исмаилов, Р., & Байрамлы, Р. (Eds.). (2024). Азербайджан и Казахстан")
    assert chicago.startswith("Исмаилов, Р., and Роза Байрамлы, eds. Азербайджан и Казахстан")


def test_the_shown_form_is_escaped_and_sets_titles_in_italics() -> None:
    found = citations(make_web_article(title="<b>О & о</b>"), accessed=TODAY)
    assert "<i>&lt;b&gt;О &amp; о&lt;/b&gt;</i>" in found[2].html
    assert "<b>О & о</b>" in found[2].text
