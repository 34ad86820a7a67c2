"""Webhook delivery: from the change log to deliveries, and from there to the partners.

Nothing here runs in the transaction of a change: the log has no gaps, so each webhook only needs to know up to which
number it was told. Any number of processes may deliver at once: a delivery is claimed by moving its next attempt
into the future in one statement, which only one of them can do. Whoever crashes after that loses nothing but time:
the delivery is due again when its claim runs out.
"""

import datetime as dt
import random
import time
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.api.change_feed import ChangeSerializer
from editorial.api.models import Delivery, Webhook
from editorial.api.tables import as_json
from editorial.api.webhooks import signing
from editorial.i18n.stored_messages import traced
from editorial.net import client
from editorial.records import changelog
from editorial.records.models import Change

BATCH = 500
MAX_ATTEMPTS = 10
FIRST_WAIT, LONGEST_WAIT = 30.0, 12 * 3600.0  # seconds
CLAIMED_FOR = dt.timedelta(minutes=10)  # looking up a name and sending take less
FAILING_FOR = dt.timedelta(days=5)  # after that a webhook is switched off
RETENTION = dt.timedelta(days=30)
GONE_STATUS = 410


def start(webhook: Webhook) -> None:
    """Tell the webhook of changes from now on, not of those before; not saved yet."""
    webhook.position = changelog.last_position()
    webhook.failing_since, webhook.note = None, ""


def webhooks_due() -> list[int]:
    """Make the deliveries of new changes; return the keys of the webhooks of which any is due."""
    changelog.assign_positions()
    for webhook in Webhook.objects.filter(is_active=True):
        create_deliveries(webhook)
    due = Delivery.objects.due(timezone.now())
    return sorted(set(due.order_by().values_list("webhook", flat=True)))


def send_due(webhook: int) -> Iterator[Delivery]:
    """Send what is due to a webhook, until one delivery fails; yields each after its attempt."""
    while batch := list(
        Delivery.objects.due(timezone.now()).filter(webhook=webhook).values_list("pk", flat=True)[:BATCH]
    ):
        for key in batch:
            delivery = claim_delivery(key)
            if delivery is None:
                continue
            send_delivery(delivery)
            yield delivery
            if delivery.state != Delivery.State.DELIVERED:
                return


def create_deliveries(webhook: Webhook) -> None:
    """Make a delivery of each change of which the webhook was not told yet."""
    while True:
        new = list(Change.objects.filter(position__gt=webhook.position).order_by("position")[:BATCH])
        if not new:
            return
        now = timezone.now()
        with transaction.atomic():
            Delivery.objects.bulk_create(
                (
                    Delivery(webhook=webhook, change=change, due_at=now)
                    for change in new
                    if webhook.accepts(change)
                ),
                ignore_conflicts=True,
            )
            webhook.position = new[-1].position
            Webhook.objects.filter(pk=webhook.pk, position__lt=webhook.position).update(
                position=webhook.position
            )


def claim_delivery(key: int) -> Delivery | None:
    """Take a delivery that is due, unless another process has it. Two queries."""
    now = timezone.now()
    due = Delivery.objects.due(now).filter(pk=key).order_by()
    claimed = Delivery.objects.filter(pk__in=due, state=Delivery.State.WAITING, due_at__lte=now).update(
        due_at=now + CLAIMED_FOR, attempts=F("attempts") + 1, attempted_at=now
    )
    return Delivery.objects.select_related("webhook", "change").get(pk=key) if claimed else None


def send_delivery(delivery: Delivery) -> None:
    """Send a claimed delivery, and write down what came of it."""
    started = time.perf_counter()
    delivery.status_code, delivery.error = None, ""
    try:
        body, headers = build_message(delivery)
        with traced():
            delivery.status_code = client.request(
                "POST", delivery.webhook.address, body=body, headers=headers, **_allowed()
            )
    except signing.SecretUnavailableError:
        with traced():
            delivery.error = _(
                "The secret cannot be decrypted because SECRET_KEY has changed. Issue a new one."
            )
    except (client.AddressRefusedError, client.NoResponseError) as error:
        delivery.error = str(error)
    delivery.milliseconds = round((time.perf_counter() - started) * 1000)
    if 200 <= (delivery.status_code or 0) < 300:
        delivery.state = Delivery.State.DELIVERED
    elif delivery.attempts >= MAX_ATTEMPTS or delivery.status_code == GONE_STATUS:
        delivery.state = Delivery.State.GIVEN_UP
    else:
        delivery.due_at = timezone.now() + wait_after(delivery.attempts)
    _write_down(delivery)


def check_address(address: str) -> None:
    """Raise AddressRefusedError with the reason if nothing would be sent to this address."""
    client.resolve_public_address(address, **_allowed())


def _allowed() -> dict[str, Any]:
    is_private = settings.WEBHOOKS_TO_PRIVATE_NETWORKS
    return {"schemes": ("https", "http") if is_private else ("https",), "may_be_private": is_private}


def build_message(delivery: Delivery) -> tuple[bytes, dict[str, str]]:
    """Return body and headers: an entry of /api/v1/changes, signed. Raises SecretUnavailableError."""
    change = ChangeSerializer(delivery.change, context={"origin": settings.SITE_ORIGIN}).data
    body = as_json(change).encode()
    message_id, timestamp = f"change_{delivery.change_id}", int(time.time())
    secret = signing.derive_secret(delivery.webhook)
    return body, {
        "Content-Type": "application/json",
        "User-Agent": f"Relations/{settings.SPECTACULAR_SETTINGS['VERSION']} (+{settings.SITE_ORIGIN})",
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signing.signature(secret, message_id=message_id, timestamp=timestamp, body=body),
    }


def wait_after(attempts: int) -> dt.timedelta:
    """Return how long to wait after so many attempts: three times as long each time, give or take a quarter."""
    wait = min(FIRST_WAIT * 3 ** (attempts - 1), LONGEST_WAIT)
    return dt.timedelta(seconds=wait * random.uniform(0.75, 1.25))  # noqa: S311


def prune_deliveries() -> int:
    """Drop from the log what was finished long ago; returns how many."""
    finished = Delivery.objects.exclude(state=Delivery.State.WAITING)
    return finished.filter(attempted_at__lt=timezone.now() - RETENTION).delete()[0]


@transaction.atomic
def _write_down(delivery: Delivery) -> None:
    # Only while the claim is ours: it may have run out, and another process have tried again.
    own = Delivery.objects.filter(pk=delivery.pk, attempted_at=delivery.attempted_at)
    if not own.update(
        state=delivery.state,
        due_at=delivery.due_at,
        status_code=delivery.status_code,
        milliseconds=delivery.milliseconds,
        error=delivery.error,
    ):
        return
    webhooks = Webhook.objects.filter(pk=delivery.webhook_id)
    if delivery.state == Delivery.State.DELIVERED:
        webhooks.exclude(failing_since=None).update(failing_since=None)
        return
    now = timezone.now()
    webhooks.filter(failing_since=None).update(failing_since=now)
    why = delivery.error or f"HTTP {delivery.status_code}"
    with traced():
        if delivery.status_code == GONE_STATUS:
            switched_off = webhooks
            note = _("Disabled: the endpoint responded 410 Gone.")
        else:
            switched_off = webhooks.filter(failing_since__lte=now - FAILING_FOR)
            note = _("Disabled after several days of failed deliveries. Last error: %(why)s") % {"why": why}
    switched_off.filter(is_active=True).update(is_active=False, note=note)
