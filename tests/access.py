"""Run axe-core over every type of public page: `python -m tests.access`, some minutes for the whole matrix.

Four languages, light and dark, a phone and a desktop; then the version for weak-sighted readers, forced
colours and paper. What axe-core says against a page, and a page that is wider than its window, is printed.
"""

import argparse
import itertools
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsers import CHROMIUM, CHROMIUM_ARGUMENTS
from tests.pages import LANGUAGES, MADE_PAGES, PAGES, SCHEMES, SIZES
from tests.serving import served_record

SPEAK = """async (options) => {
  const found = await axe.run(document, options);
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\\n").slice(1, 3).join("; ").trim()}`));
}"""
# What a reader would have to scroll sideways to see, outside of what scrolls by itself.
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= room) return "";
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
  return `${document.scrollingElement.scrollWidth} px: ${wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 80)).join(" | ")}`;
}"""
# The choices of the version for weak-sighted readers, and what the browser is asked to pretend.
WAYS_OF_READING: dict[str, tuple[str, dict[str, Any]]] = {
    "white on black, huge": ("scheme=white-on-black&size=huge&spacing=wide&letters=sans", {}),
    "blue on sky, large, no pictures": ("scheme=blue-on-sky&size=large&pictures=off", {}),
    "black on white": ("scheme=black-on-white&spacing=wide", {}),
    "forced colours": ("", {"forced_colors": "active"}),
    "on paper": ("", {"media": "print"}),
}


def complaints(page: Page, *, on_paper: bool = False) -> list[str]:
    """Return what axe-core says against the page that is open, and whether it is too wide."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    rules = {"target-size": {"enabled": not on_paper}}  # which axe-core leaves out unless asked
    found: list[str] = page.evaluate(SPEAK, {"resultTypes": ["violations"], "rules": rules})
    too_wide = page.evaluate(TOO_WIDE)
    return [*found, *([f"too wide: {too_wide}"] if too_wide else [])]


@contextmanager
def window(browser: Browser, site: str, size: str, **options: Any) -> Iterator[Page]:
    """Yield a page of the given size before the site."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=site, viewport={"width": width, "height": height}, reduced_motion="reduce", **options
    )
    yield context.new_page()
    context.close()


def walk(browser: Browser, site: str, pages: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the complaints of each page in each language, size and scheme."""
    for language, size in itertools.product(LANGUAGES, SIZES):
        with window(browser, site, size) as page:
            for name, address in pages.items():
                page.goto(f"/{language}/{address}")
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                    yield f"{name}, {language}, {size}, {scheme}", complaints(page)


def walk_otherwise(browser: Browser, site: str, pages: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the complaints of each page in the other ways of reading."""
    for (way, (cookie, media)), size in itertools.product(WAYS_OF_READING.items(), SIZES):
        with window(browser, site, size) as page:
            if cookie:
                page.context.add_cookies([{"name": "reading", "value": cookie, "url": site}])
            page.emulate_media(**media)
            for name, address in pages.items():
                page.goto(f"/ru/{address}")
                yield f"{name}, {way}, {size}", complaints(page, on_paper=media.get("media") == "print")


def main() -> int:
    """Print the complaints and how many pages were looked at; return 1 when there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="names of pages in tests/pages.py; all by default")
    parser.add_argument("--site", help="the address of a server that runs already")
    arguments = parser.parse_args()
    pages = PAGES | MADE_PAGES
    pages = {name: pages[name] for name in arguments.pages or pages}
    seen, complaints_found = 0, Counter[str]()
    with (
        nullcontext(arguments.site) if arguments.site else served_record() as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        for place, found in itertools.chain(walk(browser, site, pages), walk_otherwise(browser, site, pages)):
            seen += 1
            complaints_found.update(one.split(":")[0] for one in found)
            for one in found:
                print(f"{place}: {one}", flush=True)
    print(
        f"{len(pages)} pages, {seen} looked at, {complaints_found.total()} complaints: {dict(complaints_found) or 'none'}"
    )
    return int(bool(complaints_found))


if __name__ == "__main__":
    sys.exit(main())
