"""What a threshold of confidence means, on the questions that were measured last."""

from collections.abc import Sequence

from rag.web.escape import esc


def meaning(measured: tuple[str, Sequence[tuple[float, bool]]] | None, least: float) -> str:
    """HTML: how many questions would be answered, and how many of those answers are right.

    `measured` is a name with (confidence, whether the quotes answer) of each question.
    """
    if measured is None or not measured[1]:
        said = "Run a question file under Eval to see here what a setting means."
    else:
        name, rows = measured
        kept = [right for confidence, right in rows if confidence >= least]
        share = f"{len(kept) / len(rows):.0%}"
        if kept:
            right = f"{sum(kept) / len(kept):.0%}"
            said = (
                f"On {name}, {share} of the questions would be answered, {right} of them rightly."
            )
        else:
            said = f"On {name}, no question would be answered."
    return f'<p class="meaning" role="status">{esc(said)}</p>'
