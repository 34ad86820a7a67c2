"""The browser that tests drive, and its arguments."""

import os
from pathlib import Path

from playwright.sync_api import Page

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
CHROMIUM_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def policy_violations(page: Page) -> list[str]:
    """Return a list that fills with what the browser refuses by the Content-Security-Policy of a page."""
    found: list[str] = []
    page.on(
        "console", lambda message: found.append(message.text) if "Content Security" in message.text else None
    )
    return found
