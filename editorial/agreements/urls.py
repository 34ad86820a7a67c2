"""Addresses of the register of agreements."""

from django.urls import path

from editorial.agreements import views

app_name = "agreements"
urlpatterns = [
    path("agreements/", views.agreement_list, name="list"),
    path("agreements/<slug:slug>/", views.agreement, name="detail"),
]
