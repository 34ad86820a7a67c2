"""Campaigns: checks of many cases, of which `make test` runs a few and `make test-slow` all others."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def mark_campaign(cases: Iterable[Any], *, fast: Collection[Any]) -> list[Any]:
    """Mark all cases slow but those that represent them; each must be among them."""
    cases = list(cases)
    assert all(case in cases for case in fast), f"not all of {fast!r} are cases"
    return [
        case if case in fast else pytest.param(*_arguments(case), marks=pytest.mark.slow) for case in cases
    ]


def _arguments(case: Any) -> tuple[Any, ...]:
    return case if isinstance(case, tuple) else (case,)
