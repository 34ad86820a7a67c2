"""The desk's pages about reuse: keys, webhooks with their deliveries, the log of changes."""

from editorial.api.admin import changes, keys, webhooks

__all__ = ["changes", "keys", "webhooks"]
