"""The one thing that answering needs from a search engine.

`rag.index.Index` is the engine that there is. A distributed one takes its place by having
this method; nothing else in Quoth looks behind it.
"""

from typing import Protocol

from rag.document import Hit


class Retriever(Protocol):
    """Finds passages for a question. Safe to call from many threads."""

    def search(
        self, question: str, k: int = 10, documents: frozenset[str] | None = None
    ) -> list[Hit]:
        """The `k` best passages, best first; equal scores in a fixed order.

        `documents` restricts the search to these document ids; the result is the best `k`
        among them, not what is left of the best of all. Empty if nothing was found.
        """
