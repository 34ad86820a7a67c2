"""The translations of our digests have the numbers, dates, footnotes and emphasis of their originals, and no other."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from editorial.articles.models import Article, Edition
from editorial.demo.rows import ROOT, read
from editorial.demo.texts import get_text, get_translations
from editorial.indicators.models import ObservationSource
from editorial.translations.models import Translation
from editorial.workflow.states import State

FILES = sorted((ROOT / "texts").glob("*/*.json"))
EVERYWHERE = {
    "predislovie", "intervyu-posla-2025", "kommentariy-vizit-2025", "novost-zhampetova-2025",
    "perspektivy-sotrudnichestva", "status-kaspiya",
}  # fmt: skip
MONTHS = {
    "ru": "январ феврал март апрел ма[йяюе] июн июл август сентябр октябр ноябр декабр",
    "en": "january february march april may june july august september october november december",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
}


def words(part: Any) -> str:
    """Return all that a block says."""
    if isinstance(part, dict):
        return " | ".join(
            filter(None, (words(part.get(name)) for name in ("text", "title", "items", "rows")))
        )
    return part if isinstance(part, str) else " | ".join(map(words, part or ()))


def numbers(text: str, language: str) -> Counter[str]:
    """Return the numbers of a text as Russian writes them, without spaces."""
    if language == "en":
        text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
        text = re.sub(r"(?<=\d)\.(?=\d)", ",", text)
    return Counter(re.findall(r"\d+(?:,\d+)?", re.sub(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))", "", text)))


def months(text: str, language: str) -> Counter[int]:
    """Return the months that a text names."""
    stems = enumerate(MONTHS[language].split())
    text = re.sub(r"[“«].*?[”»]", "", text) if language == "az" else text
    # “May” is the only month whose stem is a common word, in English as a verb; it is a month after a number or “of”.
    return Counter(
        number
        for number, stem in stems
        for found in re.finditer(rf"\b{stem}\w*", text, re.IGNORECASE)
        if stem != "may" or is_month(text, found, language)
    )


def is_month(text: str, found: re.Match[str], language: str) -> bool:
    if language == "en":
        return found[0] == "May"
    return found[0].lower() in {"may", "mayı", "mayın"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_number_is_in_the_original_and_the_other_way_round(path: Path) -> None:
    language = path.parent.name
    (row,) = (row for row in read("articles") if row["slug"] == path.stem)
    original, made = get_text(row), get_translations(row)[language]
    assert len(original["blocks"]) == len(made["blocks"])
    for block, translated in zip(original["blocks"], made["blocks"], strict=True):
        ours, theirs = words(block), words(translated)
        assert numbers(theirs, language) == numbers(ours, "ru"), theirs
        assert re.findall(r"\{\{fn:\d+\}\}", theirs) == re.findall(r"\{\{fn:\d+\}\}", ours)
        assert theirs.count("<em>") == ours.count("<em>")
        assert len(block.get("items", ())) == len(translated.get("items", ()))
        assert [len(line) for line in block.get("rows", ())] == [
            len(line) for line in translated.get("rows", ())
        ]
    for note, translated_note in zip(original["footnotes"], made["footnotes"], strict=True):
        assert bool(note["note"]) == bool(translated_note["note"])
        assert note["url"] == translated_note["url"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_month_is_in_the_original_and_the_other_way_round(path: Path) -> None:
    language = path.parent.name
    (row,) = (row for row in read("articles") if row["slug"] == path.stem)
    both = zip(get_text(row)["blocks"], get_translations(row)[language]["blocks"], strict=True)
    different = [
        (words(theirs), months(words(theirs), language), months(words(ours), "ru"))
        for ours, theirs in both
        if months(words(theirs), language) != months(words(ours), "ru")
    ]
    assert different == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_translation_has_letters_of_another_alphabet(path: Path) -> None:
    text = words(json.loads(path.read_text(encoding="utf-8"))["blocks"])
    if path.parent.name == "kk":
        assert not re.search(r"\w(?:ться|ого|ение|ский|ская|ность)\b", text)
    else:
        assert not re.search(r"[А-я]", text)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_record")
class TestLoaded:
    def test_all_texts_are_in_english_and_six_in_four_languages(self) -> None:
        slugs = {row["slug"] for row in read("articles")}
        for language, expected in {"en": slugs, "kk": EVERYWHERE, "az": EVERYWHERE}.items():
            rows = Article.objects.filter(language=language, state=State.PUBLISHED, is_digest=True)
            assert set(rows.values_list("translation_of__slug", flat=True)) == expected
            stale = Translation.objects.filter(type="article", language=language).values_list(
                "is_stale", flat=True
            )
            assert list(stale) == [False] * len(expected)

    def test_nobody_is_named_as_the_translator(self) -> None:
        assert not Article.objects.filter(contributions__role="translator").exists()

    def test_facts_are_tied_to_the_same_passages_of_each_translation(self) -> None:
        for edition in Edition.objects.filter(is_current=True, article__translation_of__isnull=False):
            found = [
                set(
                    ObservationSource.objects.filter(edition__article=key).values_list(
                        "observation__slug", "anchor"
                    )
                )
                for key in (edition.article_id, edition.article.translation_of_id)
            ]
            assert found[0] == found[1]

    def test_each_language_version_names_the_others(self, client: Client) -> None:
        page = client.get("/en/articles/predislovie-en/").content.decode()
        for slug, language in (("predislovie", "ru"), ("predislovie-kk", "kk"), ("predislovie-az", "az")):
            assert re.search(rf'href="/en/articles/{slug}/"\s+hreflang="{language}"', page)
