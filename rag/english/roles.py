"""Common nouns that stand for somebody or for a place ("the mayor", "the town")."""

import re
from functools import lru_cache

from rag.english.people import fold, parse_name
from rag.english.speech import NAME, PERSON
from rag.english.titles import BEFORE_NAMES, OFFICES, RANKS, TITLES
from rag.english.words import GROUPS, PERSONS, PLACES

ROLES = (
    TITLES
    | GROUPS
    | PERSONS
    | frozenset(
        "consul clerk pilot chief boss spy cook guard nurse judge coach pope monk nun host guest "
        "witness defendant plaintiff accused victim patient client tenant author boy girl child "
        "brother sister father mother son daughter wife husband uncle aunt cousin friend colleague "
        "neighbour neighbor couple pair crew guy lad cop dean heir priest vicar spokesman "
        "spokeswoman advocate envoy delegate candidate aide mate surgeon soldier sailor niece "
        "nephew widow widower bride groom fiancé fiancée twin executive head star fellow partner "
        "representative native veteran agent official graduate vet chef mechanic academic spouse "
        "recruit intern comic men poet clerk heiress abbess captain trustee resident student "
        "landlord landlady parent employee teacher worker farmer villager engineer lawyer survivor "
        "reader".split()
    )
)
_ROLE_ENDINGS = tuple(
    "er or ist ian yst ysts man men woman women ant ee ers ors ists ians party side company firm "
    "country state".split()
)
_NO_ROLES = frozenset(
    "winter summer september october november december river water paper letter matter number "
    "order power corner centre center weather danger anger hunger tower border factor floor door "
    "doctor's error harbor supper dinner quarter ledger chamber timber rubber copper silver butter "
    "feather leather slipper hammer ladder trigger lever liver finger shoulder plaster poster "
    "computer printer heater counter cover drawer dresser folder layer offer pepper powder mirror "
    "radiator reactor motor tractor elevator color honor humor favor rumor labor vapor parlor "
    "corridor list mist fist wrist twist waist plant restaurant elephant warrant instant pendant "
    "grant coffee committee degree tree knee fee flower shower answer chapter character gender "
    "newspaper trouser manner other another whether rather never ever lumber cider "
    "beer barrier carrier gutter catalyst amethyst after over under later earlier further together "
    "longer older younger bigger smaller larger greater better lower upper outer inner eager "
    "shelter filter container trailer freezer helicopter steamer cruiser liner meter "
    "litter temper disaster monster register semester theater crater cancer fever ulcer flavor "
    "peter walter dieter oliver alexander christopher jennifer heather esther roger werner rainer "
    "javier olivier xavier didier tyler spencer hunter parker carter taylor baxter chester lester "
    "christian sebastian adrian julian brian ian fabian damian vivian lilian gillian marian "
    "pier the terror horror tremor anchor sector vector tenor minor major interior exterior".split()
)
_BODIES = GROUPS | frozenset(
    "party side company firm country state chair department authority service bureau".split()
)
_PLACES = PLACES | frozenset(
    "capital state district county parish harbour port lake valley mountain sea bay continent "
    "peninsula colony kingdom republic empire".split()
)
_THINGS = frozenset(
    "book novel poem play film song opera symphony painting album magazine newspaper journal essay "
    "story collection series ship boat yacht dog cat horse memoir diary pamphlet treatise sonata "
    "ballad picture portrait sculpture yard mill farm inn estate house".split()
)


_LONGEST = 60
"""Code points of a name that stands before an apposition."""


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern[str]:
    """A determined noun with up to three words, and a name that it is apposed to."""
    determiner = "[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ne|another"
    return re.compile(
        rf"(?P<named>{PERSON},\s+)?\b(?:{determiner})\s+"
        rf"(?P<words>[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*){{0,2}})(?P<apposed>,?\s+{PERSON})?"
    )


@lru_cache(maxsize=1)
def _apposed() -> re.Pattern[str]:
    """What stands between commas behind the name that opens a sentence: nobody else's subject."""
    return re.compile(rf"^(?P<who>\W*{PERSON}),\s+(?:an?|the|his|her|their)\s[^,;:.“”\"]*,\s")


def person_noun(noun: str) -> bool:
    """Whether a noun is what somebody is called by ("mayor", "brother", "witness")."""
    word = noun.casefold()
    if word in _NO_ROLES or word.removesuffix("s") in _NO_ROLES:
        return False
    return word in ROLES or (len(word) > 3 and word.endswith(_ROLE_ENDINGS))


def stands_for_a_name(noun: str) -> bool:
    """Whether an editor may put a name in a noun's place: somebody's, or that of a place."""
    return person_noun(noun) or noun.casefold() in _PLACES


