"""A desk in the midst of work: what the pages of the desk need beside the demo record to be seen as they are used.

`tests/serving.py` lays it out in the record that it serves; a test may lay it out in its own database.
"""

import json
import sys

import reversion
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, Collection
from editorial.articles.services import print_jobs, publishing
from editorial.articles.services.pictures import receive_picture
from editorial.articles.services.publishing import build_edition
from editorial.desk import autosave
from editorial.events.models import Event
from editorial.experts.models import Expert, Organisation
from editorial.indicators.models import Indicator, Observation
from editorial.intake import services as intake
from editorial.linkcheck.models import CheckedLink
from editorial.mentions import services as mentions
from editorial.press.format_registry import BOOK_FORMATS
from editorial.reviews import services as review
from editorial.reviews.anchoring import get_passages
from editorial.reviews.models import PreviewLink
from editorial.translations import tracking
from editorial.workflow.roles import Role
from tests.accounts.authenticator import add_app
from tests.desk_pages import NAME, SECRET, SETTING_UP, WITH_DEVICE, WITHOUT_DEVICE
from tests.factory import drawn

BODY = """<h2>Порты Каспия</h2><p>Груз прошёл через Актау и Баку<sup data-footnote="aktau"></sup>, а пошлины сняты с 1
января<sup data-footnote="lost"></sup>.</p><ul><li><p>морем</p></li><li><p>железной дорогой</p></li></ul>
<blockquote><p>Коридор держится на портах.</p></blockquote>
<table><caption>Груз, млн т</caption><tbody><tr><th>Год</th><th>Порт</th></tr><tr><td>2024</td><td>Актау</td></tr></tbody></table>
<figure><img src="{address}" alt="Причал"><figcaption>Причал</figcaption></figure>"""
MANUSCRIPT = "О ПОРТАХ КАСПИЯ\n\nДана Ержанова\n\nГруз через Актау вырос.[1] Баку принял паромы.\n\n[1] Сводка порта Актау.\n"


@transaction.atomic
def lay_out() -> dict[str, str]:
    """Put the work of a day on the desk; return the addresses of its pages that have keys in them."""
    editor, colleague = _account(NAME, "Дана", "Ержанова"), _account("colleague", "Айдос", "Серик")
    for number in range(SETTING_UP):
        _account(WITHOUT_DEVICE % number)
    add_app(_account(WITH_DEVICE))
    draft = _draft(editor)
    open_link, closed_link = _reviewed(draft, editor, colleague)
    autosave.heartbeat(colleague, Article, str(draft.pk))
    published = Article.objects.published().order_by("pk").first()
    if published is None:
        raise RuntimeError("the scene is laid out on the demo record")
    autosave.save_draft(editor, Article, str(published.pk), {"title": ["Набрано и не сохранено"]})
    mentions.search(published)
    published.title += " (исправлено)"
    published.save()
    tracking.record_translation(published, ["en"])
    tracking.update_status(published, {"title"})
    CheckedLink.objects.create(
        url="https://example.org/gone",
        checked_at=timezone.now(),
        code=404,
        failures=3,
        is_dead=True,
        places=[["articles", "article", published.pk, str(published)]],
    )
    collection = Collection.objects.get()
    print_jobs.run_print(
        print_jobs.request_print(published, BOOK_FORMATS["docx"], by=editor), origin="http://127.0.0.1:8000"
    )
    manuscript, _new = intake.receive(ContentFile(MANUSCRIPT.encode(), name="порты.txt"), by=editor)
    intake.parse_manuscript(manuscript)
    keys = ",".join(str(key) for key in Article.objects.order_by("pk").values_list("pk", flat=True)[:3])
    expert = Expert.objects.get(slug="farid-shafiev")
    family = Agreement.objects.get(slug="dogovor-2005")
    return {
        "draft": _url(draft, "change"),
        "draft-history": _url(draft, "history"),
        "published": _url(published, "change"),
        "history": f"{_url(published, 'history')}",
        "mentions": reverse("admin:mentions_mention_article", args=[published.pk]),
        "print": _url(published, "print"),
        "collection": _url(collection, "change"),
        "collection-print": _url(collection, "print"),
        "withdraw": _url(published, "step", "withdraw"),
        "correct": _url(published, "step", "correct"),
        "article-delete": _url(draft, "delete"),
        "agreement": _url(family, "change"),
        "agreement-history": _url(family, "history"),
        "event": _url(Event.objects.get(slug="vizit-tokaeva-v-baku-2024"), "change"),
        "expert": _url(expert, "change"),
        "organisation": _url(Organisation.objects.get(slug="kisi"), "change"),
        "indicator": _url(Indicator.objects.get(slug="koridor-gruzy"), "change"),
        "observation": _url(Observation.objects.order_by("pk").first(), "change"),
        "edition": _url(published.editions.first(), "change"),
        "picture": _url(receive_picture(drawn(size=(640, 400)), by=editor), "change"),
        "manuscript": reverse("admin:intake_manuscriptfile_review", args=[manuscript.pk, 0]),
        "manuscript-asked": f"{reverse('admin:intake_manuscriptfile_review', args=[manuscript.pk, 0])}?ask=1",
        "side-text": reverse("admin:translations_translation_side", args=["article", published.pk, "en"]),
        "side-record": reverse("admin:translations_translation_side", args=["expert", expert.pk, "kk"]),
        "bulk-topics": f"{reverse('admin:articles_article_bulk', args=['topics'])}?keys={keys}",
        "bulk-state": f"{reverse('admin:articles_article_bulk', args=['state'])}?keys={keys}",
        "bulk-languages": f"{reverse('admin:articles_article_bulk', args=['languages'])}?keys={keys}",
        "user": _url(editor, "change"),
        "group": _url(Group.objects.get(name=Role.EDITOR), "change"),
        "preview": open_link.get_absolute_url(),
        "preview-closed": closed_link.get_absolute_url(),
    }


