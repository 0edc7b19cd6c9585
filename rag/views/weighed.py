"""A weighed claim in a terminal: the sides one below the other, each quote with its place."""

from collections.abc import Mapping, Sequence

from rag.answers.sides import Side, Why
from rag.answers.weigh import VoicedRecord, WeighedRecord
from rag.views.checked import where
from rag.views.escape import escaped
from rag.views.terminal import Paint, plain
from rag.views.words import voice_words, warnings_of

HEADINGS: Mapping[Side, str] = {
    "for": "Bear it out", "against": "Speak against it", "qualified": "Qualify it",
    "unsorted": "Speak to it, unsorted",
}  # fmt: skip
_WHY = {
    "date": "another date: {1} instead of {0}", "amount": "another amount: {1} instead of {0}",
    "name": "another name: {1} instead of {0}", "denial": "says that it is not so",
    "opposite": "says the opposite: {1} instead of {0}", "limited": "limited or denied there: {0}",
    "reported": "reported there: {0}",
}  # fmt: skip


def why_words(why: Why | None, words: Sequence[str]) -> str:
    """Why a quote is on its side; "" where it bears the claim out or is unsorted."""
    said = _WHY.get(why or "", "")
    return said.format(*words, "", "").rstrip(": ") if said else ""


def weighed_text(made: WeighedRecord, style: Paint = plain) -> str:
    """All sides that have quotes, then who is silent."""
    lines = [style(escaped(made["claim"]), "1"), ""]
    for side, heading in HEADINGS.items():
        if made[side]:
            lines += [style(heading, "1"), ""]
        for quote in made[side]:
            lines += [*_quote(quote), ""]
    if made["silent"]:
        paths = ", ".join(escaped(row["path"]) for row in made["silent"])
        lines.append(f"Silent: {paths}")
    if made["unread"]:
        lines.append(f"Not looked into, since others came first: {made['unread']} documents")
    lines += [f"take care: {escaped(problem)}" for problem in made["problems"]]
    return "\n".join(lines)


def _quote(quote: VoicedRecord) -> list[str]:
    notes = [
        why_words(quote["why"], quote["words"]),
        voice_words(quote["voice"]),
        *warnings_of(quote),
    ]
    return [
        f"  [{quote['number']}] “{escaped(quote['text'])}”",
        *(f"      {escaped(note)}" for note in notes if note),
        f"      {escaped(where(quote))}",
    ]
