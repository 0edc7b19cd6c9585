"""How English asks for a source, an author, or what somebody said.

Each part is used by the file that is named above it.
"""

import re

from rag.english.dates import YEAR
from rag.english.speech import PERSON

# sources

SOURCES_NOUN = (
    r"(?:reports?|essays?|articles?|books?|papers?|stud(?:y|ies)|letters?|drafts?|statutes?|rules?"
    r"|bye?-?laws?|treat(?:y|ies)|conventions?|contracts?|leases?|agreements?|constitutions?|acts?"
    r"|laws?|charters?|minutes|memos?|memorand(?:um|a)|files?|documents?|profiles?|timelines?"
    r"|dossiers?|interviews?|transcripts?|speech(?:es)?|chapters?|handbooks?|manuals?|guides?"
    r"|polic(?:y|ies)|regulations?|resolutions?|licen[cs]es?|diar(?:y|ies)|memoirs?|editions?|versions?|faqs?|notes)"
)
SOURCES_SAYS = (
    r"(?:say|says|said|write|writes|wrote|state|states|claim|claims|argue|argues|report|reports"
    r"|require|requires|provide|provides|tell|tells|mention|mentions|explain|explains|conclude"
    r"|concludes|describe|describes|prescribe|prescribes|contain|contains|give|gives|put|think|thinks"
    r"|believe|believes)"
)
SOURCES_FRAMES = (
    re.compile(r"\baccording\s+to\s+(?P<who>[^,?;]+?)(?=\s*(?:[,?;.]|$))", re.I),
    re.compile(r"\b(?:under|per|(?:sections?|clauses?|articles?|paragraphs?)\s+[\w.()]+\s+of)\s+"
               r"(?P<who>(?:the\s+)?[A-Z][A-Z\d][\w.-]*(?:\s+\d[\d.]*)?)(?<!\.)(?!\w)"),
    re.compile(rf"\b(?:in|by|from|of|per|under)\s+(?P<who>(?:the\s+)?[^,?;]*?\b{SOURCES_NOUN}(?:\s+(?:of|from|by)"
               r"\s+[\w’' -]+?)?)(?=\s*(?:[,?;.]|$|\bsay))", re.I),
    re.compile(r"\b(?:in|from|of)\s+(?P<who>[“\"][^”\"]+[”\"])", re.I),
    re.compile(rf"\b(?:does|do|did|would)\s+(?P<who>[^,?;]+?)\s+{SOURCES_SAYS}\b", re.I),
    re.compile(rf"\b(?:does|do|did|would)\s+(?P<who>[^,?;]+)\s+{SOURCES_SAYS}\b", re.I),
)  # fmt: skip
_YEAR = f"({YEAR})"
SOURCES_WROTE_IN = re.compile(
    rf"\({_YEAR}\)|^\W*in\s+{_YEAR}\W+(?:what|how|why|did|does)\b|\b{SOURCES_SAYS}\s+in\s+{_YEAR}\b"
    rf"|\b{_YEAR}\s+{SOURCES_NOUN}\b|\b{SOURCES_NOUN}\s+(?:of|from)\s+{_YEAR}\b"
    rf"|\baccording\s+to\s+[^,?;]+?\s+in\s+{_YEAR}\b",
    re.I,
)
"""The year in which a source was written, not one that it tells of."""
SOURCES_AUTHOR_OF = re.compile(
    rf"\bthe\s+(?:author|writer|essayist|reporter)s?\s+of\s+(?P<who>[^?]+?)(?=\s+(?:{SOURCES_SAYS})\b)",
    re.I,
)
SOURCES_LEADING = re.compile(r"^(?:the|a|an|this|his|her|their|its)\s+|[“”\"‘’]", re.I)
SOURCES_ABOUT = re.compile(r"\b(?:about|on|of|regarding|concerning)\s+(?P<topic>[^?]+?)\W*$", re.I)


# speakers

