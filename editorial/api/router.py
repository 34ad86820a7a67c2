"""The router of the API: each list under its plural."""

from rest_framework.routers import DefaultRouter

from editorial.agreements.api import AgreementViewSet
from editorial.api.change_feed import ChangesViewSet
from editorial.articles.api import ArticleViewSet, CollectionViewSet
from editorial.events.api import EventViewSet, MechanismViewSet
from editorial.experts.api import AffiliationViewSet, ExpertViewSet, OrganisationViewSet
from editorial.indicators.api import IndicatorViewSet, ObservationViewSet
from editorial.pages.api import PageViewSet
from editorial.places.api import PlaceViewSet
from editorial.topics.api import TopicViewSet

router = DefaultRouter()
router.include_root_view = False  # the directory names what there is besides
router.include_format_suffixes = True
router.register("articles", ArticleViewSet, "article")
router.register("collections", CollectionViewSet, "collection")
router.register("experts", ExpertViewSet, "expert")
router.register("organisations", OrganisationViewSet, "organisation")
router.register("agreements", AgreementViewSet, "agreement")
router.register("events", EventViewSet, "event")
router.register("mechanisms", MechanismViewSet, "mechanism")
router.register("indicators", IndicatorViewSet, "indicator")
router.register("observations", ObservationViewSet, "observation")
router.register("topics", TopicViewSet, "topic")
router.register("places", PlaceViewSet, "place")
router.register("pages", PageViewSet, "page")
router.register("affiliations", AffiliationViewSet, "affiliation")
router.register("changes", ChangesViewSet, "change")
