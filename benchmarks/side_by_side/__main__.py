"""Compare our pages with a bare view, a plain DRF list and a Wagtail site: `make bench`, some minutes.

All servers stand side by side, served as the service in deploy/ does, and are asked in turns of a second, so that a busy moment
of the machine meets all alike. What is printed are medians over the turns: milliseconds of the processor by request of
the server's processes (beside them those of PostgreSQL's), and ratios of them within one round. `share` is the bare
view's time in parts of ours: 100 % is as fast as the bare view; `× Wagtail` is Wagtail's time in ours; `time of small`
is ours in that of a record of 100 articles.
"""

import argparse
import datetime as dt
import http.client
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from benchmarks.side_by_side.servers import Generator, Script, Server, Turn, documented_options, machine
from benchmarks.side_by_side.sites import Sites, database, stood_up
from tests.serving import ROOT

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
PUBLISHED = [n for n in range(100) if n % 5 != 4]  # of five texts one is a draft
SOME = PUBLISHED[:20]
WORDS = ("страна", "развитие", "казахстан", "азербайджан", "коридор", "энергетика", "транспорт", "нефть")
BROTLI = {"Accept-Encoding": "gzip, deflate, br"}


@dataclass(frozen=True)
class Page:
    """A page of ours, and the pages of the others that it is compared with, by server."""

    name: str
    paths: list[str]
    others: dict[str, str]


def pages() -> list[Page]:
    return [
        Page("article", [f"/ru/articles/a{n}/" for n in SOME], {"wagtail": "article"}),
        Page("list", ["/ru/articles/"], {"wagtail": "list"}),
        Page("home", ["/ru/"], {}),
        Page("search", [f"/ru/search/?q={word}" for word in map(quote, WORDS)], {"wagtail": "search"}),
        Page(
            "API list",
            ["/api/v1/articles/?page_size=20&expand=topics,contributions.expert"],
            {"wagtail": "API list", "plain DRF": "API list"},
        ),
        Page("API detail", [f"/api/v1/articles/a{n}/" for n in SOME], {}),
        Page("feed", ["/ru/articles/feed/"], {}),
        Page("expert", [f"/ru/experts/e{n}/" for n in range(20)], {}),
        Page("agreements", ["/ru/agreements/"], {}),
        Page("agreement", [f"/ru/agreements/g{n}/" for n in SOME], {}),
        Page("events", ["/ru/events/"], {}),
        Page("event", [f"/ru/events/v{n}/" for n in SOME], {}),
        Page("topic", [f"/ru/topics/t{n}/" for n in range(20)], {}),
        Page("indicator", [f"/ru/indicators/i{n}/" for n in (0, 1, 2, 3)], {}),
        Page("sitemap", ["/sitemap.xml"], {}),
    ]


def wagtail_pages() -> dict[str, list[str]]:
    return {
        "article": [f"/articles/a{n}/" for n in SOME],
        "list": ["/articles/"],
        "API list": ["/api/v2/pages/?type=council.ArticlePage&limit=20&fields=lead,dated_on,authors,topics"],
        "search": [f"/search/?query={word}" for word in map(quote, WORDS)],
    }


@dataclass(frozen=True)
class Target:
    """A page of a server, as it is asked for."""

    server: str
    page: str
    form: str = ""  # "", "Brotli" or "304"

    @property
    def key(self) -> str:
        return f"{self.server}-{self.page}-{self.form}".replace(" ", "_")


def targets(chosen: list[Page], *, with_peers: bool, with_small: bool) -> list[Target]:
    found = [Target("bare", "bare")]
    for page in chosen:
        found += [
            Target("uncached", page.name),
            *(Target("kept", page.name, form) for form in ("", "Brotli", "304")),
        ]
    if with_small:
        found += [Target("small", page.name) for page in chosen]
    if with_peers:
        wanted = {(server, name) for page in chosen for server, name in page.others.items()}
        found += [Target(*one) for one in sorted(wanted)]
        found += [Target("wagtail timed", name) for server, name in sorted(wanted) if server == "wagtail"]
    return found


