"""A small load generator: so many clients, one request after another, over kept connections, on loopback only."""

import http.client
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Timing:
    """Milliseconds and requests per second of one run."""

    p50: float
    p95: float
    p99: float
    rate: float
    failures: int


def measure(address: str, paths: list[str], *, clients: int, requests: int) -> Timing:
    """Ask for `paths` in turn, `requests` in all, shared among `clients`. Any answer but 200 is a failure."""
    host = urlsplit(address).netloc
    share = requests // clients
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        runs = list(
            pool.map(lambda k: _client(host, list(islice(cycle(paths), k * share, (k + 1) * share))), range(clients))
        )
    elapsed = time.perf_counter() - began
    times = sorted(t for run, _failed in runs for t in run)
    cut = statistics.quantiles(times, n=100)
    return Timing(cut[49], cut[94], cut[98], len(times) / elapsed, sum(failed for _run, failed in runs))


def _client(host: str, paths: list[str]) -> tuple[list[float], int]:
    connection = http.client.HTTPConnection(host, timeout=30)
    times, failures = [], 0
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        failures += answer.status != 200
    connection.close()
    return times, failures
