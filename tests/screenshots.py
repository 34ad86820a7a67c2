"""Keep a picture of every type of page: `python -m tests.screenshots`, into docs/screenshots, two minutes."""

import argparse
import io
from contextlib import nullcontext
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.access import window
from tests.browsers import CHROMIUM, CHROMIUM_ARGUMENTS
from tests.pages import MADE_PAGES, PAGES
from tests.serving import served_record

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
# Each page in Russian by day; and some in another language, by night, or as weak-sighted readers choose.
OTHERWISE = {
    "home-dark": ("en", PAGES["home"], "dark", ""),
    "article-dark": ("ru", PAGES["article-notes"], "dark", ""),
    "article-weak-sighted": (
        "ru",
        PAGES["article"],
        "light",
        "scheme=white-on-black&size=large&letters=sans",
    ),
    "agreement-kk": ("kk", PAGES["agreement"], "light", ""),
    "figure-az": ("az", PAGES["figure-disputed"], "dark", ""),
    "search-az": ("az", "search/?q=xezer+sammiti", "light", ""),
}
TALLEST = {"phone": 1600, "desktop": 1800}  # pixels of a page that are kept
QUALITY = 72
LARGEST = 150_000  # bytes


def picture(png: bytes) -> bytes:
    """Return a picture as WebP, coarser where it would be too large."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in range(QUALITY, 20, -10):
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= LARGEST:
            break
    return buffer.getvalue()


def index(names: list[str]) -> str:
    """Return the list of the pictures."""
    rows = [
        f"| {name} | [phone]({name}-phone.webp) | [desktop]({name}-desktop.webp) |" for name in sorted(names)
    ]
    return "\n".join(
        [
            "# Every type of page as a picture",
            "",
            "Made by `make screenshots` from the demo record, served as in production: 360 and 1440 pixels wide, the",
            "upper part of long pages. In Russian by day, unless the name says otherwise.",
            "",
            "| page | phone | desktop |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


def main() -> None:
    """Take all pictures again, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="names of pictures; all by default")
    parser.add_argument("--site", help="the address of a server that runs already")
    arguments = parser.parse_args()
    wanted = {
        name: ("ru", address, "light", "") for name, address in (PAGES | MADE_PAGES).items()
    } | OTHERWISE
    FOLDER.mkdir(exist_ok=True)
    if not arguments.names:
        for old in FOLDER.glob("*.webp"):
            old.unlink()
    with (
        nullcontext(arguments.site) if arguments.site else served_record() as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        for name in arguments.names or wanted:
            language, address, scheme, reading = wanted[name]
            for size, tallest in TALLEST.items():
                with window(browser, site, size, color_scheme=scheme) as page:
                    if reading:
                        page.context.add_cookies([{"name": "reading", "value": reading, "url": site}])
                    page.goto(f"/{language}/{address}")
                    page.reload()  # with the letters that the first visit brought
                    width, height = page.viewport_size.values()
                    whole = page.evaluate("() => document.documentElement.scrollHeight")
                    png = page.screenshot(
                        full_page=True,
                        clip={"x": 0, "y": 0, "width": width, "height": min(max(whole, height), tallest)},
                    )
                (FOLDER / f"{name}-{size}.webp").write_bytes(picture(png))
                print(f"{name}, {size}", flush=True)
    (FOLDER / "README.md").write_text(
        index([name for name in wanted if (FOLDER / f"{name}-desktop.webp").exists()]), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
