"""Keys of partners, and the webhooks that notify them of changes."""

from editorial.api.models.keys import ApiKey
from editorial.api.models.webhooks import Delivery, Webhook

__all__ = ["ApiKey", "Delivery", "Webhook"]
