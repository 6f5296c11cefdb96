"""`make bench-publications`: articles, a rubric of 10,000, the search among 100,000; beside WordPress and a static answer.

Everything is measured in one run, turn by turn, load generator and servers on one machine. The limit is the same
server giving a file as long as the page. Prints tables in Markdown; docs/developers/benchmarks.md keeps the runs.

`--articles 3000 --requests 60 --seconds 2` tries it out.
"""

import argparse
import gzip
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from bench import load, stack, texts, wordpress

CLIENTS = 8
WORDPRESS_PORT = stack.PORT + 1
STATIC = "bench-page.html"
LIMIT = "limit: a file as long, same server"
ARTICLE, RUBRIC, THEIRS = "article, drawn anew", "rubric of 10,000, drawn anew", " (WordPress)"
ROUNDS = 3
INVALIDATIONS = 5


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=600, help="of each list of searches")
    parser.add_argument("--seconds", type=int, default=6, help="of each page in each round")
    parser.add_argument("--no-peer", action="store_true", help="leave WordPress out")
    return parser.parse_args()


def folder(articles: int) -> Path:
    return stack.ROOT / "var" / ("bench-publications" if articles == 100_000 else f"bench-publications-{articles}")


def fill(var: Path, articles: int) -> None:
    """Once; later runs use it again."""
    if (var / "filled").exists():
        return
    var.mkdir(parents=True, exist_ok=True)
    stack.maillage(var, "migrate", "-v0")
    stack.maillage(var, "collectstatic", "--noinput", "-v0")
    command = [sys.executable, "-m", "bench.articles", str(articles)]
    subprocess.run(command, env=stack.environment(var), cwd=stack.ROOT, check=True)
    (var / "filled").touch()


def again_and_again(address: str, seconds: int, *options: str) -> float:
    """Requests per second of one address, by wrk, whose `options` may say more."""
    said = _run(["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", *options, address])
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"bench: {address} does not answer as it should:\n{said}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def in_turn(address: str, paths: list[str], seconds: int) -> float:
    """Requests per second of many addresses, one after the other."""
    listed = ", ".join(f'"{path}"' for path in paths)
    script = f'local paths, n = {{{listed}}}, 0\nrequest = function() n = n % #paths + 1; return wrk.format("GET", paths[n]) end\n'
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        return again_and_again(address, seconds, "-s", file.name)


def answer_all(address: str, paths: list[str]) -> None:
    """Each is asked for once before it is measured, and has to answer with a page."""
    found = load.measure(address, paths, clients=2, requests=2 * len(paths))
    if found.failures:
        raise SystemExit(f"bench: {found.failures} of {len(paths)} addresses under {address} do not answer with a page")


def size_of(address: str) -> int:
    with urllib.request.urlopen(address) as answer:
        return len(answer.read())


def make_static(var: Path) -> None:
    """A file as long as an article page, where the server gives its style sheets from."""
    with stack.running(var) as address, urllib.request.urlopen(f"{address}{article_paths(1)[0]}") as page:
        content = page.read()
    (var / "static" / STATIC).write_bytes(content)
    (var / "static" / f"{STATIC}.gz").write_bytes(gzip.compress(content))  # as the style sheets are, for browsers


def article_paths(count: int) -> list[str]:
    return [f"/fr/rubrique-{n // 10_000}/article-{n}/" for n in range(count)]


@contextmanager
def peer(options: argparse.Namespace, var: Path) -> Iterator[str]:
    """The address of WordPress, or nothing with one line that says why."""
    absent = wordpress.missing()
    if options.no_peer or absent:
        print(f"WordPress: not measured ({', '.join(absent) or 'left out'})\n")
        yield ""
        return
    posts = islice(texts.Writer().texts(options.articles), 10_000)
    with wordpress.running(var / "wordpress", WORDPRESS_PORT, posts) as address:
        yield address


def rounds(turns: dict[str, Callable[[], float]]) -> dict[str, float]:
    """Requests per second of each, measured turn by turn: what else the machine does falls on all of them; medians."""
    found: dict[str, list[float]] = {name: [] for name in turns}
    for _round in range(ROUNDS):
        for name, measure in turns.items():
            found[name].append(measure())
    return {name: statistics.median(rates) for name, rates in found.items()}


def drawn_anew(ours: str, theirs: str, options: argparse.Namespace) -> dict[str, float]:
    """The same text and the same list, of us and of WordPress; a query that is not ours is never kept."""
    few = min(200, options.articles)
    asked = {
        (ARTICLE, ours): [f"{path}?n={n}" for n, path in enumerate(article_paths(few))],
        (ARTICLE, theirs): [f"/?p={n}" for n in range(1, few)],
        (RUBRIC, ours): [f"/fr/rubrique-0/?page={n}&n=1" for n in range(1, 20)],
        (RUBRIC, theirs): wordpress.rubric_paths(),
    }
    asked = {(name, site): paths for (name, site), paths in asked.items() if site}
    for (_name, site), paths in asked.items():
        answer_all(site, paths)
    return rounds({
        name if site == ours else f"{name}{THEIRS}": partial(in_turn, site, paths, options.seconds)
        for (name, site), paths in asked.items()
    })  # fmt: skip


