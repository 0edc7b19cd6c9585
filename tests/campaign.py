"""Long attacks on reliability, for minutes and not for CI: `make campaign`.

    python -m tests.campaign kills 1000     a writer killed at random moments
    python -m tests.campaign flips 400      one bit of a large index flipped, then asked and updated
    python -m tests.campaign faults         every system call of an update failing, once or for good
    python -m tests.campaign sabotage       what must not be taken out is taken out: who notices?
    python -m tests.campaign wrong 100      wrong quotes of generated mark-up of six formats
    python -m tests.campaign readers 60     eight readers and a writer, for so many seconds
    python -m tests.campaign patterns       which regular expressions take the square of a text
    python -m tests.campaign growth         150 shapes of text, 4 K to 128 K, and 1 MB of each
    python -m tests.campaign books          ordinary books of every format, 128 K to 1 MB

Each prints one line of JSON with its figures; docs/reliability.md has those that we measured.
"""

import json
import math
import random
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path

from rag.errors import QuothError
from rag.search import manifest, open_index, update_index
from rag.search.examine import examine
from tests.documents.test_growth import seconds
from tests.support.books import BOOKS
from tests.support.books import seconds as in_book
from tests.support.faulty import Fault, calls, harm
from tests.support.index_writer import turning
from tests.support.indexing import EMBEDDER, TEXTS, check_whole, write
from tests.support.patterns import held
from tests.support.sabotages import SABOTAGES, Sabotage, noticed
from tests.support.shapes import SHAPES
from tests.support.wrong_quotes import NAMES, attacked


def kills(count: int, folder: Path) -> dict[str, object]:
    """Kill a writer at random moments; after each the index must be whole."""
    library, index = write(folder / "library", TEXTS), folder / "index"
    update_index(index, [library], EMBEDDER)
    moments, torn = random.Random(count), 0
    for _ in range(count):
        process, told = turning(index, library)
        for _ in range(moments.randint(1, 25)):
            told.recv()
        time.sleep(moments.uniform(0, 0.02))
        process.kill()
        process.join()
        told.close()
        try:
            check_whole(index)
        except (QuothError, AssertionError):
            torn += 1
    return {"kills": count, "torn": torn, "generation": check_whole(index)[0]}


def flips(count: int, folder: Path) -> dict[str, object]:
    """Flip one bit of a file of an index that opening does not check; ask, update, check."""
    books = {f"book{n}.txt": f"Chapter {n}. " + f"Herat fell in {n}. " * 60 for n in range(12)}
    library, index = write(folder / "library", TEXTS | books), folder / "index"
    update_index(index, [library], EMBEDDER)
    write(library, {"new.txt": "Balkh fell first."})
    manifest.CHECKED_AT_OPEN = 0
    whole, moments = _shown(index), random.Random(count)
    files = sorted(p for p in (index / "gen-000001").rglob("*") if p.is_file() and p.stat().st_size)
    told = {
        "noticed when asked": 0,
        "harmless": 0,
        "false words": 0,
        "carried over": 0,
        "unseen": 0,
    }
    for _ in range(count):
        path = moments.choices(files, [file.stat().st_size for file in files])[0]
        at, bit = moments.randrange(path.stat().st_size), 1 << moments.randrange(8)
        _flip(path, at, bit)
        try:
            told["harmless" if _shown(index) <= whole else "false words"] += 1
        except QuothError:
            told["noticed when asked"] += 1
        with suppress(QuothError):
            update_index(index, [library], EMBEDDER)
            told["carried over"] += 1
        with suppress(QuothError):
            told["unseen"] += examine(index)[1] == []
        _flip(path, at, bit)
    return {"flips": count, **told}


def _flip(path: Path, at: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ bit]))


def _shown(directory: Path) -> set[tuple[str, str]]:
    """The texts and passages that an answer may take from an index."""
    index = open_index(directory, EMBEDDER)
    try:
        found = {(row.doc_id, index.document(row.doc_id).text) for row in index.documents()}
        hits = index.search("Herat fell in Chapter 7", 30)
        return found | {(hit.passage.doc_id, hit.passage.text) for hit in hits}
    finally:
        index.close()


