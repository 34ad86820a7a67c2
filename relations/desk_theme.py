"""The theme of the desk: its names, colours and menu."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def _entry(title: Any, icon: str, model: str, *, needs: str = "") -> dict[str, Any]:
    """Return a line of the desk's menu: the list of a model, for those who may see it."""
    app, name = model.split(".")
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{app}_{name}_changelist"),
        "permission": lambda request: request.user.has_perm(needs or f"{app}.view_{name}"),
    }


UNFOLD = {
    "SITE_TITLE": _("Relations: editorial system"),
    "SITE_HEADER": _("Relations"),
    "SITE_SUBHEADER": _("Editorial system"),
    "SITE_URL": "/",
    "SITE_SYMBOL": "menu_book",
    "DASHBOARD_CALLBACK": "editorial.site.dashboard.dashboard",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("icon.svg")}],
    "SHOW_LANGUAGES": True,
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "4px",
    "COLORS": {
        "primary": {
            "50": "#eef5f6",
            "100": "#d6e7ea",
            "200": "#b0d0d6",
            "300": "#7fb1bb",
            "400": "#4c8c99",
            "500": "#2f7180",
            "600": "#245c69",
            "700": "#1e4b56",
            "800": "#1b3f48",
            "900": "#18353d",
            "950": "#0d2127",
        },
    },
    "ACCOUNT": {
        "navigation": [
            {"title": _("Account security"), "link": reverse_lazy("mfa_index")},
            {"title": _("Active sessions"), "link": reverse_lazy("usersessions_list")},
            {"title": _("Change password"), "link": reverse_lazy("account_change_password")},
        ],
    },
    "SIDEBAR": {
        "show_search": False,
        "command_search": True,
        "navigation": [
            {
                "items": [
                    {"title": _("Overview"), "icon": "dashboard", "link": reverse_lazy("admin:index")},
                ],
            },
            {
                "title": _("Publications"),
                "separator": True,
                "items": [
                    _entry(_("Articles"), "article", "articles.article"),
                    _entry(_("Collections"), "menu_book", "articles.collection"),
                    _entry(
                        _("Manuscripts"),
                        "upload_file",
                        "intake.manuscriptfile",
                        needs="articles.add_article",
                    ),
                    _entry(_("Editions"), "history_edu", "articles.edition"),
                    _entry(_("Images"), "image", "articles.picture"),
                    _entry(_("Mentions"), "person_search", "mentions.mention"),
                    _entry(_("Translations"), "translate", "translations.translation"),
                ],
            },
            {
                "title": _("Registers"),
                "separator": True,
                "items": [
                    _entry(_("Agreements"), "handshake", "agreements.agreement"),
                    _entry(_("Events"), "event", "events.event"),
                    _entry(_("Cooperation mechanisms"), "groups_3", "events.mechanism"),
                    _entry(_("Indicators"), "monitoring", "indicators.indicator"),
                    _entry(_("Values"), "query_stats", "indicators.observation"),
                ],
            },
            {
                "title": _("People and organisations"),
                "separator": True,
                "items": [
                    _entry(_("People"), "person", "experts.expert"),
                    _entry(_("Organisations"), "account_balance", "experts.organisation"),
                ],
            },
            {
                "title": _("Reference lists"),
                "separator": True,
                "collapsible": True,
                "items": [
                    _entry(_("Topics"), "label", "topics.topic"),
                    _entry(_("Places"), "location_on", "places.place"),
                    _entry(_("Units of measurement"), "straighten", "indicators.unit"),
                    _entry(_("Geographic areas"), "public", "indicators.area"),
                    _entry(_("Search synonyms"), "manage_search", "search.synonymgroup"),
                ],
            },
            {
                "title": _("The site"),
                "separator": True,
                "collapsible": True,
                "items": [
                    _entry(_("Pages"), "description", "pages.page"),
                    _entry(_("Name and institutes"), "badge", "pages.sitedetails"),
                ],
            },
            {
                "title": _("Accounts"),
                "separator": True,
                "collapsible": True,
                "items": [
                    _entry(_("Users"), "manage_accounts", "auth.user"),
                    _entry(_("Groups"), "group", "auth.group"),
                    _entry(_("Audit log"), "policy", "workflow.auditentry"),
                ],
            },
            {
                "title": _("API and integrations"),
                "separator": True,
                "collapsible": True,
                "items": [
                    _entry(_("Change log"), "history", "records.change"),
                    _entry(_("API keys"), "key", "api.apikey"),
                    _entry(_("Webhooks"), "webhook", "api.webhook"),
                    _entry(_("Webhook deliveries"), "outbox", "api.delivery"),
                ],
            },
        ],
    },
}
