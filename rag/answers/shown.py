"""What a chosen quote goes through before it is shown: the check, and its warnings."""

from collections.abc import Sequence
from dataclasses import replace

from rag.errors import CitationError
from rag.quotes.check import check_quote
from rag.quotes.quote import Quote
from rag.quotes.warnings import warnings_for
from rag.search.store import State


def borne_out(quotes: Sequence[Quote]) -> tuple[list[Quote], tuple[str, ...]]:
    """The quotes that the check passes, and in words what is wrong with the others.

    One that fails is a fault of ours in one place; it must not take the other quotes along.
    """
    passed: list[Quote] = []
    problems: list[str] = []
    for quote in quotes:
        try:
            check_quote(quote.text, quote.spans, quote.document)
        except CitationError as error:
            problems.append(f"a quote was left out, its source does not bear it out: {error}")
        else:
            passed.append(quote)
    return passed, tuple(problems)


def guarded(quote: Quote, state: State | None) -> Quote:
    """The quote with its warnings: of being read out of context, of a file that has changed."""
    before, after = quote.context
    kinds = quote.voice.kind, quote.block.kind
    beside = quote.recognised, quote.beside_loss, quote.unseen
    codes = warnings_for(quote.text, before, after, *kinds, *beside)
    return replace(quote, warnings=(*((state,) if state else ()), *codes))
