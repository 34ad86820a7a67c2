"""Random work at the desk, by its forms and buttons, after which readers have to see what is true now."""

import random
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, Collection
from editorial.events.models import Event
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Indicator, Observation
from editorial.places.models import Place
from editorial.records import changelog
from editorial.topics.models import Topic
from editorial.values.languages import Language
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.desk_client import confirm, form_with, list_url, opened, url_of
from tests.factory import drawn

WORDS = "порт мост канал рельсы газ нефть хлопок пшеница кабель спутник музей театр школа закон суд".split()
# A text field in four languages, by model.
TRANSLATED: dict[type[Model], str] = {
    Topic: "name",
    Place: "name",
    Organisation: "name",
    Expert: "family_name",
    Agreement: "title",
    Event: "title",
    Indicator: "name",
    Collection: "title",
}
SLUGS_CHANGE = (Topic, Expert, Organisation, Agreement, Event)
STEPS = ("submit", "approve", "publish", "correct", "withdraw", "restore", "return")


class Desk:
    """Two people at the desk, and what they may do next."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.editor, self.publisher = signed_in(Role.EDITOR), signed_in(Role.PUBLISHER)
        self.number = 0
        self.done: list[str] = []
        self.refused = 0
        self._fill()

    def _fill(self) -> None:
        topics = (factory.make_topic(slug="ports"), factory.make_topic(slug="bridges"))
        place, body = factory.make_place(slug="aktau"), factory.make_organisation(slug="institute")
        experts = tuple(
            factory.make_expert(slug=f"expert-{n}", family_name=f"Каримова {n}") for n in range(2)
        )
        book = factory.make_collection(slug="book")
        for number in range(3):
            factory.make_article(
                slug=f"text-{number}",
                title=f"О порте {number}",
                topics=topics,
                authors=experts,
                outlet=body,
                collection=book if number == 2 else None,
                order_in_collection=1 if number == 2 else None,
            )
        for number in range(2):
            agreement = factory.with_source(
                factory.make_agreement(slug=f"agreement-{number}", parties=("AZ", body), place=place)
            )
            agreement.topics.set(topics)
            factory.with_source(factory.make_event(slug=f"event-{number}", place=place))
        indicator = factory.make_indicator(slug="cargo")
        for year in (2020, 2021):
            factory.with_source(factory.make_observation(indicator, started=str(year)))

        for model in SLUGS_CHANGE:
            for row in model._default_manager.all():
                changelog.record_save(row)  # as the desk does: by this an address leads to the next one

    def act(self) -> str:
        """Do one thing at random, and say what it was."""
        self.number += 1
        action = self.random.choice(ACTIONS)
        done = action(self)
        self.done.append(done)
        return done

    def word(self) -> str:
        return f"{self.random.choice(WORDS).capitalize()} {self.number}"

    def one(self, model: type[Model], **narrowed: Any) -> Any:
        rows = list(model._default_manager.filter(**narrowed).order_by("pk"))
        return self.random.choice(rows) if rows else None

    def send(self, client: Client, url: str, data: dict[str, Any]) -> None:
        confirm(client)
        answer = client.post(url, data)
        assert answer.status_code in (200, 302, 403, 409), (url, answer.status_code)
        self.refused += answer.status_code != 302

    # --- what is done

    def edit_a_text(self) -> str:
        row = self.one(Article)
        body = f"<p>{self.word()}.</p><p>{self.word()} и {self.word()}.</p>"
        url = url_of(row)
        self.send(self.editor, url, opened(self.editor, url) | {"title": self.word(), "body": body})
        return f"edit {row.slug}"

    def take_a_step(self) -> str:
        row = self.random.choice(
            [self.one(Article), self.one(Article), self.one(Agreement), self.one(Event), self.one(Expert)]
        )
        client = self.random.choice([self.editor, self.publisher, self.publisher])
        page = client.get(url_of(row))
        offered = [name for name in STEPS if f"/step/{name}/" in page.content.decode()]
        if not offered:
            return f"no step for {row.slug}"
        name = self.random.choice(offered)
        url = url_of(row, "step", name)
        form = client.get(url)
        if form.status_code == 200:
            self.send(client, url, form_with(form, "opened_version") | {"reason": self.word()})
        return f"{name} {row.slug}"

    def rename_in_a_language(self) -> str:
        model = self.random.choice(list(TRANSLATED))
        row = self.one(model)
        url, language = url_of(row), self.random.choice(Language.values)
        self.send(
            self.publisher,
            url,
            opened(self.publisher, url) | {f"{TRANSLATED[model]}_{language}": self.word()},
        )
        return f"{TRANSLATED[model]}_{language} of {row}"

    def move_to_another_address(self) -> str:
        row = self.one(self.random.choice(SLUGS_CHANGE))
        url = url_of(row)
        slug = f"{re.sub(r'-at-[0-9]+$', '', row.slug)}-at-{self.number}"
        self.send(self.publisher, url, opened(self.publisher, url) | {"slug": slug})
        return f"{row.slug} moves to {slug}"

    def add_a_topic(self) -> str:
        url = list_url(Topic, "add")
        slug = f"topic-{self.number}"
        data = opened(self.publisher, url) | {"slug": slug, "name_ru": self.word()}
        self.send(self.publisher, url, data)
        return f"add {slug}"

    def delete_a_row(self) -> str:
        row = self.one(Topic, articles=None, slug__startswith="topic-") or self.one(Event, state=State.DRAFT)
        if row is None:
            return "nothing to delete"
        self.send(self.publisher, url_of(row, "delete"), {"post": "yes"})
        return f"delete {row}"

    def import_a_register(self) -> str:
        slug = f"imported-{self.random.randint(1, 3)}"
        columns = {
            "slug": slug,
            "title_ru": self.word(),
            "kind": "memorandum",
            "level": "corporate",
            "stage": "signed",
            "signed": "2022-11",
            "parties": "AZ; KZ",
        }
        text = f"{','.join(columns)}\n{','.join(columns.values())}\n"
        file = SimpleUploadedFile("register.csv", text.encode())
        confirm(self.publisher)
        shown = self.publisher.post(
            list_url(Agreement, "import"), {"format": "0", "import_file": file, "resource": "0"}
        )
        assert shown.status_code == 200
        url = list_url(Agreement, "process_import")
        self.send(self.publisher, url, form_with(shown, "import_file_name"))
        return f"import {slug}"

    def change_a_value(self) -> str:
        row = self.one(Observation)
        url = url_of(row)
        self.send(
            self.publisher, url, opened(self.publisher, url) | {"value": str(self.random.randint(1, 999))}
        )
        return f"value of {row.slug}"

    def put_a_picture_into_a_text(self) -> str:
        file = SimpleUploadedFile("port.jpg", drawn(size=(300 + self.number, 200)))
        taken = self.editor.post("/admin/articles/picture/take/", {"upload": file, "credit": self.word()})
        row = self.one(Article)
        url = url_of(row)
        figure = (
            f'<p>{self.word()}.</p><figure><img src="{taken.json()["src"]}" alt="{self.word()}"></figure>'
        )
        self.send(self.editor, url, opened(self.editor, url) | {"body": figure})
        return f"picture into {row.slug}"

    def publish_on_schedule(self) -> str:
        row = factory.make_draft(slug=f"late-{self.number}", title=self.word())
        for client, name in ((self.editor, "submit"), (self.publisher, "approve")):
            url = url_of(row, "step", name)
            self.send(client, url, form_with(client.get(url), "opened_version"))
        Article.objects.filter(pk=row.pk).update(publish_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled", verbosity=0)
        return f"publish {row.slug} on schedule"


ACTIONS: tuple[Callable[[Desk], str], ...] = (
    Desk.edit_a_text,
    Desk.take_a_step,
    Desk.take_a_step,
    Desk.take_a_step,
    Desk.take_a_step,
    Desk.rename_in_a_language,
    Desk.rename_in_a_language,
    Desk.move_to_another_address,
    Desk.add_a_topic,
    Desk.delete_a_row,
    Desk.import_a_register,
    Desk.change_a_value,
    Desk.put_a_picture_into_a_text,
    Desk.publish_on_schedule,
)


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(factory.make_user(role))
    confirm(client)
    return client
