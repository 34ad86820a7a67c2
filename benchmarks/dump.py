"""Measure the memory of the dump of the whole record: `python benchmarks/dump.py --articles 100000`.

The record is made here, the dump is written by `manage.py dump_record` in a process of its own, whose peak of
memory is told. The bar: under 200 MB, whatever the size.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from record_at_size import fill  # isort: skip  (sets the project up)

from django.db import connection

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"


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
        command = [sys.executable, MANAGE, "dump_record", "--to", folder]
        subprocess.run(command, check=True, env=dict(os.environ), stdout=subprocess.DEVNULL)
        passed, size = (
            time.perf_counter() - start,
            sum(path.stat().st_size for path in Path(folder).iterdir()),
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"dump of {size / 1e6:.0f} MB in {passed:.0f} s; peak memory {peak:.0f} MB (the bar: 200)")


if __name__ == "__main__":
    main()
