"""Addresses of the register of agreements."""

from django.urls import path

from editorial.agreements import views
from editorial.agreements.feeds import AgreementFeed

app_name = "agreements"
urlpatterns = [
    path("agreements/", views.agreement_list, name="list"),
    path("agreements/feed/", AgreementFeed(), name="feed"),
    path("agreements/data.<slug:form>", views.data, name="data"),
    path("agreements/<slug:slug>/", views.agreement, name="detail"),
    path("agreements/<slug:slug>/cite.<slug:form>", views.cite, name="cite"),
]
