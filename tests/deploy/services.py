"""A stand-in for systemctl: starts what the unit files say, so that they and the install script can be tried."""

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS = Path(os.environ["RELATIONS_UNITS"])
RUN = UNITS / "run"


def unit_text(name: str) -> str:
    """Return a unit file with its instance filled in."""
    stem, _, instance = name.partition("@")
    path = UNITS / (f"{stem}@.service" if instance else f"{stem}.service")
    return path.read_text().replace("%i", instance)


def setting(text: str, key: str) -> str:
    """Return the value of a line of a unit file."""
    return next(line.partition("=")[2] for line in text.splitlines() if line.startswith(f"{key}="))


def start(name: str) -> None:
    """Start the program of a unit with the variables of its file."""
    text = unit_text(name)
    lines = Path(setting(text, "EnvironmentFile")).read_text().splitlines()
    variables = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    variables = {key: value for key, value in variables.items() if value}
    RUN.mkdir(exist_ok=True)
    with (RUN / f"{name}.log").open("a") as log:
        process = subprocess.Popen(
            shlex.split(setting(text, "ExecStart")),
            cwd=setting(text, "WorkingDirectory"),
            env={"PATH": os.environ["PATH"], **variables},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    (RUN / f"{name}.pid").write_text(str(process.pid))


def stop(name: str) -> None:
    """End a unit as systemd does, and wait for it."""
    file = RUN / f"{name}.pid"
    if not file.exists():
        return
    pid = int(file.read_text())
    file.unlink()
    try:
        os.kill(pid, signal.SIGTERM)
        for _ in range(300):
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return
            time.sleep(0.1)
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, FileNotFoundError):
        return


def main(arguments: list[str]) -> None:
    """Do what the install script asks of systemctl for services; timers and targets have no program."""
    verbs = [word for word in arguments if not word.startswith("-")]
    verb, names = verbs[0], verbs[1:]
    services = [name for name in names if not name.endswith((".timer", ".target"))]
    for name in services:
        if verb in ("restart", "stop"):
            stop(name)
        if verb in ("restart", "enable"):
            start(name)


if __name__ == "__main__":
    main(sys.argv[1:])
