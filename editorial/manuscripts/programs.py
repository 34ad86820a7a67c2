"""Programs of the system that help where they are installed, each under limits of memory and time."""

import os
import resource
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 1400 * 1024 * 1024


@cache
def find(name: str) -> str | None:
    """Return where a program is, or nothing."""
    return shutil.which(name)


def start(arguments: list[str], *, output: Path, seconds: int) -> "subprocess.Popen[bytes]":
    """Start a program that writes to a file; it ends itself when it takes too much memory or processor time."""
    command = [sys.executable, "-m", "editorial.manuscripts.programs", str(seconds), *arguments]
    with output.open("wb") as target:
        return subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )


def run(arguments: list[str], *, output: Path, seconds: int) -> bytes | None:
    """Return what a program writes, or nothing if it fails or does not end in time."""
    with start(arguments, output=output, seconds=seconds) as process:
        return finish(process, output=output, seconds=seconds)


def finish(process: "subprocess.Popen[bytes]", *, output: Path, seconds: int) -> bytes | None:
    """Wait for a program that was started, and return what it wrote."""
    try:
        code = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None
    return output.read_bytes() if code == 0 else None


def main(seconds: str, *arguments: str) -> None:
    """Become another program, under limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    os.execv(arguments[0], list(arguments))  # noqa: S606


if __name__ == "__main__":
    main(*sys.argv[1:])
