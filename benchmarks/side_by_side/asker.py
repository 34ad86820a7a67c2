"""Ask a server for a number of answers, over as many connections as it has workers: `python asker.py PORT COUNT FILE`.

For pages that take milliseconds: `wrk` leaves some unanswered at the end of its time, which would be counted.
"""

import http.client
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CONNECTIONS = 2


def ask(port: int, requests: list[tuple[str, dict[str, str]]]) -> None:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    for path, headers in requests:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        answer.read()
        if answer.status not in (200, 304):
            raise RuntimeError(f"{path}: {answer.status}")
    line.close()


def main() -> None:
    port, count = int(sys.argv[1]), int(sys.argv[2])
    known = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
    requests = [known[number % len(known)] for number in range(count)]
    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        parts = [pool.submit(ask, port, requests[number::CONNECTIONS]) for number in range(CONNECTIONS)]
        for part in parts:
            part.result()
    print(count / (time.perf_counter() - start))


if __name__ == "__main__":
    main()
