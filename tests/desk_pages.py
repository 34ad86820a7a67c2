"""Every type of page of the desk, and how to reach it: an address, or the actions of an editor."""

import itertools
import time
from collections.abc import Callable

from playwright.sync_api import Page

from tests.one_time_codes import code_at

NAME = "desk"
SECRET = "secret"
WITH_DEVICE = "desk-with-device"
WITHOUT_DEVICE = "desk-without-device-%d"  # one for each page of recovery codes that is looked at
SETTING_UP = 12
Way = Callable[[Page, dict[str, str]], None]
LANGUAGE_COOKIE = "django_language"
TABLE = b"slug,title_ru,kind,stage,signed\nnovoe,\xd0\x9d\xd0\xbe\xd0\xb2\xd0\xbe\xd0\xb5,memorandum,signed,2022-11\nhuge,,unknown,signed,2022\n"
ACCOUNTS = itertools.cycle(range(1, SETTING_UP))  # the first sets nothing up

# Pages at an address of their own.
LISTS = {
    "articles": "articles/article/",
    "articles-narrowed": "articles/article/?state__exact=published&q=каспий",
    "articles-none": "articles/article/?q=щщщ",
    "collections": "articles/collection/",
    "editions": "articles/edition/",
    "manuscripts": "intake/manuscriptfile/",
    "pictures": "articles/picture/",
    "mentions-all": "mentions/mention/",
    "matrix": "translations/translation/",
    "matrix-experts": "translations/translation/?kind=expert&language=kk&state=missing",
    "agreements": "agreements/agreement/",
    "events": "events/event/",
    "mechanisms": "events/mechanism/",
    "indicators": "indicators/indicator/",
    "observations": "indicators/observation/",
    "units": "indicators/unit/",
    "experts": "experts/expert/",
    "organisations": "experts/organisation/",
    "topics": "topics/topic/",
    "places": "places/place/",
    "links": "linkcheck/checkedlink/",
    "users": "auth/user/",
    "groups": "auth/group/",
    "audit": "workflow/auditentry/",
    "changes": "records/change/",
    "keys": "api/apikey/",
    "webhooks": "api/webhook/",
    "deliveries": "api/delivery/",
}
FORMS = {
    "first": "",
    "article-new": "articles/article/add/",
    "collection-new": "articles/collection/add/",
    "agreement-new": "agreements/agreement/add/",
    "event-new": "events/event/add/",
    "expert-new": "experts/expert/add/",
    "indicator-new": "indicators/indicator/add/",
    "observation-new": "indicators/observation/add/",
    "manuscript-new": "intake/manuscriptfile/add/",
    "webhook-new": "api/webhook/add/",
    "key-new": "api/apikey/add/",
    "user-new": "auth/user/add/",
    "import": "agreements/agreement/import/",
    "export": "agreements/agreement/export/",
    "factors": "account/2fa/",
    "sessions": "account/sessions/",
    "email": "account/email/",
    "password": "account/password/change/",
}
OF_THE_SCENE = (
    "draft", "draft-history", "published", "history", "mentions", "print", "collection", "collection-print",
    "withdraw", "correct", "article-delete", "agreement", "agreement-history", "event", "expert", "organisation",
    "indicator", "observation", "edition", "picture", "manuscript", "manuscript-asked", "side-text",
    "side-record", "bulk-topics", "bulk-state", "bulk-languages", "user", "group",
)  # fmt: skip


def at(address: str) -> Way:
    """Come to a page by its address."""
    return lambda page, _known: _go(page, f"/admin/{address}")


def known(name: str) -> Way:
    """Come to a page of the scene."""
    return lambda page, addresses: _go(page, addresses[name])


