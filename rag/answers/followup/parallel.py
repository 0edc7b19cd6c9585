"""Parallels: "What about the Rhine?", "And in 1912?", the question before with a part exchanged.

Each part of what is put in takes the place of its like: of the same kind, behind the same
preposition, with the same last word. A part that nothing is like is added at the end.
"""

import itertools
import re
from functools import partial

from rag.answers.followup.antecedents import Scene
from rag.answers.followup.phrases import Phrase, PhraseKind, kind_of, phrases, tokens
from rag.answers.followup.pronouns import Made, resolve
from rag.english.patterns.followups import PARALLEL_ORDINAL as _ORDINAL
from rag.english.patterns.followups import PARALLEL_ROLE as _ROLE
from rag.english.words import AUX, FUNCTION, PEOPLES, PREPOSITIONS, SWAPPED, WH

_ABOUT = re.compile(r"(?:what|how)\s+about\s+(.+)", re.I)
_ACCORDING = re.compile(r",?\s*\baccording\s+to\s+[^,?]+,?\s*", re.I)
_OWN = re.compile(r"(?:his|her|its|their)\s", re.I)
_LONGEST = 8
_ADDS = frozenset("for with without from by".split())
"""Prepositions of what is added to a question, where it has no such part to be exchanged."""
_NEAR = (
    {"country", "place"}, {"place", "person"}, {"group", "country"}, {"thing", "person"},
    {"thing", "event"}, {"thing", "place"}, {"thing", "group"},
)  # fmt: skip


def exchanged(body: str, scene: Scene, *, led: bool) -> Made | None:
    """The question before with the parts of `body` in it; None if `body` is no such fragment.

    `led` says that "and" or its like stood before it.
    """
    about = _ABOUT.match(body)
    if not about and not _fragment(body, led=led):
        return None
    rest = re.sub(r"\s+ones?$", "", about.group(1) if about else body)
    owned = resolve(rest, scene)
    if owned[1] and _OWN.match(rest):
        return f"{'who' if _ROLE.search(rest) else 'what'} was {owned[0]}", owned[1]
    said = scene.last.turn.question.rstrip(" ?.!")
    if _ACCORDING.match(rest):
        asked = _ACCORDING.sub("", said).strip(" ,")
        return f"{asked} {owned[0]}", [asked, *owned[1]]
    text, holes = said, list[tuple[int, int]]()
    for prep, piece in _parts(owned[0]):
        place = _slot(piece, prep, text, scene)
        if place is None:
            text = f"{text} {prep or 'for'} {piece}"
            continue
        start, end = place
        before = text[:start].split()
        if prep and before and before[-1] in SWAPPED and prep in SWAPPED:
            start -= len(before[-1]) + 1
            piece = f"{prep} {piece}"
        holes.append((text[:start].count(" "), text[start:end].count(" ") + 1))
        text = text[:start] + piece + text[end:]
    return text, _shared_runs(said, holes)


def _shared_runs(said: str, holes: list[tuple[int, int]]) -> list[str]:
    """The runs of words of the question before that are still there."""
    words = said.split()
    gone = {at for first, count in holes for at in range(first, first + count)}
    runs = "".join("\0" if at in gone else f" {word}" for at, word in enumerate(words))
    return [run.strip() for run in runs.split("\0") if run.strip()]


def _fragment(body: str, *, led: bool) -> bool:
    """Whether the text is no sentence, only a part of one: "in Berlin", "the Iranian one"."""
    words = [t.low for t in tokens(body)]
    if len(words) > _LONGEST or any(w in AUX | WH for w in words):
        return False
    opens = words[0] in PREPOSITIONS or _ACCORDING.match(body) or body.endswith((" one", " ones"))
    return led or bool(opens) or (len(words) <= 3 and words[0] not in FUNCTION - {"the"})