def answer(server: Server, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], int]:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    line.request("GET", path, headers=headers)
    output = line.getresponse()
    size = len(output.read())
    line.close()
    return output.status, {name.lower(): value for name, value in output.getheaders()}, size


class Comparison:
    """The turns of all targets, round by round."""

    def __init__(self, sites: Sites, generator: Generator, chosen: list[Page], **others: bool) -> None:
        self.sites = sites
        self.generator = generator
        self.targets = targets(chosen, **others)
        ours = {page.name: page.paths for page in chosen}
        self.paths: dict[str, dict[str, list[str]]] = {
            "bare": {"bare": ["/"]},
            "uncached": ours,
            "kept": ours,
            "small": ours,
            "plain DRF": {"API list": ["/articles/"]},
            "wagtail": wagtail_pages(),
            "wagtail timed": wagtail_pages(),
        }
        self.size: dict[Target, int] = {}
        self.rounds: list[dict[Target, Turn]] = []

    def run(self, rounds: int) -> None:
        scripts = {target: self._script(target) for target in self.targets}
        for target, script in scripts.items():
            is_from_memory = target.server in ("kept", "wagtail timed")
            self.generator.warm(self.sites.servers[target.server], script, is_from_memory=is_from_memory)
        for number in range(rounds):
            order = self.targets[number % 2 :: 2] + self.targets[1 - number % 2 :: 2]
            turns = {t: self.generator.turn(self.sites.servers[t.server], scripts[t]) for t in order}
            self.rounds.append(turns)
            print(f"round {number + 1} of {rounds}", flush=True)

    def _script(self, target: Target) -> Script:
        server = self.sites.servers[target.server]
        base = BROTLI if target.form == "Brotli" else {}
        requests, sizes = [], []
        for path in self.paths[target.server][target.page]:
            status, fields, size = answer(server, path, base)
            assert status == 200, (target, path, status)
            headers = {"If-None-Match": fields["etag"]} if target.form == "304" else base
            requests.append((path, headers))
            sizes.append(size)
        self.size[target] = round(statistics.mean(sizes))
        return self.generator.script(target.key, requests)

    def median(self, measure: Callable[[dict[Target, Turn]], float]) -> float:
        return statistics.median(measure(turns) for turns in self.rounds)

    def processor(self, target: Target) -> float:
        return self.median(lambda turns: turns[target].server)

    def ratio(self, target: Target, other: Target) -> float:
        """Return how many times as fast as another."""
        return self.median(lambda turns: turns[other].server / turns[target].server)


BARE = Target("bare", "bare")
HEAD = "| page | KB | ms | database ms | requests/s | share of bare | × Wagtail | × plain DRF | × Wagtail, timed cache | time of small |"


def table(found: Comparison, chosen: list[Page]) -> list[str]:
    lines = [HEAD, "| --- " + "| ---: " * 9 + "|", row(found, BARE, {})]
    for page in chosen:
        ours = (t for t in found.targets if t.page == page.name and t.server in ("uncached", "kept"))
        lines += [row(found, target, page.others) for target in ours]
    lines += [
        row(found, t, {}) for t in found.targets if t.server not in ("uncached", "kept", "small", "bare")
    ]
    return lines


