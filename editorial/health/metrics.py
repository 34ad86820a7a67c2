"""Numbers for Prometheus: requests and their time as they happen, queues when asked for.

Several processes of one machine share their counts through the folder PROMETHEUS_MULTIPROC_DIR.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import DatabaseError
from django.db.models import Count
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from editorial.api.models import Delivery
from editorial.health.models import CommandRun
from editorial.health.probes import oldest_waiting_seconds
from editorial.search.models import ReindexRequest

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
registry = CollectorRegistry()
requests_total = Counter(
    "relations_requests_total",
    "Answers by surface, method and status.",
    ("surface", "method", "status"),
    registry=registry,
)
request_seconds = Histogram(
    "relations_request_seconds",
    "Seconds until an answer began.",
    ("surface",),
    buckets=SECONDS,
    registry=registry,
)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
SURFACES = {"admin": "desk", "api": "api", "static": "files", "files": "files", "pictures": "files"}
PROBES = {"health", "metrics"}
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def count_requests(application: Application) -> Application:
    """Return the application with each of its answers counted, those from memory included."""

    def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        first = environ["PATH_INFO"].split("/", 2)[1:2]
        if first and first[0] in PROBES:
            return application(environ, start_response)
        surface = SURFACES.get(first[0], "pages") if first else "pages"
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in METHODS else "other"
        start = time.perf_counter()

        def started(status: str, *rest: Any) -> Any:
            requests_total.labels(surface, method, status[:3]).inc()
            request_seconds.labels(surface).observe(time.perf_counter() - start)
            return start_response(status, *rest)

        return application(environ, started)

    return counted


class Queues(Collector):
    """Counts of what waits in the database, made when Prometheus requests them."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the queues; a database that is away is what `relations_database_up` says."""
        up = GaugeMetricFamily("relations_database_up", "1 where the database answers.")
        try:
            families = list(self._families())
        except DatabaseError:
            families = []
            up.add_metric([], 0)
        else:
            up.add_metric([], 1)
        yield up
        yield from families

    def _families(self) -> Iterator[GaugeMetricFamily]:
        tasks = GaugeMetricFamily("relations_tasks", "Background tasks by status.", labels=["status"])
        for status, count in DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")):
            tasks.add_metric([str(status).lower()], count)
        yield tasks
        yield GaugeMetricFamily(
            "relations_task_wait_seconds", "Age of the oldest waiting task.", value=oldest_waiting_seconds()
        )
        webhooks = GaugeMetricFamily("relations_webhook_deliveries", "Deliveries by state.", labels=["state"])
        for state, count in Delivery.objects.order_by().values_list("state").annotate(Count("pk")):
            webhooks.add_metric([str(state)], count)
        yield webhooks
        yield GaugeMetricFamily(
            "relations_search_documents_waiting",
            "Search documents to be written anew.",
            value=ReindexRequest.objects.count(),
        )
        runs = GaugeMetricFamily(
            "relations_command_success_timestamp_seconds",
            "When a scheduled command last succeeded.",
            labels=["command"],
        )
        for command, moment in CommandRun.objects.values_list("command", "succeeded_at"):
            if moment is not None:
                runs.add_metric([command], moment.timestamp())
        yield runs


def exposition() -> tuple[bytes, str]:
    """Return the numbers in the text format of Prometheus, and its media type."""
    shown = registry
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        shown = CollectorRegistry()
        MultiProcessCollector(shown)  # type: ignore[no-untyped-call]
    queues = CollectorRegistry()
    queues.register(Queues())
    return generate_latest(shown) + generate_latest(queues), CONTENT_TYPE_LATEST
