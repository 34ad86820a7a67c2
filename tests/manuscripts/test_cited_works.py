"""Works that reference managers and word processors wrote into a file."""

import base64
import json

import pytest

from editorial.manuscripts.draft import Item
from editorial.manuscripts.parse import read_manuscript
from tests.manuscripts.word_package import SENTENCE, W, field, paragraph, word_file

CSL = {
    "citationItems": [
        {
            "itemData": {
                "title": "Реки и порты",
                "author": [{"family": "Кравцов", "given": "Пётр"}],
                "issued": {"date-parts": [[2021]]},
                "container-title": "Вестник рек",
                "DOI": "10.5555/reki",
            }
        }
    ]
}
FOUND = ("Кравцов Пётр", "Реки и порты", "Вестник рек", 2021, "https://doi.org/10.5555/reki")
WORD_SOURCE = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Kra21</b:Tag>'
    "<b:Title>Реки и порты</b:Title><b:Year>2021</b:Year><b:JournalName>Вестник рек</b:JournalName>"
    "<b:URL>https://doi.org/10.5555/reki</b:URL><b:Author><b:Author><b:NameList><b:Person><b:Last>Кравцов</b:Last>"
    "<b:First>Пётр</b:First></b:Person></b:NameList></b:Author></b:Author></b:Source></b:Sources>"
)
ENDNOTE = (
    "<EndNote><Cite><record><contributors><authors><author>Кравцов Пётр</author></authors></contributors><titles>"
    "<title>Реки и порты</title><secondary-title>Вестник рек</secondary-title></titles><dates><year>2021</year></dates>"
    "<urls><related-urls><url>https://doi.org/10.5555/reki</url></related-urls></urls></record></Cite></EndNote>"
)


def item(inline: str, **more: object) -> Item:
    body = paragraph(SENTENCE) + f"<w:p>{inline}</w:p>" + paragraph(SENTENCE)
    return read_manuscript(word_file(body, **more), "a.docx").items[0]  # type: ignore[arg-type]


def mendeley() -> str:
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(json.dumps(CSL).encode()).decode()
    content = "<w:sdtContent><w:r><w:t>(Кравцов, 2021)</w:t></w:r></w:sdtContent>"
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>{content}</w:sdt>'


@pytest.mark.parametrize(
    ("inline", "parts"),
    [
        (field(f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(CSL)}", "<w:r><w:t>(Кравцов)</w:t></w:r>"), {}),
        (field(f"ADDIN CSL_CITATION {json.dumps(CSL)}", "<w:r><w:t>(Кравцов)</w:t></w:r>"), {}),
        (mendeley(), {}),
        (field(f"ADDIN EN.CITE {ENDNOTE}", "<w:r><w:t>(Кравцов)</w:t></w:r>"), {}),
        (
            field(r"CITATION Kra21 \l 1049", "<w:r><w:t>(Кравцов)</w:t></w:r>"),
            {"customXml/item1.xml": WORD_SOURCE},
        ),
    ],
    ids=["Zotero", "Mendeley Desktop", "Mendeley Cite", "EndNote", "Word"],
)
def test_a_citation_gives_the_work_in_its_parts(inline: str, parts: dict[str, str]) -> None:
    (work,) = item(inline, parts=parts).references
    assert (work.author, work.title, work.outlet, work.year, work.url) == FOUND


def test_the_list_of_works_ends_where_its_field_ends() -> None:
    begin, end = field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "<!-- -->").split("<!-- -->")
    listed = f"<w:p>{begin}<w:r><w:t>Кравцов П. Реки и порты. 2021.</w:t></w:r></w:p>"
    listed += f"<w:p><w:r><w:t>Лагутина М. Мосты. 2022.</w:t></w:r>{end}</w:p>"
    body = paragraph(SENTENCE) + paragraph("Литература") + listed + paragraph(SENTENCE)
    found = read_manuscript(word_file(body), "a.docx").items[0]
    assert [each.text for each in found.references] == [
        "Кравцов П. Реки и порты. 2021.",
        "Лагутина М. Мосты. 2022.",
    ]
    assert [block.text for block in found.blocks] == [SENTENCE, SENTENCE]


def test_headers_and_footers_are_named_in_a_remark() -> None:
    header = f'<w:hdr xmlns:w="{W}">{paragraph("Вестник рек, № 3")}</w:hdr>'
    data = word_file(
        paragraph(SENTENCE), parts={"word/header1.xml": header}, relations={"h1": ("header", "header1.xml")}
    )
    remarks = [remark.message for remark in read_manuscript(data, "a.docx").items[0].remarks]
    assert "Headers and footers of the pages were left out: “Вестник рек, № 3”." in remarks
