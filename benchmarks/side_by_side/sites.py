"""The sites of the comparison, each in a folder of its own with a database of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.side_by_side.servers import Server
from tests.postgres import programs_of_the_machine, programs_of_the_wheel, release_of, temporary_cluster
from tests.serving import ROOT, environment

MEMORY_MB = "48"  # as settings have it
SMALL = (100, 800)  # articles and agreements that fill a page of each list
PEERS = Path(__file__).resolve().parent / "peers"
WAGTAIL = "wagtail>=8.0,<8.1"
PACKAGES = ("django", "djangorestframework", "granian", "django-environ", "psycopg[binary]")


def run(command: list[str], *, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Run a command. Raises CalledProcessError, with what it said printed."""
    done = subprocess.run(
        command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=cwd, env=env
    )
    if done.returncode:
        print(done.stdout[-3000:])
        raise subprocess.CalledProcessError(done.returncode, command)
    return done.stdout


@dataclass
class Database:
    """Home of the databases: files of SQLite, or a temporary PostgreSQL."""

    kind: str
    folder: Path
    cluster: str = ""
    postmaster: int | None = None
    version: str = ""

    def create(self, name: str) -> str:
        """Make an empty database; returns its address."""
        if self.kind == "sqlite":
            return f"sqlite:///{self.folder / name}.sqlite3"
        run(["psql", "-q", self.cluster, "-c", f"CREATE DATABASE {name}"])
        return self.cluster.replace("/postgres?", f"/{name}?")


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Database]:
    """Yield where databases are made, and remove it."""
    if kind == "sqlite":
        yield Database(kind, folder)
        return
    programs = programs_of_the_machine() or programs_of_the_wheel()
    with temporary_cluster(programs, autovacuum="on") as url:
        base = Path(url.partition("?host=")[2])
        pid = int((base / "data" / "postmaster.pid").read_text().split()[0])
        yield Database(kind, folder, url, pid, f"PostgreSQL {release_of(programs)}")


@dataclass
class Sites:
    """The servers by name, and the versions of what they run."""

    servers: dict[str, Server] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)


@contextmanager
def stood_up(
    place: Database, folder: Path, *, articles: int, agreements: int, with_peers: bool, with_small: bool
) -> Iterator[Sites]:
    """Fill the record, copy its content to the other sites, start all, and stop them."""
    sites = Sites()
    content = folder / "content.json"
    env = _filled(place, folder, "ours", content, (articles, agreements))
    for command in (["compilemessages"], *_collecting(folder)):
        run([sys.executable, "manage.py", *command], env=env)
    ours = {"uncached": {**env, "ANSWER_CACHE_MB": "0"}, "kept": {**env, "ANSWER_CACHE_MB": MEMORY_MB}}
    if with_small:
        small = _filled(place, folder, "small", folder / "small.json", SMALL)
        ours["small"] = {**small, "ANSWER_CACHE_MB": "0"}
    for name, its in ours.items():
        sites.servers[name] = Server(
            name,
            ROOT,
            "relations.wsgi:application",
            env=its,
            python=sys.executable,
            log=folder / "server.log",
        )
    python = _peers_python(folder) if with_peers else sys.executable
    sites.versions = _versions(python, with_peers=with_peers)
    shutil.copy(PEERS / "bare.py", folder)
    sites.servers["bare"] = Server(
        "bare", folder, "bare:application", env={}, python=python, log=folder / "server.log"
    )
    if with_peers:
        _add_peers(sites, place, folder, content, python)
    with ExitStack() as running:
        for server in sites.servers.values():
            running.callback(server.stop)
            server.start()
        for server in sites.servers.values():
            server.wait(PROBES.get(server.name, "/"))
        yield sites


