"""Run axe-core over every type of page of the desk: `python -m tests.desk_access`; with `--pictures FOLDER` keep each
as a picture, too.

Russian and Kazakh, light and dark, a phone and a desktop.
"""

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.access import complaints, window
from tests.browsers import CHROMIUM, CHROMIUM_ARGUMENTS
from tests.desk_pages import AT_THE_DOOR, DESK_PAGES, LANGUAGE_COOKIE, Way, sign_in
from tests.pages import SCHEMES
from tests.serving import served_desk

LANGUAGES = ("ru", "kk")
SIZES = ("phone", "desktop")
TALLEST = 2600  # pixels of a page that are kept


@dataclass(frozen=True)
class Desk:
    """The desk: its address, those of its pages, and the folder of their pictures, if any."""

    site: str
    addresses: dict[str, str]
    pictures: Path | None = None


def walk(
    browser: Browser, desk: Desk, names: list[str], *, languages: list[str], sizes: list[str]
) -> Iterator[tuple[str, list[str]]]:
    """Yield the complaints of each page in each language, size and scheme."""
    for language, size in itertools.product(languages, sizes):
        with window(browser, desk.site, size) as page:
            page.context.add_cookies([{"name": LANGUAGE_COOKIE, "value": language, "url": desk.site}])
            sign_in(page)
            ways = {name: way for name, way in (DESK_PAGES | AT_THE_DOOR).items() if name in names}
            for name, way in ways.items():
                yield from look(page, desk, name, way, place=f"{language}, {size}")


def look(page: Page, desk: Desk, name: str, way: Way, *, place: str) -> Iterator[tuple[str, list[str]]]:
    """Come to a page and yield its complaints in each scheme; a page that one does not come to is one, too."""
    page.emulate_media(color_scheme="light")
    try:
        way(page, desk.addresses)
    except Error as error:
        yield f"{name}, {place}", [f"unreachable: {str(error).splitlines()[0]}"]
        return
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        # The desk asks for the scheme only when a page is opened.
        page.evaluate("(dark) => document.documentElement.classList.toggle('dark', dark)", scheme == "dark")
        if desk.pictures and (scheme == "light" or "desktop" in place):
            save_picture(page, desk.pictures / f"{name}-{place.replace(', ', '-')}-{scheme}.png")
        # What happens to lie under the bar at the window's foot is scrolled to.
        page.evaluate(
            "document.querySelectorAll('.desk-save').forEach((bar) => bar.style.position = 'static')"
        )
        yield f"{name}, {place}, {scheme}", complaints(page)


def save_picture(page: Page, path: Path) -> None:
    """Keep the upper part of the page as a picture."""
    width = page.evaluate("() => innerWidth")
    height = min(TALLEST, page.evaluate("() => document.documentElement.scrollHeight"))
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def main() -> int:
    """Print the complaints and how many pages were looked at; return 1 when there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="names of pages in tests/desk_pages.py; all by default")
    parser.add_argument("--site", help="the address of a server on which the scene is laid out already")
    parser.add_argument("--scene", type=Path, help="the addresses that the scene told, as JSON")
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--pictures", type=Path, help="keep pictures in this folder")
    given = parser.parse_args()
    names = given.pages or [*DESK_PAGES, *AT_THE_DOOR]
    seen, complaints_by_rule = 0, Counter[str]()
    if given.pictures:
        given.pictures.mkdir(exist_ok=True)
    running = nullcontext((given.site, json.loads(given.scene.read_text()))) if given.site else served_desk()
    with running as (site, addresses), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        desk = Desk(site, addresses, given.pictures)
        for place, found in walk(browser, desk, names, languages=given.languages, sizes=given.sizes):
            seen += 1
            complaints_by_rule.update(one.split(":")[0] for one in found)
            for one in found:
                print(f"{place}: {one}", flush=True)
    print(
        f"{len(names)} pages, {seen} looked at, {complaints_by_rule.total()} complaints: {dict(complaints_by_rule) or 'none'}"
    )
    return int(bool(complaints_by_rule))


if __name__ == "__main__":
    sys.exit(main())
