"""Addresses of signing in; they stand before those of the admin, in the place of its own."""

from django.urls import path

from editorial.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.SignInView.as_view(), name="sign-in"),
    path("logout/", views.SignOutView.as_view(), name="sign-out"),
    path("password_change/", views.change_password, name="password"),
    path("account/", views.own, name="own"),
    path("account/confirm/", views.confirm, name="confirm"),
    path("account/code/", views.code, name="code"),
    path("account/two-factor/", views.set_up, name="set-up"),
    path("account/two-factor/change/", views.change_two_factor, name="change-two-factor"),
    path("account/sessions/end/", views.end_session, name="end-session"),
]
