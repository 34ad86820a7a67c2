"""Pictures at the desk: uploaded in the article editor or here, credited, never deleted."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.decorators import display
from unfold.widgets import UnfoldAdminImageFieldWidget, UnfoldAdminURLInputWidget

from editorial.articles.models import Picture
from editorial.articles.picture_processing import MAX_BYTES
from editorial.articles.services.pictures import receive_picture
from editorial.desk.forms import DeskForm
from editorial.desk.model_admin import DeskAdmin
from editorial.workflow.roles import Role, get_roles


class UploadForm(DeskForm):
    """A new picture: the file is taken in as soon as the form is found right."""

    upload = forms.FileField(
        label=_("File"),
        widget=UnfoldAdminImageFieldWidget(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, up to %(limit)s MB. Camera metadata (place, time) is removed.")
        % {"limit": MAX_BYTES // 1024**2},
    )

    source_url = forms.URLField(
        label=_("Source"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        widget=UnfoldAdminURLInputWidget,
    )

    class Meta:
        model = Picture
        fields = ("credit",)

    def save_picture(self, by: User) -> Picture:
        """Take the picture in. Raises ValidationError."""
        cleaned = self.cleaned_data
        return receive_picture(
            cleaned["upload"].read(), by=by, credit=cleaned["credit"], source_url=cleaned["source_url"]
        )


@admin.register(Picture)
class PictureAdmin(DeskAdmin):
    list_display = ("thumbnail", "__str__", "credit", "uploaded_by", "uploaded_at")
    list_display_links = ("thumbnail", "__str__")
    list_select_related = ("uploaded_by",)
    search_fields = ("search_text",)
    fields = (
        "shown",
        "as_html",
        "credit",
        "source_url",
        ("kind", "width", "height", "size"),
        "sha256",
        ("uploaded_by", "uploaded_at"),
    )
    readonly_fields = (
        "shown",
        "as_html",
        "kind",
        "width",
        "height",
        "size",
        "sha256",
        "uploaded_by",
        "uploaded_at",
    )

    def get_urls(self) -> list[Any]:
        taking = self.admin_site.admin_view(require_POST(self.upload_picture))
        return [path("take/", taking, name="articles_picture_take"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Show an author only what they have uploaded."""
        rows = super().get_queryset(request)
        return rows.filter(uploaded_by=request.user.pk) if get_roles(request.user) == {Role.AUTHOR} else rows

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if not change:
            kwargs["form"] = UploadForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ((None, {"fields": ("upload", "credit", "source_url")}),)
        return super().get_fieldsets(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Take a new picture in: the row is made by the service."""
        if not change:
            form.instance = form.save_picture(cast("User", request.user))
        return super().save_form(request, form, change)

    def upload_picture(self, request: HttpRequest) -> JsonResponse:
        """Receive a picture from the article editor; answer what the text needs to show it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES)
        try:
            picture = form.save_picture(cast("User", request.user)) if form.is_valid() else None
        except forms.ValidationError as error:
            form.add_error("upload", error)
            picture = None
        if picture is None:
            return JsonResponse({"errors": form.errors}, status=400)
        return JsonResponse(
            {
                "src": picture.address,
                "width": picture.width,
                "height": picture.height,
                "credit": picture.credit,
            }
        )

    @display(description=_("image"))
    def thumbnail(self, picture: Picture) -> SafeString:
        narrowest = next(iter(picture.addresses.values()))
        return format_html(
            '<img src="{}" alt="{}" class="desk-thumbnail" loading="lazy">',
            narrowest,
            picture.credit or picture,
        )

    @display(description=_("image"))
    def shown(self, picture: Picture) -> SafeString:
        return format_html(
            '<img src="{}" alt="" width="{}" height="{}" class="desk-picture">',
            picture.address,
            picture.width,
            picture.height,
        )

    @display(description=_("in the text"))
    def as_html(self, picture: Picture) -> SafeString:
        """Return the HTML to paste into a text where the editor is not available."""
        return format_html(
            "<code>{}</code>",
            f'<figure><img src="{picture.address}" alt="…"><figcaption>…</figcaption></figure>',
        )
