"""Addresses for machines: is the process alive, can it serve, and its numbers."""

import hmac
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from editorial.health.metrics import exposition
from editorial.health.probes import PROBES, Health

LIVE, READY, METRICS = "/health/live", "/health/ready", "/metrics"
health = Health()


class HealthMiddleware:
    """Answer probes before the host, the scheme or the session of a request is looked at.

    A balancer asks by number of the machine and without TLS, and must not be redirected or refused for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a probe, or pass the request on."""
        view = VIEWS.get(request.path_info)
        if view is None or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        response = view(request)
        response["Cache-Control"] = "no-store"
        return response


def live(_request: HttpRequest) -> HttpResponse:
    """Say that the process answers, whatever else is away."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """Say what works; 503 only where the database is away, without which no page can be made.

    Details may name machines of the house, so they are in the log and in `check --deploy` alone.
    """
    results = health.results()
    is_up = not results["database"]
    checks = {
        name: "unknown" if name not in results else "failing" if results[name] else "ok" for name in PROBES
    }
    status = "down" if not is_up else "degraded" if any(results.values()) else "ok"
    response = JsonResponse({"status": status, "checks": checks}, status=200 if is_up else 503)
    if not is_up:
        response["Retry-After"] = "5"
    return response


def metrics(request: HttpRequest) -> HttpResponse:
    """Give the numbers to whoever has the token; without one set there is no such address."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        return HttpResponse("Not found\n", content_type="text/plain", status=404)
    body, content_type = exposition()
    return HttpResponse(body, content_type=content_type)


VIEWS: dict[str, Callable[[HttpRequest], HttpResponse]] = {LIVE: live, READY: ready, METRICS: metrics}