SPEAKERS_VERB = (
    r"(?:say|said|says|think|thinks|thought|claim|argue|conclude|concludes|believe|believes|tell"
    r"|write|wrote|state|explain|describe|call|answer|reply|promise|announce|warn|suggest|propose"
    r"|testify|recall|remember|declare|admit|deny|insist|demand|note|observe|comment|complain)"
)
SPEAKERS_ROLE = r"(?:[Tt]he\s+|[A-Z][\w’-]+['’]s\s+)(?:[a-z][\w’-]*\s+){0,2}[a-z][\w-]+"
SPEAKERS_WHO = (
    rf"(?P<who>(?:the\s+)?(?:authors?|writer|essayist|reporter)|{PERSON}|{SPEAKERS_ROLE})"
)
SPEAKERS_TOPIC = (
    r"(?:\s+(?i:about|of|on|regarding|concerning|to)\s+(?P<topic>.+?)|(?P<more>\b.*?|))\W*$"
)
SPEAKERS_ACTS = (
    r"^\W*(?:how|where|when|why|do|does|did|would)\b|\b(?:think|thinks|thought|believe|believes|promise|propose"
    r"|announce|describe|call|suggest|demand|deny|admit|answer|reply|remember|recall|observe|note)\b"
)
SPEAKERS_FORMS = tuple(
    re.compile(rf"^\W*{form}{SPEAKERS_TOPIC}")
    for form in (
        rf"(?i:what|how|where|when|why)\s+(?i:did|does|do|has|have|would)\s+{SPEAKERS_WHO}\s+(?i:{SPEAKERS_VERB})\b",
        r"(?i:(?:what are |list |find |give me |show )?(?:me )?(?:all )?(?:the )?(?:quotes?"
        r"|quotations?|statements?|words|remarks|comments|conclusions?) (?:by|from|of))"
        rf"\s+{SPEAKERS_WHO}(?!\w)",
        rf"(?i:what|which)\s+(?i:conclusions?)\s+(?i:did|does|do|has|have)\s+{SPEAKERS_WHO}"
        r"\s+(?i:reach(?:ed)?|drawn?|come\s+to|arrived?\s+at)\b",
        rf"(?i:do|does|did|would)\s+{SPEAKERS_WHO}\s+(?i:support|oppose|favou?r|believe|think|agree|approve|want"
        r"|like|trust|recommend|accept|reject|deny|admit)\b",
        rf"(?i:what\s+(?:is|are|was|were))\s+{SPEAKERS_WHO}['’]s?\s+(?i:views?|conclusions?|opinions?"
        r"|position|words|account)\b",
    )
)
SPEAKERS_HOLDS = (
    r"(?:is|was)\s+(?:\w+\s+)?(?:certain|sure|convinced|confident|adamant|satisfied)\s+that\b"
    r"|(?:believe|think|feel|fear|hope|expect|doubt)s\b|(?:believed|thought|felt|feared|hoped|expected|doubted)\b"
)
"""What says that somebody holds something, behind the name."""
SPEAKERS_HEARERS = r"(?:t[eo]ll|told|ask|urge|warn|remind|promise)(?:ed|d|s)?\s+$"
"""Verbs of saying before whoever listens ("I told Ann Roth"), where no quotation ends before."""
SPEAKERS_CONCLUDES = re.compile(
    r"\b(?:(?:i|we|this \w+|the (?:essay|report|study|paper|author|article)) (?:therefore )?"
    r"conclude[sd]?|(?:my|our|the|this) conclusion|in conclusion|in sum|to sum up|in short"
    r"|in the end|all in all|on balance|overall|ultimately|taken together|therefore|thus|we find"
    r"|i find|lesson|my view|i believe|we believe|i argue|we argue)\b",
    re.I,
)
SPEAKERS_REPORTS = re.compile(r"\bas (?:saying|telling|writing)\b|\baccording to\b", re.I)
"""A sentence of the author's that hands on what another one says."""
SPEAKERS_LINKS = re.compile(r"\s(?:of|in|at|on|for|from|with|by|to)\s")
SPEAKERS_LEANS = re.compile(r"\b(?:it|they|them|this|these|those)\b", re.I)
"""What may stand for a topic that the sentence before names."""
SPEAKERS_ENDS = re.compile(
    r"\b(?:conclusions?|concluding|summary|findings|outlook|afterword|epilogue)\b", re.I
)
SOURCES_LEAD = r"(?:\b(?:according to|under|per|in|of|from|does|do)\s+)?(?:the\s+)?"
