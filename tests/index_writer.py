"""A process that writes to an index and may kill itself: `python -m tests.index_writer`.

Arguments: the index, the folder to be indexed, and the number of the step at which the process
is killed; 0 runs to the end, -1 rewrites one file for ever. Each step is printed.
"""

import itertools
import os
import signal
import sys
from pathlib import Path

from rag.embed import HashingEmbedder
from rag.index import update_index


def main(index: Path, folder: Path, last: int) -> None:
    """Update the index once, or for ever."""
    steps = itertools.count(1)

    def step(name: str) -> None:
        print(name, flush=True)
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    update_index(index, [folder], HashingEmbedder(), on_step=step)
    for turn in itertools.count() if last < 0 else ():
        (folder / "turning.txt").write_text(f"In turn {turn} the wheel stood at mark {turn}.")
        update_index(index, [folder], HashingEmbedder(), on_step=step)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
