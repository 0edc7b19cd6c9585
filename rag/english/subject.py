"""The subject that ends right before a verb: a name or a role, through appositions and clauses."""

import re

from rag.english import months
from rag.english.capitals import UPPER
from rag.english.dates import DATE
from rag.english.later import later
from rag.english.naming import cleaned
from rag.english.people import fold, is_role
from rag.english.roles import is_office, person_noun
from rag.english.saying import BARE_ROLE, DET, HEAD, LOW, MODIFIER, OBLIQUE, SHORTENED, SIGNS
from rag.english.speech import NO_NAMES, PERSON, PRONOUNS, READ, WORKS
from rag.english.titles import BODIES, QUALIFIERS
from rag.english.words import PAST, SUBORDINATE

_LONGEST, _LONG = 240, 14  # code points of a noun phrase, and words of one in apposition
_NUMBERED = later(rf"(?<![\w’'-])[{UPPER}][\w’'-]+\s+[{UPPER}][\w’'-]+\s+I$")
"""A name with the numeral I."""
_OF_TWO = later(r"\b(?:[Tt]he\s+)?(?:younger|elder|older)\s+$")
"""What tells two bearers of one surname apart ("the younger Reid")."""
_HONOURS = later(r"(?:Jr|Sr|Esq|Ph\.?\s?D|D\.?Phil|[A-Z](?:\.?[A-Z]){1,4})\.?|\d+")
"""What stands behind a name between commas and is nobody ("Hugh Strang, R.N., noted")."""
_OPENS = later(rf"\W*(?P<role>{DET}\s+(?:{LOW}\s+){{0,2}}?(?P<noun>{LOW}))(?=\s+{LOW})")
"""A role that opens a clause ("My father took me by the hand and")."""
_FROM = later(r"(?:^|[.!?…”\"]\s)\W{0,3}(?:From|In|At|Near)\s+$")
_BEHIND_PLACE = later(rf"^(?:(?i:{'|'.join(QUALIFIERS)}|san|los|las|st|saint)\.?\s+)?\S+\s+(?=\S)")
"""The place before a name that opens no clause ("From Lisbon Roe complained")."""
_SETTING = later(
    r"^\W*(?:[Ii]n|[Aa]t|[Oo]n|[Oo]utside|[Ii]nside|[Aa]fter|[Bb]efore)\s+(?:the\s+)?[\w’'-]+,?\s+(?=the\s)"
)
_ADDRESSED = frozenset({"reader", "readers", "author", "authors", "narrator"})
_DATED = later(
    rf"(?<!\s)\s+(?:for|of|on|from|dated)\s+(?:{DATE}|\d{{1,2}}\.? {months.WRITTEN})$", re.I
)
_BARE = later(
    r"(?:^|[,;:…”]|\b(?:[Aa]s|[Bb]ut|[Aa]nd|[Ww]hile)\s)\s*(?P<noun>[\w’'-]+)\s+(?:for|of)\s+(?:the\s+)?$"
)
"""People without an article, and those whose they are ("counsel for the port")."""
_AND = later(r"\s*(?:and|but|or|while|so)\s")
_ACT = later(rf"(?<![\w’'-])(?:[a-z]+ed|{'|'.join(sorted(PAST))})(?![\w’'-])(?!\s+by\b)")
_NO_ACT = later(
    r"\b(?:the|an?|his|her|their|its|was|were|been|be|is|are|had|has|have|not|never|to|of|by|with)\s+$",
    re.I,
)
"""Before a participle, or a verb that goes with another one."""
_CLAUSE = later(rf"\b(?i:{'|'.join(sorted(SUBORDINATE))})\b")
_RELATIVE = later(r"(?<=\w)\s+(?:who|whose|whom)\s+[^,—–]+$")
"""A relative clause between a subject and its verb ("a farmer who would not give his name")."""


def of_two(before: str) -> str:
    """What tells a name apart from another one ("the younger "); "" where nothing does."""
    told = _OF_TWO.search(before)
    return told.group() if told else ""


