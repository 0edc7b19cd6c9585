"""A place of the sources that has a quotation's words."""

from dataclasses import dataclass

from rag.audit.match.word_index import WordIndex


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Tokens `first` to `last` (half-open) of the index, in one document.

    `faithful` is False where true words were joined so that they say something else.
    `pieces` are the tokens (first, last) of each run where the quotation has several. `replaced`
    are (words in the draft's brackets, the source's words for which they stand).
    """

    document: int
    first: int
    last: int
    literal: bool = True
    faithful: bool = True
    pieces: tuple[tuple[int, int], ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()

    def reading(self, index: WordIndex) -> tuple[int, int]:
        """The reading range (start, end) of the match."""
        return int(index.starts[self.first]), int(index.ends[self.last - 1])
