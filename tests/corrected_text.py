"""A text from each paragraph of which the record takes a fact, and its corrections at the desk."""

from typing import Any

from django.apps import apps
from django.test import Client

from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import field_names, form_with, url_of

TREATY = "<p>Договор подписан в Баку 24 августа 2022 года.</p>"
TRADE = "<p>Товарооборот вырос до 529,4 млн долларов за год.</p>"
VISIT = "<p>Президент посетил Астану с государственным визитом весной.</p>"
COUNCIL = "<p>Совет собирается дважды в год по очереди в двух столицах.</p>"
BODY = TREATY + TRADE + VISIT + COUNCIL


def build() -> Article:
    """A text of four paragraphs, each of which states a fact of another kind."""
    article = factory.make_article(slug="text", body=BODY)
    edition = article.editions.get()
    factory.make_agreement(slug="treaty", title="Договор").sources.create(edition=edition, anchor="p-1")
    trade = factory.make_indicator(slug="trade", name="Торговля")
    value = factory.make_observation(trade, slug="trade-2022", value="529.4")
    value.sources.create(edition=edition, anchor="p-2", quotation="вырос до 529,4 млн долларов")
    factory.make_event(slug="visit", title="Визит в Астану").sources.create(edition=edition, anchor="p-3")
    factory.make_mechanism(slug="council", name="Совет").sources.create(edition=edition, anchor="p-4")
    factory.make_expert(slug="expert").sources.create(edition=edition)
    return article


def signed_in(role: Role = Role.PUBLISHER) -> Client:
    client = Client()
    client.force_login(factory.make_user(role))
    return client


def edit(article: Article, body: str) -> None:
    """Change the working copy, as a save at the desk does."""
    article.refresh_from_db()
    article.body = body
    article.save()
    publishing.compare_with_published(article)


def request_step(client: Client, article: Article, step: str = "correct") -> Any:
    """Open the step and return what it asks about facts."""
    return client.get(url_of(article, "step", step)).context["questions"]


def correct(client: Client, article: Article, **decided: str) -> Any:
    """Publish a correction with decisions by the number of the passage: `p_2="confirm"`, `to_p_2="4"`."""
    url = url_of(article, "step", "correct")
    page = client.get(url)
    sent = form_with(page, "opened_version") | {"reason": "Уточнено."}
    names = field_names(page)
    for decision, value in decided.items():
        start, end = decision.startswith("to_") * "to-" + "passage-", "-p-" + decision.rpartition("_")[2]
        (name,) = (name for name in names if name.startswith(start) and name.endswith(end))
        sent[name] = value
    return client.post(url, sent)


def place(row: Any) -> tuple[int, str]:
    """Return the number of the edition and the passage that state a row."""
    source = row.sources.select_related("edition").get()
    return source.edition.number, source.anchor


def of(model: str, slug: str) -> Any:
    return apps.get_model(model).objects.get(slug=slug)


def places() -> dict[str, tuple[int, str]]:
    return {
        "treaty": place(of("agreements.Agreement", "treaty")),
        "trade": place(of("indicators.Observation", "trade-2022")),
        "visit": place(of("events.Event", "visit")),
        "council": place(of("events.Mechanism", "council")),
        "expert": place(of("experts.Expert", "expert")),
    }
