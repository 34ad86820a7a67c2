"""Measure the memory of the dump of the whole record: `python benchmarks/dump.py --articles 100000`.

The record is made here, the dump is written by `manage.py dump_record` in a process of its own, whose peak of
memory is told. The bar: under 200 MB, whatever the size.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from record_at_size import fill  # isort: skip  (sets the project up)

from django.db import connection

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"


def peak_of(command: list[str]) -> float:
    """Run a command; return the peak of its own memory in MB, which its usage would mix with that of this program."""
    peak = 0.0
    with subprocess.Popen(command, env=dict(os.environ), stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    peak = int(line.split()[1]) / 1024
            time.sleep(0.05)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    count = parser.parse_args().articles
    start = time.perf_counter()
    fill(articles=count)
    connection.close()
    print(f"{connection.vendor}: {count} articles made in {time.perf_counter() - start:.0f} s", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        peak = peak_of([sys.executable, str(MANAGE), "dump_record", "--to", folder])
        passed, size = (
            time.perf_counter() - start,
            sum(path.stat().st_size for path in Path(folder).iterdir()),
        )
    print(f"dump of {size / 1e6:.0f} MB in {passed:.0f} s; peak memory {peak:.0f} MB (the bar: 200)")


if __name__ == "__main__":
    main()