def faults(_: int, folder: Path) -> dict[str, object]:
    """Let each call of an update that writes or syncs fail; after each the index must be whole."""
    library, index = write(folder / "library", TEXTS), folder / "index"
    update_index(index, [library], EMBEDDER)
    write(library, {"new.txt": "Balkh fell first.", "herat.md": "Herat was quiet."})
    shutil.copytree(index, folder / "counted")
    count = calls(folder / "counted", library)
    tried = [Fault(n, *how) for n in range(1, count + 1) for how in (("ENOSPC",), ("EIO", False))]
    found = [harm(fault, index, folder / "work", library) for fault in tried]
    return {"calls": count, "faults": len(tried), "harm": [said for said in found if said]}


def sabotage(_: int, folder: Path) -> dict[str, object]:
    """Take out one thing after another in a copy; its tests must fail."""
    tests = sorted({name for one in SABOTAGES for name in one.tests})
    nothing = Sabotage("nothing", "rag/__init__.py", "", "", tuple(tests))
    unseen = [one.what for one in SABOTAGES if not noticed(one, folder)]
    wrongly = noticed(nothing, folder)
    return {"sabotages": len(SABOTAGES), "unseen": unseen, "noticed without one": wrongly}


def wrong(count: int, _: Path) -> dict[str, object]:
    """Hold wrong quotes of new documents of every format against the check."""
    chance = random.Random(count)
    found = [attacked(name, chance) for _ in range(count) for name in NAMES]
    passed = [one for _, those in found for one in those]
    return {"wrong quotes": sum(tried for tried, _ in found), "passed": passed}


def readers(length: int, folder: Path) -> dict[str, object]:
    """Eight processes read the index while a writer turns it, for `length` seconds."""
    library, index = write(folder / "library", TEXTS), folder / "index"
    update_index(index, [library], EMBEDDER)
    process, told = turning(index, library)
    until = time.time() + length
    with ProcessPoolExecutor(8) as pool:
        looks = [pool.submit(_read_until, index, until) for _ in range(8)]
        done = [look.result() for look in looks]
    process.kill()
    process.join()
    told.close()
    faults = [said for _, _, said in done if said]
    seen = max(last for _, last, _ in done)
    return {"seconds": length, "reads": sum(n for n, _, _ in done), "faults": faults, "seen": seen}


def _read_until(index: Path, until: float) -> tuple[int, int, str]:
    """How often the index was whole, its last generation, and the first fault if there was one."""
    reads = last = 0
    try:
        while time.time() < until:
            last = check_whole(index)[0]
            reads += 1
    except (QuothError, AssertionError) as error:
        return reads, last, repr(error)
    return reads, last, ""


def patterns(_: int, __: Path) -> dict[str, object]:
    """The regular expressions whose time grows faster than the text, on the worst of its shapes."""
    every = [one for one in held() if not one.bounded]
    steep = [(one.names[0], *found) for one in every if (found := one.steep(1_000))]
    return {"patterns": len(every), "steep": steep}


def growth(_: int, __: Path) -> dict[str, object]:
    """The largest exponent from 4 K to 128 K, and the slowest megabyte, in processor seconds."""
    exponents, slowest = {}, {}
    for shape in SHAPES:
        small, large = (min(seconds(shape, n) for _ in range(2)) for n in (4_096, 131_072))
        exponents[shape] = math.log(large / small, 32)
        slowest[shape] = seconds(shape, 1_000_000)
    worst, slow = max(exponents, key=exponents.__getitem__), max(slowest, key=slowest.__getitem__)
    return {
        "shapes": len(SHAPES), "largest exponent": [worst, round(exponents[worst], 2)],
        "slowest MB": [slow, round(slowest[slow], 1)],
    }  # fmt: skip


def books(_: int, __: Path) -> dict[str, object]:
    """Processor seconds for a megabyte of each format, and the exponent from an eighth of it."""
    found: dict[str, object] = {}
    for kind in BOOKS:
        small = min(in_book(kind, 125_000) for _ in range(2))
        large = in_book(kind, 1_000_000)
        found[kind] = [round(large, 1), round(math.log(large / small, 8), 2)]
    return found


def main(words: list[str]) -> None:
    """Run one campaign in a folder that goes when it ends."""
    every = (kills, flips, faults, sabotage, wrong, readers, patterns, growth, books)
    run = {one.__name__: one for one in every}[words[0]]
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(run(int(words[1]) if len(words) > 1 else 100, Path(folder))))


if __name__ == "__main__":
    main(sys.argv[1:])
