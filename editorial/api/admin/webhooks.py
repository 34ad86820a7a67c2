"""Webhooks at the desk: their secret is shown once; what was sent is looked at and may be sent again."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import (
    BooleanRadioFilter,
    ChoicesDropdownFilter,
    RelatedDropdownFilter,
)
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminURLInputWidget

from editorial.api.admin.changes import ReadOnlyAdmin, resources
from editorial.api.models import Delivery, Webhook
from editorial.api.webhooks import delivery as webhooks
from editorial.api.webhooks import signing
from editorial.desk.changelist import SearchTextSearch
from editorial.desk.filters import DaysFilter
from editorial.net.client import AddressRefusedError
from editorial.records.models import ChangeKind


class WebhookForm(forms.ModelForm):  # type: ignore[type-arg]
    address = forms.URLField(
        label=_("URL"), max_length=500, assume_scheme="https", widget=UnfoldAdminURLInputWidget,
        help_text=_("Where changes are sent: a public https address."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("Types of changes"), choices=ChangeKind.choices, required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget, help_text=_("If none is selected, all are sent."),
    )  # fmt: skip
    types = forms.MultipleChoiceField(
        label=_("Resources"), choices=resources, required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget, help_text=_("If none is selected, all are sent."),
    )  # fmt: skip

    class Meta:
        model = Webhook
        fields = ("name", "contact", "address", "kinds", "types", "is_active")

    def clean_address(self) -> str:
        """Refuse addresses to which nothing would be sent."""
        address: str = self.cleaned_data["address"]
        try:
            webhooks.check_address(address)
        except AddressRefusedError as error:
            raise forms.ValidationError(str(error)) from None
        return address


@admin.register(Webhook)
class WebhookAdmin(SearchTextSearch, ModelAdmin):  # type: ignore[misc]
    form = WebhookForm
    list_display = ("name", "address", "is_active", "position", "failing_since", "note")
    list_filter = (("is_active", BooleanRadioFilter),)
    search_fields = ("search_text",)
    fields = (
        "name",
        "contact",
        "address",
        "kinds",
        "types",
        "is_active",
        "note",
        "failing_since",
        "position",
    )
    readonly_fields = ("note", "failing_since", "position")
    actions = ("renew_secret",)

    def save_model(self, request: HttpRequest, obj: Webhook, form: Any, change: bool) -> None:
        """Show a new webhook's secret this once; begin again with one that was switched on."""
        secret = "" if change else signing.renew(obj)
        if not change or (obj.is_active and "is_active" in form.changed_data):
            webhooks.start(obj)
        super().save_model(request, obj, form, change)
        if secret:
            self._show(request, obj, secret)

    @admin.action(description=_("Issue a new secret"), permissions=["change"])
    def renew_secret(self, request: HttpRequest, queryset: Any) -> None:
        for webhook in queryset:
            secret = signing.renew(webhook)
            webhook.save(update_fields=["nonce", "digest"])
            self._show(request, webhook, secret)

    def _show(self, request: HttpRequest, webhook: Webhook, secret: str) -> None:
        text = _("Secret for “%(name)s”: %(secret)s. Copy it now: it will not be shown again.")
        messages.warning(request, text % {"name": webhook.name, "secret": secret})


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = (
        "change", "webhook", "state_badge", "attempts", "status_code", "milliseconds", "error", "attempted_at", "due",
    )  # fmt: skip
    list_select_related = ("change", "webhook")
    list_filter = (
        ("state", ChoicesDropdownFilter), ("webhook", RelatedDropdownFilter), ("attempted_at", DaysFilter),
    )  # fmt: skip
    search_fields = ("change__slug", "webhook__search_text", "search_text")
    ordering = ("-change", "webhook")
    fields = (
        "webhook", "change", "state", "attempts", "status_code", "milliseconds", "error", "attempted_at", "due",
    )  # fmt: skip
    readonly_fields = ("due",)
    actions = ("send_again",)

    def has_send_permission(self, request: HttpRequest) -> bool:
        """Let those send who may change a webhook."""
        return bool(request.user.has_perm("api.change_webhook"))

    @admin.action(description=_("Resend"), permissions=["send"])
    def send_again(self, request: HttpRequest, queryset: Any) -> None:
        count = queryset.again(timezone.now())
        messages.info(request, _("To be sent in the next run: %(count)s.") % {"count": count})

    @display(
        description=_("status"),
        ordering="state",
        label={
            Delivery.State.WAITING: "info",
            Delivery.State.DELIVERED: "success",
            Delivery.State.GIVEN_UP: "danger",
        },
    )
    def state_badge(self, delivery: Delivery) -> tuple[str, str]:
        return delivery.state, delivery.get_state_display()

    @display(description=_("next attempt"), ordering="due_at")
    def due(self, delivery: Delivery) -> Any:
        return delivery.due_at if delivery.state == Delivery.State.WAITING else None
