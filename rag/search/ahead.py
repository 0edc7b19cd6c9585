"""Work on things in their order, where the next few are begun before the first is done."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


def ahead(
    work: Callable[[Item], Made], items: Iterable[Item], at_once: int
) -> Generator[tuple[Item, Callable[[], Made]], None, None]:
    """Each item with what waits for its result (or raises what `work` raised), in their order.

    `at_once` are worked on side by side, each in a thread; at most twice as many are begun and
    not taken. Whoever leaves off closes the iterator: what has not begun then never does, and
    nothing is waited for.
    """
    left = iter(items)
    pool = ThreadPoolExecutor(at_once)
    try:
        begun = deque((item, pool.submit(work, item)) for item in islice(left, 2 * at_once))
        while begun:
            item, future = begun.popleft()
            yield item, future.result
            begun.extend((item, pool.submit(work, item)) for item in islice(left, 1))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
