"""Two editors save one text in any order: no update is lost, and nothing that either typed.

`make campaign-editors` runs 200 orders on each database; the suite some of them.
"""

import os
import random
from typing import Any

import pytest
from django.test import Client

from editorial.articles.models import Article
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import opened, shown, url_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROUNDS = int(os.environ.get("CAMPAIGN_ROUNDS", "6"))
SEED = int(os.environ.get("CAMPAIGN_SEED", "1"))


class Editor:
    """Somebody with the form of a text open, who writes and saves until what they wrote is saved."""

    def __init__(self, name: str, url: str, chance: random.Random) -> None:
        self.client, self.url, self.chance = Client(), url, chance
        self.client.force_login(factory.make_user(Role.EDITOR))
        self.name, self.written, self.data = name, 0, {}
        self.words: set[str] = set()

    def open(self) -> None:
        if not self.data:
            self.data = opened(self.client, self.url)

    def write(self) -> None:
        """Write words that nobody else writes: into a paragraph, a note, a remark, or as a new paragraph."""
        self.open()
        self.written += 1
        word = f"{self.name}{self.written}"
        self.words.add(word)
        body = one(self.data["body"])
        match self.chance.randrange(4):
            case 0:
                self.data["body"] = f"{body}<p>{word}</p>"
            case 1:
                place = self.chance.randrange(1, body.count("</p>") + 1)
                parts = body.split("</p>")
                parts[place - 1] += f" {word}"
                self.data["body"] = "</p>".join(parts)
            case 2:
                self.data["footnotes-0-text"] = f"{one(self.data['footnotes-0-text'])} {word}"
            case 3:
                self.data["internal_note"] = f"{one(self.data.get('internal_note', ''))}\n{word}"

    def save(self) -> None:
        """Save; where both changed the same words, put both into the form, as a person would."""
        if not self.data:
            return
        response = self.client.post(self.url, self.data)
        if response.status_code == 302:
            self.data = {}
            return
        conflict = response.context["conflict"]
        assert conflict is not None, response.context["adminform"].form.errors
        self.data = shown(response)
        for choice in conflict.choices:
            theirs = "".join(part.text for part in choice.theirs)
            self.data["internal_note"] = f"{one(self.data.get('internal_note', ''))}\n{theirs}"
            self.data[f"merge:{choice.name}"] = "mine"


def one(value: Any) -> str:
    return value[0] if isinstance(value, list) and value else value or ""


def text_of(article: Article) -> str:
    article.refresh_from_db()
    return " ".join([article.body, article.internal_note, *(note.text for note in article.footnotes.all())])


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("number", range(ROUNDS))
def test_nothing_is_lost_in_any_order(number: int) -> None:
    chance = random.Random(f"{SEED}-{number}")  # noqa: S311  (an order to try, no secret)
    article = factory.make_draft(
        body='<p>Первый.</p><p>Второй<sup data-footnote="a"></sup>.</p><p>Третий.</p>', notes={"a": "Раз"}
    )
    editors = [Editor(name, url_of(article), chance) for name in ("Аа", "Бб")]
    for _ in range(chance.randrange(6, 11)):
        chance.choice([Editor.open, Editor.write, Editor.write, Editor.save])(chance.choice(editors))
    for _ in range(12):
        for editor in editors:
            editor.save()
    assert not any(editor.data for editor in editors), "a save that never ends"
    text = text_of(article)
    lost = [word for editor in editors for word in editor.words if word not in text]
    assert not lost, f"CAMPAIGN_SEED={SEED}, order {number}: {lost}"
