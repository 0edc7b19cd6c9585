"""Verbs of events, each with the forms and the other verbs that tell the same event."""

import re

from rag.english.inflect import forms, lemma_of
from rag.english.terms import stem
from rag.english.words import VERBS

_EVENTS = (
    "fall fell fallen falls captured capture taken took take seized conquered surrendered "
    "surrender capitulated capitulation occupied overrun lost entered collapse collapsed",
    "begin began begun start started opened broke outbreak launched",
    "end ended finish finished concluded stopped ceased closed over",
    "die died death dead killed murdered perished assassinated executed drowned shot "
    "hanged beheaded victims casualties fatal toll",
    "born birth",
    "built build erected constructed construction raised",
    "founded found established created set formed foundation",
    "burn burned burnt fire destroyed",
    "resign resigned resignation stepped quit left retire retired retirement",
    "baptise baptised baptism baptisms christened christening",
    "bury buried burial burials funeral",
    "marry married wed wedding marriage",
    "open opened inaugurated opening",
    "close closed shut closing closure",
    "sink sank sunk went wrecked foundered lost",
    "win won victory defeated beat",
    "elected election chosen voted appointed",
    "appointed named made installed",
    "arrive arrived come came reach reached landed anchored moored docked arrival",
    "leave left departed departure sailed withdrew",
    "publish published appeared printed issued",
    "sign signed signing signature concluded ratified",
    "flee fled escaped left exile",
    "arrest arrested detained seized captured imprisoned",
    "strike struck strikes walkout",
    "sold sell bought sale purchased",
    "invade invaded invasion crossed attacked",
    "liberated liberate freed recaptured retaken liberation",
    "crash crashed fell collision",
    "cast recast founded",
    "crack cracked broke burst",
    "repair repaired restored mended",
    "abolish abolished dissolved dissolution",
    "discover discovered found discovery",
    "flood flooded",
    "steal stole stolen theft",
    "rename renamed",
    "erupt erupted eruption",
)
_GROUPS = [frozenset(map(stem, words.split())) for words in _EVENTS]


def event_stems(word: str) -> frozenset[str]:
    """The stems of the words that tell the same event as a verb; empty for no verb of an event.

    >>> stem("took") in event_stems("fall"), event_stems("cost")
    (True, frozenset())
    """
    own = stem(word)
    return frozenset().union(*(group for group in _GROUPS if own in group))


def verb_stems(word: str) -> frozenset[str]:
    """The same for any verb, with its own forms; one of no known event is told by these alone."""
    own = forms(word)
    return event_stems(word).union(map(stem, (*own, *(f"{one}s" for one in own))))


def acts_of(rest: str, verb: str) -> frozenset[str]:
    """The stems that tell what a verb tells; empty for a word that may be none."""
    noun = re.search(rf"\b(?:the|an?|his|her|its|their)\s+{re.escape(verb)}\b", rest)
    plain = verb.endswith("ed") or lemma_of(verb) is not None or verb in VERBS
    return verb_stems(verb) if event_stems(verb) or (plain and not noun) else frozenset()
