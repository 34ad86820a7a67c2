"""Accounts, groups and the audit log at the desk."""

import re
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.filters import RelatedFieldListFilter
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    ChoicesDropdownFilter,
    RangeDateTimeFilter,
)
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from editorial.accounts import emails, sessions, two_factor
from editorial.accounts.audit_display import describe_entry
from editorial.accounts.reauthentication import confirmed_recently, is_recent
from editorial.desk.bounded_delete import BoundedDeletion
from editorial.desk.changelist import ChangeListMixin
from editorial.values.characters import clean_line
from editorial.workflow import audit_log
from editorial.workflow.models import AuditAction, AuditEntry
from editorial.workflow.permissions import ROLES
from editorial.workflow.roles import Role

admin.site.index_title = _("Overview")
admin.site.unregister(User)
admin.site.unregister(Group)
# Keys are nobody's to look at; addresses and sessions have pages of their own.
admin.site.unregister([Authenticator, EmailAddress, UserSession])

ADDRESS = re.compile(r"\d+\.[\d.]*|[\da-f]*:[\da-f:]*")
RIGHTS = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions", "permissions")
VERBS = {"add": _("Add"), "change": _("Change"), "delete": _("Delete"), "view": _("View")}


class RightsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rights over what the desk works on, in the language of the page: the database names them in English."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        # What only programs handle has no name in words, and no page for a right to open.
        named = [
            model
            for model in apps.get_models()
            if model.__module__.startswith(("editorial.", "django.contrib.auth."))
            and isinstance(model._meta.verbose_name, Promise)
        ]
        types = ContentType.objects.get_for_models(*named).values()
        super().__init__(queryset.filter(content_type__in=types), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Name a right by what may be done to what."""
        verb = VERBS.get(obj.codename.partition("_")[0], obj.name)
        return f"{obj.content_type} | {verb}"


class GroupsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Groups of accounts, in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        """Name the group by its role."""
        return _group_name(obj.name)


class GroupsFilter(RelatedFieldListFilter):
    """Accounts by group, in the language of the page."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Name each group by its role."""
        return [
            (key, _group_name(str(name))) for key, name in super().field_choices(field, request, model_admin)
        ]


def _group_name(name: str) -> str:
    """Return what a role's group is called; a group that somebody made is called as it is named."""
    return str(dict(Role.choices).get(name, name))


class CleanTextForm:
    """Texts of accounts and groups, which are models of a package, without what no feed or table can hold."""

    def clean(self) -> Any:
        """Clean them as the fields of the record do."""
        super().clean()  # type: ignore[misc]
        for name in ("first_name", "last_name", "name"):
            if name in self.cleaned_data:  # type: ignore[attr-defined]
                self.cleaned_data[name] = clean_line(self.cleaned_data[name])  # type: ignore[attr-defined]
        return self.cleaned_data  # type: ignore[attr-defined]


class AccountForm(CleanTextForm, UserChangeForm):  # type: ignore[misc]
    """An account."""

    is_confirmed = False

    def clean_email(self) -> str:
        """Change no address of mail unless the password was given a short while ago, and none to another's."""
        email: str = self.cleaned_data["email"].lower()
        if email == self.instance.email.lower():
            return email
        if not self.is_confirmed:
            link = format_html(
                '<a href="{}" target="_blank">{}</a>', reverse("account_reauthenticate"), _("Confirm")
            )
            text = _("Confirm that it is you before the e-mail is changed, then save again.")
            raise forms.ValidationError(format_html("{} {}", text, link), code="unconfirmed")
        if email and emails.is_in_use(email, but=self.instance):
            raise forms.ValidationError(_("Another account has this e-mail."), code="taken")
        return email


class NewAccountForm(CleanTextForm, UserCreationForm):  # type: ignore[misc]
    """An account to be made."""


class GroupForm(CleanTextForm, forms.ModelForm):  # type: ignore[type-arg]
    """A group of accounts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say of a role's group that its permissions are not for long what somebody makes of them."""
        super().__init__(*args, **kwargs)
        if self.instance.name in ROLES and "permissions" in self.fields:
            self.fields["permissions"].help_text = _(
                "Each update of the site restores the permissions of this role. To grant others, add a group."
            )


class NotedRights:
    """Write changes of rights, and accounts that come and go, into the audit log."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer rights and groups in words."""
        if db_field.related_model is Group:
            kwargs["form_class"] = GroupsField
        if db_field.related_model is Permission:
            kwargs["form_class"] = RightsField
            kwargs["queryset"] = Permission.objects.select_related("content_type")
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Note what was given and taken."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        row = form.instance
        detail = "; ".join(_rights_changed(form, name) for name in RIGHTS if name in form.changed_data)
        if isinstance(row, User) and not change:
            audit_log.record(
                AuditAction.ACCOUNT_ADDED, by=request.user, about=row, detail=detail, request=request
            )
        elif detail:
            audit_log.record(AuditAction.RIGHTS, by=request.user, about=row, detail=detail, request=request)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Note who is gone."""
        audit_log.record(AuditAction.ACCOUNT_DELETED, by=request.user, about=obj, request=request)
        super().delete_model(request, obj)  # type: ignore[misc]

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Note each who is gone."""
        for row in queryset:
            audit_log.record(AuditAction.ACCOUNT_DELETED, by=request.user, about=row, request=request)
        super().delete_queryset(request, queryset)  # type: ignore[misc]


def _rights_changed(form: Any, name: str) -> str:
    before, after = form.initial.get(name), form.cleaned_data[name]
    label = form.fields[name].label
    if isinstance(after, bool):
        return f"{label}: {'+' if after else '−'}"
    old, new = {str(each) for each in before or ()}, {str(each) for each in after}
    signs = [f"+{each}" for each in sorted(new - old)] + [f"−{each}" for each in sorted(old - new)]
    return f"{label}: {', '.join(signs)}"


@admin.register(User)
class UserAdmin(NotedRights, BoundedDeletion, DjangoUserAdmin, ModelAdmin):  # type: ignore[misc,type-arg]
    form = AccountForm
    add_form = NewAccountForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "email", "is_active", "last_login")
    list_filter = ("is_staff", "is_superuser", "is_active", ("groups", GroupsFilter))
    readonly_fields = ("two_factor_display",)
    fieldsets = (
        *(DjangoUserAdmin.fieldsets or ()),
        (_("Two-factor authentication"), {"fields": ("two_factor_display",)}),
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Let whoever is in a group sign in, by the e-mail that an administrator gave."""
        super().save_related(request, form, formsets, change)
        user = form.instance
        if "email" in form.changed_data:
            emails.set_verified(user, user.email)
        if not user.is_staff and user.groups.exists():
            user.is_staff = True
            user.save(update_fields=["is_staff"])

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form whether the password was given a short while ago."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if issubclass(form, AccountForm):
            form.is_confirmed = is_recent(request)  # a class of its own for each request
        return form

    @confirmed_recently
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Write down whose password was set, and end the sessions under the old one."""
        response = super().user_change_password(request, id, form_url)
        user = self.get_object(request, id)
        if request.method == "POST" and response.status_code == 302 and user:
            sessions.end_all(user, but=request.session.session_key)
            audit_log.record(AuditAction.PASSWORD, by=request.user, about=user, request=request)
        return response

    def get_urls(self) -> list[URLPattern]:
        """Add the address of resetting two-factor sign-in."""
        reset = path(
            "<id>/two-factor/reset/",
            self.admin_site.admin_view(self.reset_view),
            name="auth_user_reset_two_factor",
        )
        return [reset, *super().get_urls()]

    @confirmed_recently
    def reset_view(self, request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002
        """Take two-factor sign-in from a user who has lost the device, after asking."""
        user = self.get_object(request, id)
        if user is None:
            raise Http404
        if not self.has_change_permission(request, user) or user.pk == request.user.pk:
            raise PermissionDenied
        back = reverse("admin:auth_user_change", args=[user.pk])
        if request.method == "POST":
            two_factor.reset(user, by=request.user, request=request)  # type: ignore[arg-type]
            messages.success(
                request, _("Two-factor authentication for %(user)s has been reset.") % {"user": user}
            )
            return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Reset two-factor authentication"),
            "subtitle": str(user),
            "account": user,
            "back": back,
        }
        return TemplateResponse(request, "admin/account/reset.html", context)

    @display(description=_("status"))
    def two_factor_display(self, user: User) -> str | SafeString:
        if not user.pk or not two_factor.has_factor(user):
            return str(_("off"))
        url = reverse("admin:auth_user_reset_two_factor", args=[user.pk])
        return format_html('{} — <a class="desk-button" href="{}">{}</a>', _("on"), url, _("Reset…"))


@admin.register(Group)
class GroupAdmin(NotedRights, BoundedDeletion, DjangoGroupAdmin, ModelAdmin):  # type: ignore[misc]
    form = GroupForm
    list_display = ("name_display",)

    @display(description=pgettext_lazy("person", "name"), ordering="name")
    def name_display(self, group: Group) -> str:
        """Name the group by its role."""
        return _group_name(group.name)


@admin.register(AuditEntry)
class AuditEntryAdmin(ChangeListMixin, ModelAdmin):  # type: ignore[misc]
    list_display = ("at", "action", "actor_name", "object_display", "detail_display", "address", "device")
    list_display_links = None
    list_filter = (
        ("action", ChoicesDropdownFilter),
        ("actor", AutocompleteSelectFilter),
        ("at", RangeDateTimeFilter),
    )
    list_filter_submit = True
    list_fullwidth = True
    search_fields = ("search_text",)
    date_hierarchy = "at"

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Find an address by how it begins, and all else by its words."""
        address = search_term.strip().lower()
        if ADDRESS.fullmatch(address):
            return queryset.filter(address__startswith=address), False
        return super().get_search_results(request, queryset, search_term)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    @display(description=_("details"))
    def detail_display(self, entry: AuditEntry) -> str:
        """Say a step in the words of the desk."""
        return describe_entry(entry)

    @display(description=_("object"), ordering="object_repr")
    def object_display(self, entry: AuditEntry) -> str | SafeString:
        """Name the row, with the way to it while the desk has such a page."""
        try:
            page = f"admin:{entry.object_type.replace('.', '_')}_change"
            url = reverse(page, args=[entry.object_id]) if entry.object_id else ""
        except NoReverseMatch:
            url = ""
        return format_html('<a href="{}">{}</a>', url, entry.object_repr) if url else entry.object_repr