def kept(ours: str, options: argparse.Namespace) -> dict[str, float]:
    addresses = {
        "article, kept": article_paths(1)[0],
        "rubric of 10,000, kept": "/fr/rubrique-0/",
        LIMIT: f"/static/{STATIC}",
    }
    browser = ("-H", "Accept-Encoding: gzip")
    for address in addresses.values():
        again_and_again(f"{ours}{address}", 1)  # each process keeps it
    found = {}
    for words, taken in (("", ()), (", packed", browser)):
        found |= rounds({
            name + words: partial(again_and_again, f"{ours}{address}", options.seconds, *taken)
            for name, address in addresses.items()
        })  # fmt: skip
    return found


def searches(ours: str, options: argparse.Namespace) -> list[tuple[str, load.Timing]]:
    writer = texts.Writer()
    lists = {
        "one to three words": writer.queries(options.requests),
        "a typing slip": writer.slips(options.requests // 2),
        "the commonest words": list(texts.COMMON[:12]) + writer.words[20:60],
    }
    found = []
    for name, words in lists.items():
        asked = [f"/fr/search/?kind=articles&q={urllib.request.quote(word)}" for word in words]
        load.measure(ours, asked[:20], clients=1, requests=20)
        found.append((name, load.measure(ours, asked, clients=1, requests=len(asked))))
    return found


def invalidation(ours: str, path: str) -> list[float]:
    """Seconds from the moment a change is committed to the moment a stranger reads it, several times."""
    from maillage.publications.models import Article

    spent = []
    for turn in range(INVALIDATIONS):
        for _warm in range(6):
            urllib.request.urlopen(f"{ours}{path}").close()
        article = Article.objects.get(slug=path.rstrip("/").rsplit("/", 1)[1])
        article.title = f"Changed {turn} {time.time()}"
        article.save_revision().publish()
        begun, seen = time.perf_counter(), 0
        while seen < 6:  # every process in turn
            with urllib.request.urlopen(f"{ours}{path}") as answer:
                seen = seen + 1 if article.title.encode() in answer.read() else 0
        spent.append(time.perf_counter() - begun)
    return spent


def report(found: dict[str, float]) -> None:
    print("| page | req/s | WordPress req/s | ours / WordPress | of the limit |\n|---|---|---|---|---|")
    for name, rate in found.items():
        if name.endswith(THEIRS):
            continue
        other = found.get(f"{name}{THEIRS}")
        beside = f"{other:.1f} | {rate / other:.1f} ×" if other else " | "
        limit = found[f"{LIMIT}, packed" if name.endswith(", packed") else LIMIT]
        print(f"| {name} | {rate:.0f} | {beside} | {rate / limit:.0%} |")


def main() -> None:
    options = parsed()
    var = folder(options.articles)
    os.environ |= stack.environment(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    fill(var, options.articles)
    from maillage.kit import postgres

    started = postgres.start(var / "postgres")  # once: the servers below come and go around it
    try:
        measured(options, var)
    finally:
        from django.db import connections

        connections.close_all()
        if started:
            postgres.stop(var / "postgres")


def measured(options: argparse.Namespace, var: Path) -> None:
    if not shutil.which("wrk"):
        raise SystemExit("bench: the load comes from wrk, which is not there (apt-get install wrk).")
    make_static(var)
    import django

    django.setup()
    print(f"\n{date.today():%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          f"{options.articles:,} articles, {CLIENTS} clients\n")  # fmt: skip
    with stack.running(var) as address, peer(options, var) as there:
        size, other = size_of(f"{address}{article_paths(1)[0]}"), size_of(f"{there}/?p=1") if there else 0
        rates = drawn_anew(address, there, options)
    with stack.running(var) as address:
        rates |= kept(address, options)
        found = searches(address, options)
        delays = invalidation(address, article_paths(2)[1])
        memory = stack.resident_megabytes(var)
    report(rates)
    print(f"\nAn article page: {size:,} bytes; of WordPress: {other:,}.\n")
    print("| search | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|")
    for name, t in found:
        print(f"| {name}{f' ({t.failures} failed)' if t.failures else ''} | {t.p50:.1f} | {t.p95:.1f} | {t.p99:.1f} |")
    print(f"\nA change is read after {statistics.median(delays):.2f} s (median), {max(delays):.2f} s at most.")
    print("Memory after the run (PSS, MB): " + ", ".join(f"{name} {mb:.0f}" for name, mb in memory.items()))


if __name__ == "__main__":
    main()