def _go(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state()


def compared(page: Page, addresses: dict[str, str]) -> None:
    """Compare two revisions in one text."""
    _go(page, addresses["draft-history"])
    page.click("#compare button[name=view]")


def review_open(page: Page, addresses: dict[str, str]) -> None:
    """Open the review beside the text."""
    _go(page, addresses["draft"])
    page.click("[data-review-open]")


def refused(page: Page, _addresses: dict[str, str]) -> None:
    """Save an agreement without anything in it."""
    _go(page, "/admin/agreements/agreement/add/")
    page.evaluate("document.querySelector('#agreement_form').noValidate = true")
    page.locator("[name=_save]:visible").first.click()
    page.wait_for_selector("[data-refused], .errornote, .errorlist")


def conflict(page: Page, addresses: dict[str, str]) -> None:
    """Save what a colleague has saved meanwhile."""
    _go(page, addresses["agreement"])
    meanwhile = page.context.new_page()
    _go(meanwhile, addresses["agreement"])
    for window, words in ((meanwhile, "первым"), (page, "вторым")):
        window.fill("#id_title_ru", f"Договор, сохранённый {words} {time.monotonic()}")
        window.locator("[name=_continue]:visible").first.click()
        window.wait_for_load_state()
    meanwhile.close()
    page.wait_for_selector(".desk-conflict")


def step_refused(page: Page, addresses: dict[str, str]) -> None:
    """Withdraw without saying why."""
    _go(page, addresses["withdraw"])
    page.evaluate("document.querySelectorAll('form').forEach((one) => { one.noValidate = true; })")
    page.click(".desk-step [type=submit]")
    page.wait_for_load_state()


def rehearsed(page: Page, addresses: dict[str, str]) -> None:
    """See what a change of many rows would do."""
    _go(page, addresses["bulk-topics"])
    page.locator("[name=topics]").first.check()
    page.click("[name=preview]")
    page.wait_for_load_state()


def rehearsed_states(page: Page, addresses: dict[str, str]) -> None:
    """See which rows refuse a step."""
    _go(page, addresses["bulk-state"])
    page.locator("[name=step]").first.check()
    page.click("[name=preview]")
    page.wait_for_load_state()


def dry_run(page: Page, _addresses: dict[str, str]) -> None:
    """Import a table of which one row is wrong."""
    _go(page, "/admin/agreements/agreement/import/")
    file = {"name": "agreements.csv", "mimeType": "text/csv", "buffer": TABLE}
    page.set_input_files("input[type=file]", file)  # type: ignore[arg-type]
    page.select_option("select[name=format]", "0")
    page.locator("#content [type=submit], form[enctype] [type=submit]").first.click()
    page.wait_for_load_state()


def chosen_rows(page: Page, _addresses: dict[str, str]) -> None:
    """Choose rows of a list for an action."""
    _go(page, "/admin/articles/article/")
    page.locator("input.action-select").first.check()


def filters(page: Page, _addresses: dict[str, str]) -> None:
    """Open the filters of a list."""
    _go(page, "/admin/articles/article/")
    page.get_by_role("link", name="filter_list").or_(page.locator("a:has-text('filter_list')")).first.click()


def shortcuts(page: Page, addresses: dict[str, str]) -> None:
    """Ask for the list of shortcuts."""
    _go(page, addresses["draft"])
    page.click('.field-body [data-name="shortcuts"], .field-body [data-name*="help"]')


def dialog(name: str) -> Way:
    """Open a dialog of the text."""

    def way(page: Page, addresses: dict[str, str]) -> None:
        _go(page, addresses["draft"])
        page.locator(".field-body .ProseMirror[contenteditable] p").first.click()
        page.locator(f'.field-body [data-name="{name}"]').first.click()
        page.wait_for_selector("dialog[open]")

    return way


def signed_out(page: Page, _addresses: dict[str, str]) -> None:
    """Stand before the desk."""
    page.context.clear_cookies(name="sessionid")
    _go(page, "/admin/account/login/?next=/admin/")


def sign_in(page: Page, name: str = NAME, password: str = SECRET) -> None:
    """Give the name and the password."""
    page.goto("/admin/account/login/?next=/admin/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    page.click("[type=submit]")
    page.wait_for_load_state()


def sign_in_refused(page: Page, addresses: dict[str, str]) -> None:
    """Give a wrong password."""
    signed_out(page, addresses)
    sign_in(page, "nobody", "wrong")


def second_step(page: Page, addresses: dict[str, str]) -> None:
    """Be asked for the code."""
    signed_out(page, addresses)
    sign_in(page, WITH_DEVICE)


def forgotten(page: Page, addresses: dict[str, str]) -> None:
    """Ask for a new password."""
    signed_out(page, addresses)
    _go(page, "/admin/account/password/reset/")


def set_up(page: Page, addresses: dict[str, str]) -> None:
    """Be shown the key of an authenticator app."""
    signed_out(page, addresses)
    sign_in(page, WITHOUT_DEVICE % 0)
    _go(page, "/admin/account/2fa/totp/activate/")


def add_key(page: Page, addresses: dict[str, str]) -> None:
    """Be asked for the name of a key."""
    signed_out(page, addresses)
    sign_in(page, WITHOUT_DEVICE % 0)
    _go(page, "/admin/account/2fa/webauthn/add/")


def confirmation(page: Page, addresses: dict[str, str]) -> None:
    """Be asked who it is."""
    signed_out(page, addresses)
    sign_in(page, WITHOUT_DEVICE % 0)
    _go(page, "/admin/account/reauthenticate/")


def recovery_codes(page: Page, addresses: dict[str, str]) -> None:
    """Set up the second step."""
    signed_out(page, addresses)
    sign_in(page, WITHOUT_DEVICE % next(ACCOUNTS))
    _go(page, "/admin/account/2fa/totp/activate/")
    page.fill("[name=code]", code_at(page.inner_text(".desk-key").strip()))
    page.click("form:has([name=code]) [type=submit]")
    page.wait_for_selector(".desk-codes")


def as_expert(name: str, query: str = "") -> Way:
    """Follow the link that was sent to an expert without an account."""

    def way(page: Page, addresses: dict[str, str]) -> None:
        page.context.clear_cookies(name="sessionid")
        _go(page, f"{addresses[name]}{query}")

    return way


DESK_PAGES: dict[str, Way] = {
    **{name: at(address) for name, address in (FORMS | LISTS).items()},
    **{name: known(name) for name in OF_THE_SCENE},
    "compared": compared,
    "review": review_open,
    "refused": refused,
    "conflict": conflict,
    "step-refused": step_refused,
    "bulk-rehearsed": rehearsed,
    "bulk-states-rehearsed": rehearsed_states,
    "import-rehearsed": dry_run,
    "rows-chosen": chosen_rows,
    "filters": filters,
}
# Pages for which one is not signed in as the editor of the scene; they come last.
AT_THE_DOOR: dict[str, Way] = {
    "preview": as_expert("preview"),
    "preview-phone": as_expert("preview", "?width=phone"),
    "preview-closed": as_expert("preview-closed"),
    "sign-in": signed_out,
    "sign-in-refused": sign_in_refused,
    "second-step": second_step,
    "set-up": set_up,
    "add-key": add_key,
    "confirmation": confirmation,
    "forgotten": forgotten,
    "recovery-codes": recovery_codes,
}