def subject_of(left: str) -> tuple[str | None, int]:
    """The subject that ends with `left` (right before the verb), and where it begins."""
    left = re.sub(r"(?<!\s)\s*+\([^()]*\)\s*$", "", left)
    left = _DATED.sub("", left)
    clause = _clause(left)
    body = left[clause:]
    if re.search(r"\b(?:and|but|or|then)$", body):
        return _of_clause(body, clause)
    if led := re.search(
        r"(?:,|(?<![\s,]))\s++who$", body
    ):  # "the critic Marcel Duhamel, who called"
        found = HEAD.search(body[: led.start()], max(0, led.start() - _LONGEST))
        who = found and (cleaned(found["name"]) if found["name"] else named_role(found["role"]))
        return who or None, clause + (found.start() if found else len(body))
    if not body.rstrip().endswith((",", "—", "–")):
        relative = _RELATIVE.search(body)
        head = _head(body[: relative.start()] if relative else body)
        return (head[0], clause + head[1]) if head else (None, clause + len(body))
    return _apposed(body, clause)


def _clause(left: str) -> int:
    """Where the last clause begins; the full stop of an initial or a title ends none."""
    end = len(left)
    while True:
        clause = max((left.rfind(sign, 0, end) for sign in SIGNS), default=-1) + 1
        if not clause or not SHORTENED.search(left[:clause]):
            return clause
        end = clause - 1


def opening_role(sentence: str) -> str | None:
    """The role that opens a sentence as its subject ("My mother kept a diary"); else None."""
    opens = _OPENS.match(_SETTING.sub("", sentence))
    one = opens if opens and person_noun(opens["noun"]) else None
    return named_role(one["role"]) if one and fold(one["noun"]) not in _ADDRESSED else None


def _of_clause(body: str, clause: int) -> tuple[str | None, int]:
    """The subject of "Marsh, the mayor, stood up and said": of the first of the joined verbs.

    Without such a verb it is the only name of the clause, or the role that opens it.
    """
    if (act := _first_act(body)) is not None:
        who, at = subject_of(body[:act].rstrip())
        somebody = who and (not is_role(who) or person_noun(who.split()[-1]))
        somebody = somebody and not OBLIQUE.search(body[:at])  # "The letter to Roth arrived and"
        return (who, clause + at) if somebody else (None, clause)
    people = [m for m in re.finditer(PERSON, body) if cleaned(m.group())]
    opens = _OPENS.match(body)
    if opens and not people and (role := opening_role(body)):
        return role, clause + opens.start("role")
    before = body[: people[0].start()] if people else ""
    if len(people) != 1 or OBLIQUE.search(before) or _CLAUSE.search(body):
        return None, clause
    return cleaned(people[0].group()), clause + people[0].start()


def _first_act(body: str) -> int | None:
    """Where the first verb stands of the last piece between commas that has one; None in doubt.

    A verb in a clause below another one has a subject of its own ("who rose and said").
    """
    for piece in reversed(list(re.finditer(r"[^,—–]+", body))):
        acts = (
            act for act in _ACT.finditer(body, piece.start(), piece.end())
            if not _NO_ACT.search(body, max(0, act.start() - _LONG), act.start())
        )  # fmt: skip
        act = next(acts, None)
        if act is not None:
            return None if _CLAUSE.search(body, piece.start()) else act.start()
        if _CLAUSE.search(piece.group()):
            return None
    return None


def _apposed(body: str, clause: int) -> tuple[str | None, int]:
    """The subject where a comma stands before the verb: through appositions and insertions."""
    pieces = [(m.start(), m.group()) for m in re.finditer(r"[^,—–]+", body)]
    roles: list[tuple[str, int]] = []
    offices: list[tuple[str, int]] = []
    for at, piece in reversed(pieces):
        words = piece.strip()
        if not words or _HONOURS.fullmatch(words):
            continue
        whole = re.fullmatch(PERSON, words)
        if is_office(words) and piece is not pieces[0][1]:
            offices.append((words, at))
            continue
        if whole and cleaned(words) == words:
            return _whole_suffix(words, body, at), clause + at
        if MODIFIER.match(piece):
            continue
        head = _head(body[: at + len(piece)] if _AND.match(piece) else piece)
        if head and head[0] and head[0][:1].isupper() and not is_role(head[0]):
            return head[0], clause + at
        if not BARE_ROLE.fullmatch(piece) or len(words.split()) > _LONG:
            break
        roles.append((words, at))
    if roles:
        words, at = roles[-1]
        determined = re.match(DET, words) is not None
        return (named_role(words) if determined else None), clause + at
    return (offices[-1][0], clause + offices[-1][1]) if offices else (None, clause)


