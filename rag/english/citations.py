"""Words of citations: kinds of what is cited, what is no name, abbreviations, connectives."""

import re

KINDS = frozenset(
    "interview conversation email letter correspondence communication cable telegram testimony "
    "speech lecture diary memorandum hearing".split()
)
"""Words for what was never published, and is known by its people and its date."""
NUMBERED = frozenset("memo note email post interview speech sonnet psalm report address".split())
"""What may have a number or a day behind it, beside letters and what has no voice."""
NAME_EACH_OTHER = frozenset("clause regulation rules order act list case will".split())
"""Parts of laws, which name each other by number, and nouns that need a "No." before it."""
KIND_WORDS = KINDS | frozenset(
    "personal authors author by with the an a s to from telephone phone video via e mail".split()
)
"""With these alone a short reference names no title."""
NO_NAMES = frozenset("and et al eds ed editor editors trans with by others und y".split())
"""What stands among names and is none."""
ABBREVIATIONS = frozenset(
    "st jr sr dr mr mrs ms prof gen col capt ed eds trans tr vol vols no nos pp ch cf al etc univ "
    "inc ltd co dept gov sen rep fig para op cit loc ibid id repr rev esp vs assn int j".split()
)
"""What ends with a full stop inside a citation, and ends no sentence."""
STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|will|would|can|could|may|might|must|should"
    r"|he|she|it|they|his|her|its|their|who|says?|said|writes?|wrote|notes|argues|gives?|gave|puts?"
    r"|makes?|made|means?|refers?|denotes?|includes?|contains?|shall|requires?|applies|cannot|becomes?"
    r"|(?!(?:edit|translat|revis|updat|quot|cit|reprint|access|publish|abridg|enlarg|illustrat|unit"
    r"|unpublish|undat|dat|collect|select|bas|relat|interview|retriev|archiv)ed)[a-z]{2,}ed)\b"
)
"""Words, small in print, by which a text says something; a reference alone has none."""
ASKS_FOR_WORKS = re.compile(
    r"\b(?:books?|articles?|papers?|reports?|stud(?:y|ies)|memoirs?|works?|titles?|sources?|references?"
    r"|cit(?:e|es|ed|ations?)|publi(?:sh|shes|shed|shers?|cations?)|footnotes?|documents?|interviews?"
    r"|testimony|resolutions?|essays?|literature|bibliography|written)\b",
    re.I,
)
"""What is asked for where a reference alone may answer."""
ARTICLES = frozenset(["the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "il"])
"""With which a title begins that is cited without it."""
BIG_PARTS = frozenset({"part", "chapter", "title", "book", "schedule", "annex", "appendix"})
"""What holds sections; a section, a clause and an article are the same here."""
