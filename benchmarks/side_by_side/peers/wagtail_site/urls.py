from council import views
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

api = WagtailAPIRouter("api")
api.register_endpoint("pages", PagesAPIViewSet)
urlpatterns = [
    path("admin/", include(admin_urls)),
    path("api/v2/", api.urls),
    path("search/", views.search, name="search"),
    path("", include(wagtail_urls)),
]
