"""Addresses of people and organisations."""

from django.urls import path

from editorial.experts import views

app_name = "experts"
urlpatterns = [
    path("council/", views.council, name="council"),
    path("experts/", views.expert_list, name="list"),
    path("experts/<slug:slug>/", views.expert, name="expert"),
    path("organisations/", views.organisation_list, name="organisations"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
]
