"""Querysets of sources."""

from typing import Any

from django.apps import apps
from django.db.models import Prefetch


def prefetch_sources(model: str, *, path: str = "sources") -> "Prefetch[Any, Any, Any]":
    """Bring the sources of a row, each with its edition without the long columns. One query.

    `model` is the app's own source, as in "agreements.AgreementSource".
    """
    rows = apps.get_model(model).objects.select_related("edition__article")
    long_columns = ("html", "text", "footnotes", "references", "headings")
    return Prefetch(
        path,
        queryset=rows.defer(*(f"edition__{column}" for column in long_columns), "edition__article__body"),
    )
