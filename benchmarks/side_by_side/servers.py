"""Servers that stand side by side: how they are started, asked, and how much of the processor they take."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.serving import ROOT, free_port, wait_for

CONNECTIONS = 8
WARMING = 16  # requests before the first turn, for each worker to see each page
TIMES = 24  # requests of a turn where a page is not quick
WARMING_FROM_MEMORY = 4  # times that each kept page is asked for first, on connections to any worker
QUICK = 2.0  # milliseconds of the processor
SETTLING = 0.05  # seconds after a turn, for answers that are still on their way


def documented_options() -> list[str]:
    """Return the options of the server in the service that is installed, without address and application."""
    text = (ROOT / "deploy" / "systemd" / "relations@.service").read_text(encoding="utf-8")
    found = re.search(r"^ExecStart=\S+/granian (.+) relations\.wsgi:application$", text, re.MULTILINE)
    assert found, "the service has no line that starts granian"
    return re.sub(r"--(?:host|port) \S+ ?", "", found.group(1)).split()


def machine() -> str:
    """Return the machine in one line."""
    model = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return f"{os.cpu_count()} cores, {model.group(1) if model else 'processor unknown'}"


class Server:
    """A server by granian in processes of its own."""

    def __init__(
        self, name: str, folder: Path, application: str, *, env: Mapping[str, str], python: str, log: Path
    ) -> None:
        self.name = name
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._command = [
            *(python, "-m", "granian", *documented_options(), "--host", "127.0.0.1"),
            *("--port", str(self.port), "--no-log", application),
        ]
        self._folder = folder
        self._env = {**os.environ, **env}
        self._log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        # The log goes where a service's would: it is part of what an answer takes.
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(self._command, cwd=self._folder, env=self._env, stderr=log)

    def wait(self, probe: str) -> None:
        """Return when the server answers."""
        wait_for(f"{self.address}{probe}", seconds=600)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)

    def pids(self) -> list[int]:
        assert self.process
        return tree(self.process.pid)

    def megabytes(self) -> list[float]:
        """Return the resident memory of each worker, shared libraries included."""
        return [resident(pid) for pid in self.pids()[1:]]


def tree(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def resident(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) / 1024 if found else 0.0


def processor_ms(pids: list[int]) -> float:
    """Return the processor's milliseconds of all threads of processes."""
    nanoseconds = 0
    for pid in pids:
        for schedule in Path(f"/proc/{pid}/task").glob("*/schedstat"):
            with suppress(OSError):  # a connection that was closed, a thread that ended
                nanoseconds += int(schedule.read_text().split()[0])
    return nanoseconds / 1e6


@dataclass(frozen=True)
class Turn:
    """Result of one turn: milliseconds of the processor by request, of the server and of the database's."""

    server: float
    database: float
    per_second: float


@dataclass(frozen=True)
class Script:
    """Requests to send in turn, for wrk and for the client."""

    name: str
    lua: Path
    json: Path


class Generator:
    """Asks in processes of its own, whose time is not counted: by `wrk` what is quick, else so many times."""

    def __init__(self, seconds: float, database_pid: int | None) -> None:
        if not shutil.which("wrk"):
            sys.exit("The benchmark asks by wrk: apt-get install wrk")
        self.seconds = seconds
        self.database_pid = database_pid
        self._scripts = tempfile.TemporaryDirectory(prefix="relations-wrk-")
        self._is_quick: dict[str, bool] = {}

    def script(self, name: str, requests: list[tuple[str, dict[str, str]]]) -> Script:
        """Write a script that asks in turn for paths with header fields."""
        lines = ["local requests = {}", "local turn = 0", "init = function(args)"]
        for number, (path, headers) in enumerate(requests, start=1):
            fields = ", ".join(f"[{quoted(key)}] = {quoted(value)}" for key, value in headers.items())
            lines.append(f'requests[{number}] = wrk.format("GET", {quoted(path)}, {{{fields}}})')
        lines += [
            "end",
            "request = function()",
            f"turn = turn % {len(requests)} + 1",
            "return requests[turn]",
            "end",
        ]
        found = Script(name, *(Path(self._scripts.name) / f"{name}.{ending}" for ending in ("lua", "json")))
        found.lua.write_text("\n".join(lines), encoding="utf-8")
        found.json.write_text(json.dumps(requests), encoding="utf-8")
        return found

    def warm(self, server: Server, script: Script, *, is_from_memory: bool) -> None:
        """Fill caches, and find out whether the page is quick; what is kept is asked of each worker first."""
        requests = len(json.loads(script.json.read_text(encoding="utf-8")))
        for _turn in range(WARMING_FROM_MEMORY if is_from_memory else 0):
            self._asker(server, script, 2 * requests)
        self._asker(server, script, WARMING)
        warming = self._counted(server, lambda: self._asker(server, script, WARMING))
        self._is_quick[script.name] = warming.server < QUICK

    def turn(self, server: Server, script: Script) -> Turn:
        """Ask once more. Raises RuntimeError where an answer is a fault."""
        ask = self._wrk if self._is_quick[script.name] else self._asker
        return self._counted(server, lambda: ask(server, script))

    def _counted(self, server: Server, ask: Callable[[], tuple[int, float]]) -> Turn:
        pids = server.pids()
        base = tree(self.database_pid) if self.database_pid else []
        before = processor_ms(pids), processor_ms(base)
        requested, rate = ask()
        time.sleep(SETTLING)
        after = processor_ms(pids), processor_ms(base)
        return Turn((after[0] - before[0]) / requested, (after[1] - before[1]) / requested, rate)

    def _asker(self, server: Server, script: Script, count: int = TIMES) -> tuple[int, float]:
        program = Path(__file__).with_name("asker.py")
        output = subprocess.run(
            [sys.executable, str(program), str(server.port), str(count), str(script.json)],
            capture_output=True,
            text=True,
            check=False,
        )
        if output.returncode:
            raise RuntimeError(f"{server.name}, {script.name}: {output.stderr[-500:]}")
        return count, float(output.stdout)

    def _wrk(self, server: Server, script: Script) -> tuple[int, float]:
        command = ["wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{self.seconds:g}s", "--timeout", "60s"]
        output = subprocess.run(
            [*command, "-s", str(script.lua), server.address], capture_output=True, text=True, check=True
        ).stdout
        found = re.search(r"(\d+) requests in", output)
        rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
        if "Non-2xx" in output or not found or not rate or not int(found.group(1)):
            raise RuntimeError(f"{server.name}, {script.name}: {output}")
        return int(found.group(1)), float(rate.group(1))


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
