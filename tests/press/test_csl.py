"""CSL-JSON read and set by citeproc-py."""

import json
import warnings
from typing import Any

from editorial.press.document import Contributor, Document
from editorial.press.formats import csl
from tests.press.sample import HOSTILE, make_document, make_web_article

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON


def read(document: Document) -> dict[str, Any]:
    (item,) = json.loads(csl.write(document))
    return dict(item)


def test_an_article_of_a_collection_comes_back_whole() -> None:
    item = read(make_document())
    assert item["type"] == "chapter"
    assert item["author"] == [
        {"family": "Курмашев", "given": "Айдар"},
        {"family": "Тастенов", "given": "Алишер"},
    ]
    assert item["container-title"] == "Азербайджан и Казахстан: вопросы сотрудничества: Сборник статей"
    assert (item["page"], item["issued"]) == ("27–32", {"date-parts": [[2024]]})


def test_an_interview_and_an_organisation_have_their_own_forms() -> None:
    people = (
        Contributor(literal="Центр", role="interviewee"),
        Contributor("Петров", "Пётр", role="interviewer"),
    )
    item = read(make_web_article(genre="interview", contributors=people, title=HOSTILE))
    assert (item["type"], item["genre"], item["title"]) == ("webpage", "интервью", HOSTILE)
    assert item["author"] == [{"family": "Петров", "given": "Пётр"}]
    assert item["note"] == "Интервьюируемый: Центр"
    assert item["issued"] == {"date-parts": [[2024, 5, 14]]}


def test_a_citation_processor_sets_the_item() -> None:
    items = json.loads(csl.write(make_document()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem("srednie-derzhavy")]))
        line = str(bibliography.bibliography()[0])
    assert line.startswith(
        "Курмашев, А. and Тастенов, А. (2024) “Казахстан и Азербайджан: новые средние державы”, in "
    )
    assert line.endswith("pp. 27–32. Available at: https://doi.org/10.1234/rel.5.")
