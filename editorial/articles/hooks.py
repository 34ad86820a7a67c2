"""Hooks by which apps above act when an article is published or corrected, in the same transaction."""

from collections.abc import Callable

from editorial.articles.models import Article, Edition

Hook = Callable[[Article, Edition], None]

_hooks: list[Hook] = []


def on_publish(function: Hook) -> None:
    """Have a function called with each article that was published or corrected, in the order of registration."""
    if function not in _hooks:
        _hooks.append(function)


def run(article: Article, edition: Edition) -> None:
    """Call what was registered."""
    for function in _hooks:
        function(article, edition)
