"""Querysets of models whose columns are in several languages."""

from typing import Any

from django.db.models import QuerySet


def without_translation_rewrite(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Return rows whose columns keep their order in `values_list`, which modeltranslation's rewriting loses."""
    return rows.rewrite(False) if hasattr(rows, "rewrite") else rows