def row(found: Comparison, target: Target, others: dict[str, str]) -> str:
    known = set(found.targets)
    small = Target("small", target.page)

    def against(server: str, *, stored: bool) -> str:
        other = Target(server, others.get(server.removesuffix(" timed"), ""))
        if other not in known or (target.server == "kept") is not stored:
            return ""
        return f"{found.ratio(target, other):.2f}"

    database_ms = found.median(lambda turns: turns[target].database)
    rate = found.median(lambda turns: turns[target].per_second)
    name = ", ".join(filter(None, (target.page, target.server if target != BARE else "", target.form)))
    cells = [
        name,
        f"{found.size[target] / 1000:.1f}",
        f"{found.processor(target):.3f}",
        f"{database_ms:.3f}" if database_ms else "",
        f"{rate:.0f}",
        f"{found.ratio(target, BARE):.1%}",
        against("wagtail", stored=False),
        against("plain DRF", stored=False),
        against("wagtail timed", stored=True),
        f"{found.ratio(small, target):.2f}" if target.server == "uncached" and small in known else "",
    ]
    return f"| {' | '.join(cells)} |"


def heading(kind: str, sites: Sites, version: str, arguments: argparse.Namespace) -> list[str]:
    commit = subprocess.run(
        ["git", "log", "-1", "--format=%h"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    versions = ", ".join(f"{name} {version}" for name, version in sites.versions.items())
    load = Path("/proc/loadavg").read_text().split()[0]
    ran = [
        f"Commit {commit}",
        ", ".join(filter(None, (versions, version))),
        f"granian {' '.join(documented_options())}",
        f"{machine()}, load {load}",
        f"{arguments.rounds} rounds of {arguments.seconds:g} s, 8 connections.",
    ]
    size = f"{arguments.articles:,} articles, {arguments.agreements:,} agreements"
    today = dt.datetime.now(tz=dt.UTC).date()
    return [f"## {today}, {kind}, {size}", "", "; ".join(ran), ""]


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.side_by_side", description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--agreements", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--only", default="", help="pages whose names hold one of these, comma-separated")
    parser.add_argument(
        "--no-peers", action="store_true", help="compare with the bare view only, without Wagtail and DRF"
    )
    parser.add_argument(
        "--growth", action="store_true", help="compare with a record of 100 articles and 800 agreements"
    )
    parser.add_argument("--record", action="store_true", help="append the results to benchmarks/RESULTS.md")
    parser.add_argument(
        "--folder", type=Path, help="fill the sites there and use what was filled before; SQLite only"
    )
    return parser.parse_args()


@contextmanager
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="relations-bench-") as name:
        yield Path(name)


def measure(kind: str, arguments: argparse.Namespace) -> list[str]:
    wanted = arguments.only.split(",")
    chosen = [page for page in pages() if any(part in page.name for part in wanted)]
    with (
        nullcontext(arguments.folder) if arguments.folder else scratch() as folder,
        database(kind, folder) as place,
    ):
        for kind_of_file in ("static", "media", "pictures"):
            (folder / kind_of_file).mkdir(parents=True, exist_ok=True)
        others = {"with_peers": not arguments.no_peers, "with_small": arguments.growth}
        size = {"articles": arguments.articles, "agreements": arguments.agreements}
        with stood_up(place, folder, **size, **others) as sites:
            generator = Generator(arguments.seconds, place.postmaster)
            found = Comparison(sites, generator, chosen, **others)
            found.run(arguments.rounds)
            memory = {name: sites.servers[name].megabytes() for name in ("uncached", "kept")}
            lines = [*heading(kind, sites, place.version, arguments), *table(found, chosen), ""]
            for server, workers in memory.items():
                figures = ", ".join(f"{one:.0f}" for one in workers)
                lines.append(f"Memory of the workers ({server}): {figures} MB.")
            return [*lines, ""]


def main() -> int:
    arguments = parsed()
    if arguments.folder and arguments.database != "sqlite":
        sys.exit("--folder keeps files of SQLite: add --database sqlite")
    kinds = ("sqlite", "postgresql") if arguments.database == "both" else (arguments.database,)
    for kind in kinds:
        lines = measure(kind, arguments)
        print("\n".join(lines), flush=True)
        if arguments.record:
            with RESULTS.open("a", encoding="utf-8") as file:
                file.write("\n".join([*lines, ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
