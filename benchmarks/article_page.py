"""Time an article on a slow phone line: `python -m benchmarks.article_page`, half a minute.

The demo record is served as in production; Chromium plays Lighthouse's slow 4G (1.6 Mbit/s, 150 ms) with an
empty cache and an unthrottled processor. The bars: first content within 1.2 s, no layout shift, under 150 KB
without pictures, at most 8 requests.
"""

import argparse
import statistics
import sys
from contextlib import nullcontext

from playwright.sync_api import sync_playwright

from tests.access import window
from tests.browsers import CHROMIUM, CHROMIUM_ARGUMENTS
from tests.measures import SLOW_4G, Measures, measures
from tests.pages import PAGES, SIZES
from tests.serving import served_record

ARTICLES = ("article", "article-notes")


def are_met(worst: Measures) -> bool:
    return worst.first_content < 1200 and worst.shift == 0 and worst.weight < 150_000 and worst.requests <= 8


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--site", help="the address of a server that runs already")
    arguments = parser.parse_args()
    met = True
    print(f"{'':24}{'first content, median':>22}{'worst':>8}{'shift':>8}{'KB':>8}{'requests':>10}")
    with (
        nullcontext(arguments.site) if arguments.site else served_record() as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        for name in ARTICLES:
            for size in SIZES:
                taken = []
                for _turn in range(arguments.times):
                    with window(browser, site, size) as page:
                        taken.append(measures(page, f"/ru/{PAGES[name]}", network=SLOW_4G))
                times = [one.first_content for one in taken]
                last = taken[-1]
                shift = max(one.shift for one in taken)
                print(
                    f"{name + ', ' + size:24}{statistics.median(times):>19.0f} ms{max(times):>8.0f}{shift:>8.3f}"
                    f"{last.weight / 1000:>8.1f}{last.requests:>10}"
                )
                worst = Measures(statistics.median(times), shift, last.weight, last.requests)
                met = met and are_met(worst)
    return int(not met)


if __name__ == "__main__":
    sys.exit(main())