def _collecting(folder: Path) -> list[list[str]]:
    """Return the command that collects styles, unless it ran since they were changed."""
    made = folder / "static" / "staticfiles.json"
    changed = max(file.stat().st_mtime for file in (ROOT / "static").rglob("*"))
    if made.exists() and made.stat().st_mtime > changed:
        return []
    return [["collectstatic", "--no-input", "-v0"]]


PROBES = {"small": "/robots.txt", "uncached": "/robots.txt", "kept": "/robots.txt", "plain DRF": "/articles/"}


def _filled(place: Database, folder: Path, name: str, content: Path, size: tuple[int, int]) -> dict[str, str]:
    """Fill a database of ours, unless it is; returns the environment of its server."""
    env = {
        **environment(folder),
        "DATABASE_URL": place.create(name),
        "API_ANONYMOUS_LIMIT": "1000000000",
        "MEDIA_ROOT": str(folder / "media"),
        "PICTURES_ROOT": str(folder / "pictures"),
    }
    if not content.exists():
        print(f"{place.kind}: filling {size[0]:,} articles and {size[1]:,} agreements", flush=True)
        sizes = ["--articles", str(size[0]), "--agreements", str(size[1]), "--content", str(content)]
        run([sys.executable, "-m", "benchmarks.side_by_side.record", *sizes], env=env)
    run([sys.executable, "manage.py", "migrate", "-v0"], env=env)
    return env


def _peers_python(folder: Path) -> str:
    """Install Wagtail and what the other sites need into an environment of their own; returns its Python."""
    uv = shutil.which("uv") or str(Path(sys.executable).parent / "uv")
    python = str(folder / "peers" / "bin" / "python")
    if Path(python).exists():
        return python
    run([uv, "venv", "-q", "--python", sys.executable, str(folder / "peers")])
    run([uv, "pip", "install", "-q", "--python", python, WAGTAIL, *_same_versions()])
    return python


def _same_versions() -> list[str]:
    """Return the packages of the other sites in the versions that ours run on."""
    uv = shutil.which("uv") or str(Path(sys.executable).parent / "uv")
    listed = run([uv, "pip", "freeze", "--python", sys.executable])
    ours = dict(line.split("==") for line in listed.splitlines() if "==" in line)
    return [f"{name}=={ours[name.partition('[')[0]]}" for name in PACKAGES]


def _versions(python: str, *, with_peers: bool) -> dict[str, str]:
    names = ["django", "granian", "djangorestframework", *(["wagtail"] if with_peers else [])]
    script = f"import importlib.metadata as m, platform; print(platform.python_version(), *[m.version(n) for n in {names}])"
    python_version, *versions = run([python, "-c", script]).split()
    return {"Python": python_version, **dict(zip(names, versions, strict=True))}


def _add_peers(sites: Sites, place: Database, folder: Path, content: Path, python: str) -> None:
    for name, source in (("plain", "plain"), ("wagtail", "wagtail_site")):
        where = folder / source
        is_filled = (where / "filled").exists()
        env = {**os.environ, "PEER_DATABASE": place.create(name)}
        env.pop("DJANGO_SETTINGS_MODULE", None)
        if not is_filled:
            print(f"{place.kind}: filling {source}", flush=True)
            shutil.copytree(PEERS / source, where)
            for command in (["makemigrations", "council", "-v0"], ["migrate", "-v0"]):
                run([python, "manage.py", *command], cwd=where, env=env)
            run([python, "load.py", str(content)], cwd=where, env=env)
            (where / "filled").touch()
        if name == "plain":
            sites.servers["plain DRF"] = Server(
                "plain DRF", where, "wsgi:application", env=env, python=python, log=folder / "server.log"
            )
        else:
            sites.servers["wagtail"] = Server(
                "wagtail", where, "wsgi:application", env=env, python=python, log=folder / "server.log"
            )
            cached = {**env, "PEER_CACHE": "1"}
            sites.servers["wagtail timed"] = Server(
                "wagtail timed",
                where,
                "wsgi:application",
                env=cached,
                python=python,
                log=folder / "server.log",
            )
