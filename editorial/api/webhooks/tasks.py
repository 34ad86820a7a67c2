"""Background tasks of webhooks."""

import time

from django_tasks import task

from editorial.api.webhooks import delivery
from editorial.queue.retries import is_enqueued

PRIORITY = -10  # after what editors wait for
TURN = 10.0  # seconds until other tasks have a turn


@task(priority=PRIORITY)
def send_due(webhook: int) -> None:
    """Send what is due to a webhook. What fails is tried again by `deliver_webhooks` when its time has come."""
    until = time.monotonic() + TURN
    for _sent in delivery.send_due(webhook):
        if time.monotonic() > until:
            send_due.enqueue(webhook)
            return


def enqueue_due() -> int:
    """Enqueue the webhooks to which anything is due, unless they wait already; return how many."""
    keys = [key for key in delivery.webhooks_due() if not is_enqueued(send_due, key)]
    for key in keys:
        send_due.enqueue(key)
    return len(keys)
