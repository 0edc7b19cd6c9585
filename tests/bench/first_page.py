"""From nothing to a usable page, and a cold question: this tree beside another checkout.

    git worktree add /tmp/before COMMIT && python -m tests.bench.first_page /tmp/before

Each figure is the least of `_RUNS`, taken in turn, so that both trees meet the same neighbours:
seconds by the clock, and processor seconds of Quoth's own processes. Linux only (`/proc`), and the
page needs Chromium. Both trees run in this environment, each over an index of its own sample
library; what another one needs besides can be put into PYTHONPATH.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.browsing import CHROMIUM, FLAGS

ROOT = Path(__file__).parents[2]
PORT = 7894
_RUNS = 4
_TICK = os.sysconf("SC_CLK_TCK")
Taken = dict[str, tuple[float, float]]
"""What was done, with its seconds by the clock and its processor seconds."""


def quoth(root: Path, *words: str) -> subprocess.Popen[bytes]:
    """The command of a checkout in a session of its own."""
    path = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PYTHONPATH": path, "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-m", "rag", *words]
    nothing = subprocess.DEVNULL
    return subprocess.Popen(
        command, cwd=root, env=env, stdout=nothing, stderr=nothing, start_new_session=True
    )


def used(session: int) -> float:
    """Processor seconds of a session's processes so far, with those that they waited for."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(fields[3]) == session:
                ticks += sum(map(int, fields[11:15]))
    return ticks / _TICK


@contextmanager
def served(root: Path, index: Path) -> Iterator[tuple[int, float, float]]:
    """A running server: its session, and what it took until the first page was sent."""
    start = time.perf_counter()
    server = quoth(root, "serve", "--index", str(index), "--port", str(PORT))
    try:
        while True:
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=60).read()
                break
            if server.poll() is not None or time.perf_counter() - start > 120:
                raise SystemExit(f"{root}: the server does not start")
            time.sleep(0.02)
        yield server.pid, time.perf_counter() - start, used(server.pid)
    finally:
        server.terminate()
        server.wait()


def page(browser: Browser, session: int) -> tuple[float, float]:
    """A new visitor's page, until something can be asked."""
    with browser.new_context() as context:
        before, start = used(session), time.perf_counter()
        visit = context.new_page()
        visit.goto(f"http://127.0.0.1:{PORT}/")
        visit.locator("textarea:visible").first.wait_for()
        return time.perf_counter() - start, used(session) - before


def once(root: Path, index: Path, browser: Browser) -> Taken:
    """One round of all figures."""
    start = time.perf_counter()
    before = os.times()
    quoth(root, "ask", "When did Kabul fall?", "--index", str(index)).wait()
    after = os.times()
    asked = after.children_user + after.children_system
    asked -= before.children_user + before.children_system
    taken: Taken = {"cold `quoth ask`": (time.perf_counter() - start, asked)}
    with served(root, index) as (session, clock, processor):
        taken["start of `quoth serve` to the first page sent"] = clock, processor
        taken["the first visitor's page"] = page(browser, session)
        taken["the next visitor's page"] = page(browser, session)
    return taken


def main(roots: list[Path]) -> None:
    """Print the table: a line for each figure, two columns for each tree."""
    runs: dict[tuple[str, Path], list[tuple[float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        indexes = {root: Path(folder) / str(n) for n, root in enumerate(roots)}
        for root, index in indexes.items():
            if quoth(root, "index", str(root / "corpus"), "--index", str(index)).wait():
                raise SystemExit(f"{root}: its sample library cannot be indexed here")
        for _ in range(_RUNS):
            for root, index in indexes.items():
                for name, taken in once(root, index, browser).items():
                    runs[name, root].append(taken)
        browser.close()
    print("| seconds by the clock; of the processor |", " | ".join(map(str, roots)), "|")
    print("|---|" + "---|" * len(roots))
    for name in dict.fromkeys(name for name, _ in runs):
        best = [tuple(min(each) for each in zip(*runs[name, root], strict=True)) for root in roots]
        print(f"| {name} |", " | ".join(f"{a:.2f}; {b:.2f}" for a, b in best), "|")


if __name__ == "__main__":
    main([*map(Path, sys.argv[1:]), ROOT])
