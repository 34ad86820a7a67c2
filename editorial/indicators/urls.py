"""Addresses of figures."""

from django.urls import path

from editorial.indicators import views

app_name = "indicators"
urlpatterns = [
    path("indicators/", views.indicator_list, name="list"),
    path("indicators/<slug:slug>/", views.indicator, name="detail"),
    path("indicators/<slug:slug>/chart.svg", views.chart_picture, {"form": "svg"}, name="chart"),
    path("indicators/<slug:slug>/chart.png", views.chart_picture, {"form": "png"}, name="chart-png"),
    path("indicators/<slug:slug>/embed/", views.embed, name="embed"),
    path("indicators/<slug:slug>/data.<slug:form>", views.data, name="data"),
]
