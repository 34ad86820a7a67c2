"""Measurements of a page, by the browser."""

import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# Lighthouse's slow 4G: 1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms there and back.
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
OBSERVE = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""
FIRST_CONTENT = """() => new Promise((resolve) => {
  const told = () => performance.getEntriesByName("first-contentful-paint")[0];
  if (told()) resolve(told().startTime);
  else new PerformanceObserver(() => told() && resolve(told().startTime)).observe({ type: "paint", buffered: true });
})"""
SETTLING = 0.4  # seconds in which fonts and notes find their places


@dataclass(frozen=True, slots=True)
class Measures:
    """Milliseconds until the first content, the sum of layout shifts, bytes and requests over the network.

    Pictures of the text are not weighed.
    """

    first_content: float
    shift: float
    weight: int
    requests: int


def measures(page: Page, address: str, *, network: dict[str, Any] | None = None) -> Measures:
    """Open an address with an empty cache, over the given network, and say what it cost."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    if network:
        session.send("Network.emulateNetworkConditions", network)
    pictures: set[str] = set()
    weights: dict[str, int] = {}

    def count_request(event: dict[str, Any]) -> None:
        weights.setdefault(event["requestId"], 0)
        if event.get("type") == "Image" and not event["request"]["url"].endswith(".svg"):
            pictures.add(event["requestId"])

    session.on("Network.requestWillBeSent", count_request)
    session.on(
        "Network.loadingFinished",
        lambda event: weights.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    page.add_init_script(OBSERVE)
    page.goto(address, wait_until="load")
    first_content = float(page.evaluate(FIRST_CONTENT))
    time.sleep(SETTLING)
    shift = float(page.evaluate("() => window.shifts.reduce((sum, one) => sum + one, 0)"))
    weight = sum(weight for request, weight in weights.items() if request not in pictures)
    return Measures(first_content, shift, weight, len(weights))