def _account(name: str, first: str = "", last: str = "") -> User:
    account = User.objects.create_user(
        name, password=SECRET, is_staff=True, first_name=first, last_name=last, is_superuser=name == NAME
    )
    account.groups.add(Group.objects.get(name=Role.ADMINISTRATOR))
    return account


def _draft(editor: User) -> Article:
    """Write a text in two revisions, with a marker that has no note and a note that has no marker."""
    picture = receive_picture(drawn(), by=editor, credit="Порт Актау")
    body = BODY.format(address=picture.address)
    with reversion.create_revision():
        reversion.set_user(editor)
        draft = Article(
            slug="porty", title="О портах Каспия", genre="analysis", body=body, created_by_id=editor.pk
        )
        draft.save()
        draft.footnotes.create(key="aktau", text="Сводка порта Актау за 2024 год.", order=1)
        draft.footnotes.create(key="orphan", text="Сноска без места в тексте.", order=2)
        author = Expert.objects.get(slug="farid-shafiev")
        draft.contributions.create(expert=author, role="author", order=1)
    with reversion.create_revision():
        reversion.set_user(editor)
        reversion.set_comment("Уточнён месяц")
        draft.body = draft.body.replace("1 января", "1 марта").replace("1\nянваря", "1 марта")
        draft.version += 1
        draft.save()
    publishing.submit(draft, by=editor)
    return draft


def _reviewed(draft: Article, editor: User, colleague: User) -> tuple[PreviewLink, PreviewLink]:
    """Have an expert and a colleague speak about the text."""
    link = review.invite(draft, name="Сауле Ержанова", email="saule@example.org", by=editor)
    other = review.invite(draft, name="Рашад Алиев", email="", by=editor)
    edition = build_edition(draft)
    passage = next(one for one in get_passages(edition) if "Актау" in one.text)
    remark = review.comment(draft, by=link, text="За какой год?", passage=passage, quote="Актау")
    review.reply(remark, by=colleague, text="За 2024-й.")
    settled = review.comment(draft, by=colleague, text="Заголовок короток.")
    review.resolve(settled, by=editor)
    review.approve(draft, link=link, seen=publishing.checksum(edition), note="С уточнением года.")
    review.revoke(other)
    return link, PreviewLink.objects.get(pk=other.pk)


def _url(row: Model | None, page: str, *more: str) -> str:
    if row is None:
        raise RuntimeError(f"nothing to open as {page}")
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk, *more])


def print_addresses() -> None:
    """Lay the scene out and print its addresses."""
    json.dump(lay_out(), sys.stdout)