def stands_for_a_place(noun: str) -> bool:
    """Whether a noun is what a place is called by ("town", "river")."""
    return noun.casefold() in _PLACES


def names_a_thing(name: str, sentence: str) -> bool:
    """Whether a name is apposed to a thing's or a place's noun ("his first book, Salt").

    >>> names_a_thing("Salt", "His first book, Salt, sold."), names_a_thing("Zell", "It is Zell.")
    (True, False)
    """
    found = re.search(rf"\b(?P<noun>[a-z][\w-]*),?\s+[*_“\"]?{re.escape(name)}\b", sentence)
    return found is not None and (found["noun"] in _THINGS or stands_for_a_place(found["noun"]))


def roles_in(text: str) -> list[str]:
    """The roles and bodies without a name of their own in a text, with whose they are.

    >>> roles_in("The firm's own insurers and counsel for Arn Council met a sad mayor, Ann Lee.")
    ["The firm's own insurers", 'counsel for Arn Council', 'a sad mayor']
    """
    found = []
    for match in _some_roles().finditer(text):
        words = match["words"].split()
        nouns = [(person_noun(w) or w in _BODIES) and w != "accused" for w in words]
        ends = [n for n, noun in enumerate(nouns, 1) if noun and not any(nouns[n : n + 1])]
        if ends:
            role = match["whose"] + " ".join(words[: ends[0]])
            whose = _OF_BODY.match(text, match.start() + len(role))
            found.append(role + (whose.group() if whose else ""))
    return found


_OF_BODY = re.compile(rf"\s+(?:of|for)\s+(?:the\s+)?(?:{NAME}|(?<=the\s)[a-z]+)")


@lru_cache(maxsize=1)
def _some_roles() -> re.Pattern[str]:
    """Some words in lower case behind a determiner or an owner; or counsel, who need none."""
    whose = r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur|[Mm]y|[Aa]nother)"
    return re.compile(
        rf"(?<![\w’'-])(?P<whose>(?:{whose}|{PERSON}['’]s?)\s(?:[A-Z]\w+\s)?|(?=[Cc]ounsel\b))"
        r"(?=(?P<words>(?:[a-z]|(?<![\s])[A-Z])[\w’'-]*(?:\s(?!(?:the|an?|his|her)\s)[a-z][\w’'-]*){0,4}))"
    )


def split_role(role: str) -> tuple[str, str]:
    """A role's noun phrase, and the body or place that it is of."""
    parts = re.split(r"(?<!\s)\s+(?:of|for|at|from)\s+", role, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def bare_subject(sentence: str) -> str:
    """A sentence without what stands between commas behind the name that opens it."""
    return _apposed().sub(r"\g<who> ", sentence, count=1)


def unnamed(sentence: str, one: bool = False) -> bool:
    """Whether a sentence speaks of somebody whom it does not name; `one`: of one person.

    >>> unnamed("Anna Roth met the mayor."), unnamed("Anna Roth, the mayor, rose.")
    (True, False)
    """
    sentence = bare_subject(sentence)
    for found in _nouns().finditer(sentence):
        lead = sentence[: found.start()].rstrip()
        named = lead.endswith(",") and re.search(rf"{PERSON},$", lead[-_LONGEST:])
        if named or found["named"] or found["apposed"]:
            continue
        words = [word for word in found["words"].split() if word not in _BODIES]
        if any(person_noun(word) and not (one and _several(word)) for word in words):
            return True
    return False


def _several(noun: str) -> bool:
    """Whether a noun is the plural of one for somebody ("passengers", "women")."""
    return noun.endswith("men") or (noun.endswith("s") and person_noun(noun[:-1]))


def speaks_for(sentence: str, role: str) -> str | None:
    """The body that a role speaks for ("a spokesman for the Ministry of Labour"), if named."""
    noun = re.escape(role.split()[-1])
    found = re.search(rf"\b{noun}\s+(?:for|of|at|from)\s+(?:the\s+)?(?P<body>{NAME})", sentence)
    return found["body"] if found and parse_name(found["body"]).body else None


_GRADES = RANKS | frozenset(
    "chief senior lord general principal executive managing permanent first".split()
)


def is_office(words: str) -> bool:
    """Whether words in apposition are an office in capitals ("Assistant Secretary of State")."""
    title, *rest = map(fold, re.sub(r"^(?:[Tt]he|[Tt]hen)\s+(?=\S)", "", words).split())
    while rest and title in _GRADES:
        title, *rest = rest
    of = not rest or rest[0] in ("of", "for", "to", "at", "in", "and", "general")
    return of and len(words.split()) > 1 and title in OFFICES | TITLES | BEFORE_NAMES
