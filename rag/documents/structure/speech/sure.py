"""Which labels name speakers in this document: by title, by coming back, by their company."""

import re
from collections import Counter
from collections.abc import Sequence

from rag.documents.structure.speech.labels import Label, cue, name_like, no_label, part
from rag.english.patterns.turns import TURNS_COURT as _COURT
from rag.english.patterns.turns import TURNS_GENRE as _GENRE
from rag.english.patterns.turns import TURNS_HOUSE as _HOUSE
from rag.english.patterns.turns import TURNS_SPEECH as _SPEECH

_LOUD = ("caps", "strong", "stage", "handle", "office")
_TALK = 0.3
"""The least share of labels after which somebody is spoken to, where nothing says more."""
_STAMPED = ("timed", "headed", "event")
_ALONE = ("judge", "member", "cue")


def sure(labels: Sequence[Label], head: str, captions: bool = False) -> frozenset[tuple[str, str]]:
    """The (who, kind) that name speakers; `head` is the title and the first paragraphs.

    `captions` says that the text is shown at stated times, as speech is.
    """
    own = [one for one in labels if one.kind not in (*_STAMPED, *_ALONE, "dash")]
    genre, house = captions or _GENRE.search(head) is not None, _HOUSE.search(head) is not None
    found = {("*", who) for who in _by_form(own, genre, house)}
    loud = {one.who for one in own if one.kind == "caps" and name_like(one.who)}
    found |= {("dash", ""), *(("*", w) for w in loud if not no_label(w))} if captions else set()
    return frozenset(found | _alone(labels, head) | _stamped(labels) | _cued(labels))


def counts(label: Label, known: frozenset[tuple[str, str]]) -> bool:
    """Whether a label is one of those that `sure` found."""
    kind = label.kind if label.kind in (*_STAMPED, *_ALONE, "dash") else "*"
    return (kind, label.who) in known


def _stamped(labels: Sequence[Label]) -> set[tuple[str, str]]:
    """Names with a time: a log has at least two, and names before times come back."""
    timed = [one for one in labels if one.kind == "timed"]
    headed = [one for one in labels if one.kind == "headed"]
    found: set[tuple[str, str]] = set()
    if len(timed) > 1:
        found |= {("timed", one.who) for one in timed}
    often = Counter(one.who for one in headed)
    talk = sum(bool(_SPEECH.search(one.said)) for one in headed)
    below = sum(one.alone for one in headed)
    if len(headed) > 1 and (max(often.values()) > 1 or talk >= 0.5 * len(headed) or not below):
        found |= {("headed", one.who) for one in headed}
    return found | ({("event", "")} if found else set())


def _alone(labels: Sequence[Label], head: str) -> set[tuple[str, str]]:
    """Names alone on their lines, where the document is of a court or of a parliament."""
    judges = [one for one in labels if one.kind == "judge" and _COURT.search(head)]
    members = [one for one in labels if one.kind == "member" and _HOUSE.search(head)]
    found = [*judges, *(members if len(members) > 1 else ())]
    return {(one.kind, one.who) for one in found}


def _cued(labels: Sequence[Label]) -> set[tuple[str, str]]:
    """Names of a play, "MARTA." above her words or before them, if some come back."""
    cues = [one for one in labels if one.kind == "cue"]
    run_in = [one for one in labels if cues and one.kind == "stage" and cue(one.who)]
    often = Counter(one.who for one in [*cues, *run_in])
    if len(often) < 2 or max(often.values()) < 2:
        return set()
    return {("*", one.who) for one in run_in} | {("cue", one.who) for one in cues}


def _by_form(labels: Sequence[Label], genre: bool, house: bool) -> set[str]:
    """Names of labels without a time; `genre` says that the document has speakers.

    `house` says that it is of a council or the like.
    """
    labels = [one for one in labels if one.kind == "tag" or re.search(r"[.?!…]", one.said)]
    often = Counter(label.who for label in labels)
    kinds = {label.who: label.kind for label in labels}
    letters = {"Q", "A"} <= set(often)
    people = {w for w in often if not no_label(w) and w not in ("Q", "A")}
    sat = _sat(labels, people, house)
    titled = sat | {
        w for w in people if kinds[w] in ("tag", "handle") or (kinds[w] != "plain" and part(w))
    }
    repeated = {w for w in people if often[w] > 1}
    if not (letters or genre or _talks(labels)):
        repeated, people = repeated & titled, people & titled
    company = len(people) > 2 or (genre and people - repeated)
    several = bool(sat) or len(repeated) > 1 or bool(repeated and company)
    found = titled if len(titled) > 1 or letters or any(often[w] > 1 for w in titled) else set()
    found |= {w for w in titled if kinds[w] in ("tag", "office")}
    if several or len(found) > 1 or letters:
        lone = {label.who for label in labels if label.alone}
        loud = {w for w in people if kinds[w] in _LOUD and name_like(w)}
        found = found | {w for w in loud if w not in lone or part(w) or often[w] > 1}
    if several:
        found |= {w for w in repeated if name_like(w)}
        found |= {w for w in people if kinds[w] == "plain" and _full(w)}
    asked = {"Q"} if found and often["Q"] > 1 else set()  # at a briefing those who ask have no name
    return found | ({"Q", "A"} if letters else asked)


def _talks(labels: Sequence[Label]) -> bool:
    """Whether labels that state no part are such as speak: "Pros:" and "Cons:" come back, too."""
    talk = [bool(_SPEECH.search(one.said)) for one in labels if not part(one.who)]
    return sum(talk) >= _TALK * len(talk)


def _sat(labels: Sequence[Label], people: set[str], house: bool) -> set[str]:
    """Titled names before plain labels of a sitting, each perhaps once ("Cllr Poole: I would …").

    They are at least three, begin as sentences do, speak to one another, and sit in a council or
    come back: a list of members does not.
    """
    own = [one for one in labels if one.who in people and one.kind == "plain" and part(one.who)]
    found = {one.who for one in own if name_like(one.who)}
    back = len({who.split()[-1] for who in found}) < len(own)
    begins = all(one.said.lstrip(' *_\n"“‘(')[:1].isupper() for one in own)
    talk = sum(bool(_SPEECH.search(one.said)) for one in own)
    sits = (house or back) and begins and talk >= _TALK * len(own)
    return found if len(found) > 2 and sits else set()


def _full(who: str) -> bool:
    """Whether a plain label is somebody's title or part, a name of two words, or a code ("P4")."""
    words = who.split()
    if re.fullmatch(r"[A-Z]{1,3}\d{1,3}", who):
        return True
    return name_like(who) and (
        part(who) or (len(words) > 1 and all(w[:1].isupper() for w in words))
    )
