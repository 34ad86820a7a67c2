"""Keys of partners, and the webhooks by which they are told of changes."""

from editorial.api.models.keys import ApiKey
from editorial.api.models.webhooks import Delivery, Webhook

__all__ = ["ApiKey", "Delivery", "Webhook"]