def _whole_suffix(words: str, body: str, at: int) -> str:
    """The name with the "Jr." that a comma parts from it."""
    suffix = re.match(rf"{re.escape(words)},\s+(?:Jr|Sr)\b\.?", body[at:].lstrip())
    return suffix.group() if suffix else words


def _head(words: str) -> tuple[str | None, int] | None:
    """The noun phrase at the end of `words`: a name, else a role; None for a pronoun or a list."""
    stripped = words.rstrip()
    last = stripped.split()[-1:] or [""]
    if last[0].casefold() in PRONOUNS and not _NUMBERED.search(stripped):
        return None, len(stripped) - len(last[0])
    match = HEAD.search(stripped, max(0, len(stripped) - _LONGEST))
    if match is None:
        return None
    of_those = _BARE.search(stripped, 0, match.start())
    if of_those and person_noun(of_those["noun"]):
        return stripped[of_those.start("noun") :], of_those.start("noun")
    if match["name"]:
        who = cleaned(match["name"])
        before = stripped[: match.end() - len(who)] if who else stripped
        if who and (_FROM.search(before) or (who[:4] == "May " and before[-2:-1].isdigit())):
            who = _BEHIND_PLACE.sub("", who)
        if who and _in_list(before):
            return None, match.start()
        if who and not OBLIQUE.search(before):
            told = of_two(before)
            return told + who, len(before) - len(told)
        return _over(before, who or "")
    return named_role(match["role"]), match.start()


def _in_list(before: str) -> bool:
    """Whether a name behind these words is one of several ("Hall, Roe, and "), not of a clause."""
    joined = re.search(r"(?P<comma>,\s*)?\b(?:and|or)\s+$|&\s*$", before)
    if joined is None or not joined["comma"]:
        return joined is not None
    last = re.split(r"[,;—–]", before[: joined.start()])[-1].strip()
    one = re.fullmatch(PERSON, last) is not None and cleaned(last) == last
    return one or re.fullmatch(rf"{DET}\s+(?:{LOW}\s+){{0,3}}{LOW}", last) is not None


_OFFICES = frozenset("minister secretary commissioner spokesman spokeswoman".split())


def _over(before: str, name: str) -> tuple[str | None, int] | None:
    """What a name behind a preposition belongs to ("the mayor of Zell", "Ministry of Health")."""
    link = re.search(
        r"(?<!\s)\s++(?:at|in|of|from|to|with|for|near|on|under|against)\s+(?:the\s+|an?\s+)?"
        r"(?:[a-z][\w’'-]*\s+)?$", before
    )  # fmt: skip
    head = _head(before[: link.start()]) if link else None
    if link and head and head[0] and fold(head[0].split()[-1]) in READ | WORKS:
        own = re.split(rf"\b(?:{'|'.join(BODIES)})\s+", name, flags=re.I)[-1]
        return own, len(before) + len(name) - len(own)  # "in a letter to the Board Holm wrote"
    if link and head and head[0]:
        body = [fold(word) in BODIES for word in head[0].split()]
        if body[-1] or (any(body) and link.group().split()[0] == "of"):
            return head[0] + link.group() + name, head[1]
        if link.group().split()[0] == "for" and fold(head[0].split()[-1]) in _OFFICES:
            return head[0] + link.group() + name, head[1]
    return head


def named_role(role: str | None) -> str | None:
    """A role as it is called; None for what names no speaker ("the report of", "the text")."""
    if not role:
        return None
    words = role.split()
    if fold(words[0]) in ("his", "her", "their") and fold(words[-1]) in READ:
        return None  # "Her diary reads:" leaves open whose it is
    if fold(words[-1]) in WORKS | NO_NAMES | {"them", "us"} or fold(words[0]) in PRONOUNS - {
        "one",
        "this",
        "that",
    }:
        return None
    return " ".join(words)
