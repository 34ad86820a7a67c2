"""The page of a text's mentions: proposed, accepted, rejected, and what follows."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.articles.models import Article, Edition
from editorial.mentions.models import Mention
from tests import factory

pytestmark = pytest.mark.django_db

BODY = (
    "<p>В Баку выступил Айдар Курмашев.</p><p>Курмашев сослался на данные ОТГ и на Договор о транзите зерна.</p>"
    "<p>Позже Курмашев уехал.</p>"
)


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def article() -> Article:
    factory.make_expert(given_name="Айдар", family_name="Курмашев")
    body = factory.make_organisation(name="Организация тюркских государств", country="")
    body.name_forms.create(name="ОТГ", language="ru")
    factory.make_agreement(title="Договор о транзите зерна", kind="treaty")
    factory.make_place()
    return factory.make_article(body=BODY)


def page_of(article: Article, state: str = "proposed") -> str:
    return f"{reverse('admin:mentions_mention_article', args=[article.pk])}?state={state}"


def press(desk: Client, article: Article, button: str) -> None:
    assert desk.post(page_of(article), {"do": button}).status_code == 302


def states(article: Article) -> list[tuple[str, str]]:
    return [(row.text, row.state) for row in article.mentions.filter(is_in_text=True)]


def test_a_search_proposes_each_mention_with_its_sentence(desk: Client, article: Article) -> None:
    press(desk, article, "search")
    shown = desk.get(page_of(article)).content.decode()
    assert "<mark>Айдар Курмашев</mark>" in shown
    assert "сослался на данные <mark>ОТГ</mark> и на Договор" in shown
    assert [text for text, _state in states(article)] == [
        "Баку", "Айдар Курмашев", "Курмашев", "ОТГ", "Договор о транзите зерна", "Курмашев",
    ]  # fmt: skip


def test_what_is_accepted_becomes_a_source_that_readers_see(
    desk: Client, article: Article, stranger: Client
) -> None:
    press(desk, article, "search")
    agreement = article.mentions.get(agreement__isnull=False)
    press(desk, article, f"accept {agreement.pk}")
    body = article.mentions.get(organisation__isnull=False)
    press(desk, article, f"accept organisation:{body.organisation_id}")
    source = agreement.entity.sources.get()
    assert (source.edition, source.anchor) == (article.editions.get(), "p-2")
    assert source.quotation == "Курмашев сослался на данные ОТГ и на Договор о транзите зерна."
    assert source.quotation in stranger.get(agreement.entity.get_absolute_url()).content.decode()
    assert article.title in stranger.get(body.entity.get_absolute_url()).content.decode()
    assert body.entity.name in stranger.get(article.get_absolute_url()).content.decode()
    refused = desk.post(page_of(article), {"do": f"reject {agreement.pk}"}, follow=True)
    assert "No source is named" in refused.content.decode()
    assert agreement.entity.sources.get() == source
    other = factory.with_source(agreement.entity).sources.exclude(pk=source.pk).get()
    press(desk, article, f"reject {agreement.pk}")
    assert agreement.entity.sources.get() == other


def test_a_mention_accepted_in_a_draft_gets_its_source_when_the_text_is_published(desk: Client) -> None:
    expert = factory.make_expert(given_name="Айдар", family_name="Курмашев")
    draft = factory.make_draft(body=BODY)
    press(desk, draft, "search")
    press(desk, draft, "accept all")
    assert not expert.sources.exists()
    factory.publish(draft)
    assert [source.anchor for source in expert.sources.order_by("pk")] == ["p-1", "p-2", "p-3"]


def test_an_expert_may_be_accepted_as_quoted(desk: Client, article: Article) -> None:
    press(desk, article, "search")
    press(desk, article, f"quote {article.mentions.filter(expert__isnull=False).first().pk}")  # type: ignore[union-attr]
    assert article.contributions.get().role == "quoted"


def test_rejected_stay_rejected_after_the_text_is_edited_and_searched_again(
    desk: Client, article: Article
) -> None:
    press(desk, article, "search")
    second = article.mentions.filter(text="Курмашев").order_by("block")[0]
    press(desk, article, f"reject {second.pk}")
    press(desk, article, f"accept {article.mentions.get(text='Айдар Курмашев').pk}")
    article.body = "<p>Новый абзац.</p>" + BODY.replace("сослался на данные", "опирался на сведения")
    article.save()
    press(desk, article, "search")
    second.refresh_from_db()
    assert (second.state, second.block) == ("rejected", 2)
    assert dict(states(article))["Айдар Курмашев"] == "accepted"
    # The words are gone, searched, and come back.
    article.body = "<p>Пусто.</p>"
    article.save()
    press(desk, article, "search")
    assert not article.mentions.filter(is_in_text=True).exists()
    article.body = BODY
    article.save()
    press(desk, article, "search")
    assert states(article)[2] == ("Курмашев", "rejected")


def test_all_are_decided_at_once_and_a_name_only_ever_rejected_is_not_proposed_again(
    desk: Client, article: Article
) -> None:
    press(desk, article, "search")
    press(desk, article, "reject all")
    article.body = f"{BODY}<p>ОТГ упомянута снова.</p>"
    article.save()
    press(desk, article, "search")
    assert {state for _text, state in states(article)} == {"rejected"}


def test_other_readings_of_the_same_words_go_with_the_one_that_is_accepted(desk: Client) -> None:
    factory.make_expert(given_name="Назим", family_name="Ахмадов")
    right = factory.make_expert(given_name="Рустам", family_name="Ахмадов")
    draft = factory.make_draft(body="<p>Доклад прочёл Ахмадов.</p>")
    press(desk, draft, "search")
    assert draft.mentions.filter(is_confident=False).count() == 2
    press(desk, draft, f"accept expert:{right.pk}")
    assert {row.expert_id: row.state for row in draft.mentions.all()}[right.pk] == "accepted"
    assert draft.mentions.filter(state="rejected").count() == 1


def test_a_name_that_was_not_found_is_linked_by_hand_and_remembered(desk: Client, article: Article) -> None:
    press(desk, article, "search")
    railway = factory.make_organisation(name="Қазақстан темір жолы")
    article.body = "<p>Груз везут «Казахстанские железные дороги».</p>"
    article.save()
    url = f"{reverse('admin:mentions_mention_add')}?article={article.pk}"
    assert (
        "related-widget-wrapper-add-related" in desk.get(url).content.decode()
        or "add_id_expert" in desk.get(url).content.decode()
    )
    data = {
        "article": article.pk,
        "text": "Казахстанские железные дороги",
        "organisation": railway.pk,
        "remember": "on",
    }
    assert desk.post(url, data).status_code == 302
    assert article.mentions.get(organisation=railway).state == "accepted"
    draft = factory.make_draft(body="<p>С Казахстанскими железными дорогами договорились.</p>")
    press(desk, draft, "search")
    assert draft.mentions.get().organisation == railway


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": "Нет таких слов"}, "text"),
        ({"organisation": ""}, "__all__"),
    ],
)
def test_a_link_by_hand_names_what_is_wrong(
    desk: Client, article: Article, changes: dict[str, str], refusal: str
) -> None:
    body = factory.make_organisation()
    data = {"article": article.pk, "text": "ОТГ", "organisation": body.pk} | changes
    response = desk.post(reverse("admin:mentions_mention_add"), data)
    assert refusal in response.context["adminform"].form.errors
    assert not Mention.objects.exists()


def test_an_author_sees_mentions_and_decides_none(article: Article, author: User) -> None:
    client = Client()
    client.force_login(author)
    call_command("find_mentions", article=article.slug, verbosity=0)
    assert client.get(page_of(article)).status_code == 200
    assert client.post(page_of(article), {"do": "accept all"}).status_code == 403
    assert not article.mentions.exclude(state="proposed").exists()


def test_an_author_sees_no_mention_in_the_drafts_of_others(article: Article, author: User) -> None:
    Article.objects.filter(pk=article.pk).update(state="draft")
    call_command("find_mentions", article=article.slug, verbosity=0)
    client = Client()
    client.force_login(author)
    mentions = reverse("admin:mentions_mention_changelist")
    assert client.get(page_of(article)).status_code == 404
    assert client.get(mentions).context["cl"].result_count == 0
    Article.objects.filter(pk=article.pk).update(created_by=author)
    assert client.get(page_of(article)).status_code == 200
    assert client.get(mentions).context["cl"].result_count > 0


def test_the_page_asks_as_often_for_many_mentions_as_for_few(desk: Client, article: Article) -> None:
    press(desk, article, "search")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page_of(article)).status_code == 200
        return len(captured)

    few = queries()
    article.body = BODY * 8
    article.save()
    press(desk, article, "search")
    assert queries() == few


def test_the_command_searches_all_texts_and_refuses_an_unknown_one(
    article: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("find_mentions")
    assert f"{article.slug}: 6 found, 6 to decide" in capsys.readouterr().out
    with pytest.raises(CommandError, match="nowhere"):
        call_command("find_mentions", article="nowhere")
    assert Edition.objects.count() == 1