def _parts(rest: str) -> list[tuple[str, str]]:
    """Each part with its preposition: [("", "the crew"), ("in", "Berlin")]."""
    parts = phrases(rest)
    cuts = [p.start - len(p.prep) - 1 for p in parts if p.prep not in ("", "of") and p.start > 3]
    edges = [0, *[c for c in cuts if c > 0], len(rest)]
    pieces = [rest[a:b].strip() for a, b in itertools.pairwise(edges) if rest[a:b].strip()]
    split = [piece.partition(" ") for piece in pieces]
    return [
        (a.lower(), tail) if a.lower() in PREPOSITIONS and tail else ("", a + gap + tail)
        for a, gap, tail in split
    ]


def _slot(piece: str, prep: str, text: str, scene: Scene) -> tuple[int, int] | None:
    """Where in the question before the piece belongs, or None if nothing there is like it."""
    modifier = re.fullmatch(r"(?:the )?(\w+)", piece)
    if modifier and (place := _modified(modifier.group(1), piece, text)):
        return place
    if added := _added(prep, text):
        return added
    last = piece.split()[-1].lower()
    first = next(iter(phrases(piece)), None)
    kind = _kind(piece, prep, first, scene)
    named = bool(first and first.name)
    fit = partial(_likeness, kind=kind, last=last, prep=prep, named=named)
    both = named and last.endswith("s")
    olds = [p for p in phrases(text) if not p.asked or p.head == last or (both and p.name)]
    olds = [p for p in olds if (p.kind == "date") == (kind == "date")]
    best = max(olds, key=fit, default=None)
    if best is None or fit(best) < 1:
        return None
    start, end = best.end - len(best.text.split()[-1]) if best.asked else best.start, best.end
    if prep in _ADDS and not best.prep and not (named and best.name):
        return None  # "the usual dose" | "for old people"
    swapped = (best.kind == kind and {best.prep, prep} <= SWAPPED) or (
        kind == "date" and best.prep == "of"
    )
    if prep and best.prep and best.prep != prep and not swapped:
        return None
    article = re.search(r"\bthe $", text[:start]) if piece.startswith("the ") else None
    return (article.start() if article else start), end


def _added(prep: str, text: str) -> tuple[int, int] | None:
    """What stands behind a preposition of its kind at the end of the question before."""
    if prep not in _ADDS:
        return None
    tail = re.search(rf"\b{prep}\s+((?:[a-z’'-]+\s+){{0,2}}[a-z’'-]+)$", text)
    return tail.span(1) if tail and not PREPOSITIONS & set(tail[1].split()) else None


def _kind(piece: str, prep: str, first: Phrase | None, scene: Scene) -> PhraseKind:
    """What the piece may be, by the conversation or by itself."""
    known: PhraseKind | None = scene.first(lambda turn: turn.kind(piece))
    kind = known or (first.kind if first else kind_of(piece, prep))
    return "place" if kind == "person" and prep in ("in", "at", "near", "from") else kind


def _likeness(old: Phrase, *, kind: PhraseKind, last: str, prep: str, named: bool) -> float:
    """How much a phrase of the question before is like a piece that may take its place."""
    near = {kind, old.kind} in _NEAR
    like = 2.0 * (old.kind == kind) + 0.5 * near + 3.0 * (old.head == last)
    apart = old.prep != "" and not prep
    return like + 1.5 * (bool(prep) and old.prep == prep) + (old.name == named) - 0.4 * apart


def _modified(word: str, piece: str, text: str) -> tuple[int, int] | None:
    """The place of a nationality or an ordinal, for another one of the same sort."""
    people = next((t for t in tokens(text) if t.text in PEOPLES), None)
    ordinal = _ORDINAL.search(text)
    if word in PEOPLES and people:
        start, end = people.start, people.end
    elif _ORDINAL.fullmatch(word) and ordinal:
        start, end = ordinal.span()
    else:
        return None
    article = re.search(r"\b(?:the|an?) $", text[:start], re.I)
    return (article.start() if article and piece.startswith("the ") else start), end
