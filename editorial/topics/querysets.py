"""How topics are asked for."""

from typing import Any

from django.db import models


class TopicQuerySet(models.QuerySet[Any]):
    """Topics are public as soon as they exist."""
