"""Find the links shown to readers and check whether they still work."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http.client import responses
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from editorial.i18n.stored_messages import traced
from editorial.linkcheck.models import CheckedLink
from editorial.net import client
from editorial.records import registry
from editorial.records.registry import LinkField
from editorial.workflow.states import State

PACE = 1.0  # seconds between two requests to one host
AGENT = "Relations link check (+{origin})"
GONE_CODES = frozenset((404, 410, 451))
REACHABLE_CODES = frozenset((401, 402, 403, 405, 406, 429, 999))  # the host answers
MAX_FAILURES = 2  # failures in a row before a host that does not answer counts as dead


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request: the status code, 0 without a response, and the error."""

    code: int
    error: str = ""

    @property
    def is_alive(self) -> bool:
        """Return whether the host answers for the page."""
        return 200 <= self.code < 400 or self.code in REACHABLE_CODES


def links_in_use() -> dict[str, list[list[str]]]:
    """Return each link of published rows with its places: [[app, model, key, name]]. One query for each field."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for field in (field for one in registry.all() for field in one.links):
        for url, owner in _field_links(field):
            meta = owner._meta
            place = [meta.app_label, str(meta.model_name), str(owner.pk), str(owner)]
            if place not in found[url]:
                found[url].append(place)
    return found


def _field_links(field: LinkField) -> Iterator[tuple[str, Any]]:
    """Yield each link of a field with the published record whose page shows it. One query."""
    state = f"{field.owner}__state" if field.owner else "state"
    rows = field.model._base_manager.filter(**{state: State.PUBLISHED}).exclude(**{field.column: ""})
    if field.owner:
        rows = rows.select_related(field.owner)
    for row in rows.iterator(chunk_size=500):
        owner: Any = row
        for name in field.owner.split("__") if field.owner else ():
            owner = getattr(owner, name)
        yield getattr(row, field.column), owner


def fetch_status(url: str) -> Answer:
    """Request a page by HEAD, and by GET where HEAD fails. No body is read."""
    headers = {"User-Agent": AGENT.format(origin=settings.SITE_ORIGIN)}
    answer = Answer(0)
    for method in ("HEAD", "GET"):
        try:
            with traced():
                status = client.request(
                    method, url, headers=headers, schemes=("http", "https"), redirects=client.MAX_REDIRECTS
                )
            answer = Answer(status, "" if status < 400 else responses.get(status, ""))
        except client.AddressRefusedError as error:
            return Answer(0, str(error))
        except client.NoResponseError as error:
            answer = Answer(0, str(error))
        if 200 <= answer.code < 400:
            break
    return answer


def check_due_links(*, limit: int, older_than: Any, pace: float = PACE) -> Iterator[CheckedLink]:
    """Request the links that are due, the longest unchecked first; yield each with its new result."""
    used = links_in_use()
    known = {link.url: link for link in CheckedLink.objects.all()}
    for url in known.keys() - used.keys():
        known.pop(url).delete()
    due = [url for url in used if url not in known or known[url].checked_at < older_than]
    due.sort(key=lambda url: known[url].checked_at.timestamp() if url in known else 0.0)
    last_request: dict[str, float] = {}
    for url in interleave_hosts(due[:limit]):
        host = urlsplit(url).netloc
        wait = last_request.get(host, 0.0) + pace - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        answer = fetch_status(url)
        last_request[host] = time.monotonic()
        yield _save(known.get(url) or CheckedLink(url=url), answer, used[url])


def interleave_hosts(urls: Iterable[str]) -> list[str]:
    """Order the links so that those of one host are as far apart as possible."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc].append(url)
    turns = [(turn, url) for own in by_host.values() for turn, url in enumerate(own)]
    return [url for _turn, url in sorted(turns, key=lambda pair: pair[0])]


def _save(link: CheckedLink, answer: Answer, places: list[list[str]]) -> CheckedLink:
    link.checked_at, link.places = timezone.now(), places
    link.code, link.error = answer.code, answer.error
    link.failures = 0 if answer.is_alive else link.failures + 1
    link.is_dead = not answer.is_alive and (answer.code in GONE_CODES or link.failures >= MAX_FAILURES)
    link.save()
    return link
