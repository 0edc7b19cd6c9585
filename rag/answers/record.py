"""An answer as one JSON object: the contract that outside tools depend on.

Every quote is checked against its source once more on its way out (rag/quotes/check.py). One that
fails raises CitationError: nothing is shown that the source does not bear out. Beyond the
contract an answer carries `problems`, which name the quotes that were left out because the check
refused them; a quote carries `answer_spans`, `warnings`, `selector` and `also`, and its document
`address`, the web address that the file states; a reader that does not know them may leave them
aside.
"""

from collections.abc import Mapping
from typing import Any

from rag.answers.engine import Abstention, Answer
from rag.quotes.record import quote_json

Json = dict[str, Any]


def to_json(
    result: Answer | Abstention, *, id: str | int, seconds: float, index: Mapping[str, Any]
) -> Json:
    """One line of a batch. `index` states generation, embedder and reader.

    Raises CitationError if a quote, or a nearest passage, is not its source's own words.
    """
    answered = isinstance(result, Answer)
    quotes = result.quotes if isinstance(result, Answer) else ()
    nearest = () if isinstance(result, Answer) else result.nearest
    return {
        "id": id,
        "question": result.question,
        "status": "answered" if answered else "abstained",
        "confidence": result.confidence,
        "reason": None if isinstance(result, Answer) else result.reason,
        "quotes": [quote_json(quote, number) for number, quote in enumerate(quotes, 1)],
        "nearest": [quote_json(quote, number) for number, quote in enumerate(nearest, 1)],
        "problems": list(result.problems),
        "seconds": round(seconds, 4),
        "index": dict(index),
    }
