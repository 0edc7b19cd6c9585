"""The difference between a draft's words and the source's, word by word, and what it changes."""

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from rag.audit.match.fold import Token, is_figure, is_negation, tokens
from rag.audit.report import WordChange


def diff(draft: str, source: str) -> tuple[WordChange, ...]:
    """The steps from `draft` to `source`, in order; equal words are in the source's spelling.

    >>> diff("He paid 12 euros", "He paid 97 euros")
    (('equal', 'He paid'), ('delete', '12'), ('insert', '97'), ('equal', 'euros'))
    """
    ours, theirs = tokens(draft), tokens(source)
    steps: list[WordChange] = []
    mine, said = [t.folded for t in ours], [t.folded for t in theirs]
    if mine and said and mine[0].casefold() == said[0].casefold():
        mine[0] = said[0]  # the case of the first letter is the draft's own
    codes = Indel.opcodes(mine, said)
    for code in codes:
        deleted = _words(draft, ours[code.src_start : code.src_end])
        inserted = _words(source, theirs[code.dest_start : code.dest_end])
        if code.tag == "equal":
            steps.append(("equal", inserted))
            continue
        if deleted:
            steps.append(("delete", deleted))
        if inserted:
            steps.append(("insert", inserted))
    return tuple(_paired(steps))


def _words(text: str, tokens: Sequence[Token]) -> str:
    return " ".join(text[tokens[0].start : tokens[-1].end].split()) if tokens else ""


def _paired(steps: list[WordChange]) -> list[WordChange]:
    """The steps with each deletion before the insertion that stands beside it."""
    result = list(steps)
    for at in range(len(result) - 1):
        if result[at][0] == "insert" and result[at + 1][0] == "delete":
            result[at], result[at + 1] = result[at + 1], result[at]
    return result


def reasons(changes: Sequence[WordChange]) -> tuple[str, ...]:
    """What the changes touch: negations first, then figures, then names, then other words."""
    lost, added = (
        [
            (t, words[t.start : t.end])
            for kind, words in changes
            if kind == wanted
            for t in tokens(words)
        ]
        for wanted in ("insert", "delete")
    )
    reasons = [f"negation dropped: {t.folded}" for t, _ in lost if is_negation(t.folded)]
    reasons += [f"negation added: {t.folded}" for t, _ in added if is_negation(t.folded)]
    for label, test in (("figure", is_figure), ("name", _is_name)):
        mine = " ".join(raw for t, raw in added if test(t.folded))
        theirs = " ".join(raw for t, raw in lost if test(t.folded))
        if mine or theirs:
            reasons.append(
                f"{label} changed: {mine or '(none)'}, in the source {theirs or '(none)'}"
            )
    if not reasons:
        words = max(sum(t.is_word for t, _ in side) for side in (lost, added))
        told = "1 word differs" if words == 1 else f"{words} words differ"
        reasons = [told if words else "signs differ"]
    return tuple(reasons)


def _is_name(folded: str) -> bool:
    return folded[:1].isupper() and len(folded) > 1 and not is_figure(folded)
