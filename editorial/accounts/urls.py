"""Addresses of accounts; they stand before those of the admin, in the place of its own."""

from allauth.account import views as allauth_views
from django.urls import include, path
from django.views.generic import RedirectView

from editorial.accounts import views
from editorial.accounts.reauthentication import confirmed_recently

urlpatterns = [
    # The admin's own addresses, and those of earlier versions.
    path("login/", views.to_sign_in),
    path("logout/", allauth_views.logout),
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("account/", RedirectView.as_view(pattern_name="mfa_index")),
    path("account/two-factor/", RedirectView.as_view(pattern_name="mfa_index")),
    path(
        "account/password/change/",
        confirmed_recently(allauth_views.password_change),
        name="account_change_password",
    ),
    path("account/sessions/", views.list_sessions, name="usersessions_list"),
    path("account/", include("allauth.urls")),
]
