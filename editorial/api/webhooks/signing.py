"""Secrets and signatures of webhooks by Standard Webhooks (standardwebhooks.com).

A secret is derived from SECRET_KEY and a random number that the row keeps, so that the database alone gives nobody
anything to sign with. It can be derived again at any time, as long as the key stays or is named in
SECRET_KEY_FALLBACKS; with any other key the digest tells that the secret is lost.
"""

import base64
import datetime as dt
import hashlib
import secrets

import standardwebhooks
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from editorial.api.models import Webhook

PREFIX = "whsec_"
SALT = "editorial.api.webhooks.delivery"


class SecretUnavailableError(Exception):
    """The secret was derived from a SECRET_KEY that is gone: a new one has to be issued."""


def renew(webhook: Webhook) -> str:
    """Give the webhook a new secret, not saved yet; returns it as the partner must keep it."""
    webhook.nonce = secrets.token_hex(32)
    secret = _derived(webhook.nonce, settings.SECRET_KEY)
    webhook.digest = hashlib.sha256(secret).hexdigest()
    return PREFIX + base64.b64encode(secret).decode()


def derive_secret(webhook: Webhook) -> bytes:
    """Derive the secret. Raises SecretUnavailableError."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        secret = _derived(webhook.nonce, key)
        if constant_time_compare(hashlib.sha256(secret).hexdigest(), webhook.digest):
            return secret
    raise SecretUnavailableError


def signature(secret: bytes, *, message_id: str, timestamp: int, body: bytes) -> str:
    """Sign a message: what goes into `webhook-signature`."""
    # The library drops the time zone of a time and would sign the repr of bytes.
    sent_at = dt.datetime.fromtimestamp(timestamp, dt.UTC)
    return standardwebhooks.Webhook(secret).sign(message_id, sent_at, body.decode())


def _derived(nonce: str, key: str) -> bytes:
    return salted_hmac(SALT, nonce, secret=key, algorithm="sha256").digest()
