"""Whether two words are forms of one verb or noun: regular endings, and the irregular verbs."""

import re

_IRREGULAR = (
    "take took taken;go goes went gone;come came;give gave given;make made;see saw seen;say "
    "said;know knew known;think thought;find found;get got gotten;tell told;become became;leave "
    "left;feel felt;bring brought;begin began begun;keep kept;hold held;write wrote "
    "written;stand stood;hear heard;let;mean meant;set;meet met;run ran;pay paid;sit sat;speak "
    "spoke spoken;lie lay lain;lead led;read;grow grew grown;lose lost;fall fell fallen;send "
    "sent;build built;understand understood;draw drew drawn;break broke broken;spend "
    "spent;cut;rise rose risen;drive drove driven;buy bought;wear wore worn;choose chose "
    "chosen;seek sought;throw threw thrown;catch caught;deal dealt;win won;forget forgot "
    "forgotten;sell sold;fight fought;teach taught;eat ate eaten;sing sang sung;strike "
    "struck;hang hung;shake shook shaken;ride rode ridden;feed fed;shoot shot;drink drank "
    "drunk;hit;arise arose arisen;fly flew flown;steal stole stolen;sleep slept;swear swore "
    "sworn;burn burnt;bear bore born borne;hide hid hidden;sink sank sunk;bind bound;lay "
    "laid;dig dug;flee fled;show showed shown;swim swam swum;wake woke woken;lend lent;learn "
    "learnt;man men;woman women;child children;person people;withdraw withdrew withdrawn"
)
_FORMS = {form: group.split()[0] for group in _IRREGULAR.split(";") for form in group.split()}
_REGULAR = ("", "s", "ed", "d", "ing")
_ENDINGS = frozenset({"", "s", "es", "d", "ed", "ing", "e", "ies", "y", "ied", "n", "en", "'s"})


def possessor(word: str) -> str:
    """A word without the ending of a possessive ("Kovács" of "Kovács’s")."""
    return re.sub(r"['’]s?$", "", word)


def same_verb(one: str, other: str) -> bool:
    """Whether two words are forms of one ("take", "taken"; "own", "owned").

    >>> same_verb("owned", "own"), same_verb("took", "takes"), same_verb("killer", "killed")
    (True, True, False)
    """
    a, b = one.casefold(), other.casefold()
    if a == b or (lemma_of(a) is not None and lemma_of(a) == lemma_of(b)):
        return True
    size = next((n for n in range(min(len(a), len(b))) if a[n] != b[n]), min(len(a), len(b)))
    rests = (a[size:], b[size:])
    doubled = [rest[1:] if size and rest[:1] == a[size - 1] else rest for rest in rests]
    return size >= 2 and all(rest in _ENDINGS for rest in doubled) and one[:1].islower()


def forms(word: str) -> frozenset[str]:
    """The forms of a verb that a text may have, some of them no words.

    >>> sorted(forms("went")), sorted(forms("move"))[1:3]
    (['go', 'goes', 'gone', 'went'], ['moved', 'moveed'])
    """
    lemma = lemma_of(word)
    if lemma is not None:
        return frozenset(form for form, first in _FORMS.items() if first == lemma)
    base = re.sub(r"(?:ed|es|s|ing)$", "", word) if len(word) > 4 else word
    return frozenset({one + ending for one in {word, base} for ending in _REGULAR})


def lemma_of(word: str) -> str | None:
    """The first form of an irregular verb, whatever regular ending stands behind it."""
    for ending in ("", "s", "es", "ing"):
        stem = word.removesuffix(ending) if ending else word
        for form in (stem, stem + "e"):
            if (not ending or stem != word) and form in _FORMS:
                return _FORMS[form]
    return None
