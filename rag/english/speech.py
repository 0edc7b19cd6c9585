"""How English says that somebody speaks: verbs of saying, names, roles, and what is no name."""

from rag.english.capitals import UPPER
from rag.english.months import CALENDAR
from rag.english.words import OPENERS, PARTICLE

_REGULAR = (
    "mutter|murmur|retort|exclaim|interject|snarl|bark|drawl|grunt|jeer|purr|roar"
    "|scold|shriek|sob|stammer|stutter|wail|whimper|chant|declaim|moan|groan|bellow|croak|gasp|howl"
    "|rejoin|sneer|snort|taunt|snap|sigh|thunder|scream|yell|growl|protest|wonder|interrupt"
    "|preach|hint|scoff|deadpan|lament|whisper|shout|counter|complain|crow|explain"
    "|add|recall|recount|report|contend|claim|proclaim|assert|respond|affirm|warn|ask|insist|remark"
    "|comment|suggest|demand|vow|caution|predict|answer|maintain|plead|object|repeat|record|remind"
    "|remember|boast"
)
_SAYING_ENDS = (
    rf"(?:{_REGULAR})(?:s|ed)|(?:muse|fume|whine|enthuse|opine|tease|reminisce|confide|reiterate|elaborate"
    r"|theori[sz]e|apologi[sz]e|remonstrate|surmise|state|argue|note|declare|conclude|announce|observe"
    r"|continue|acknowledge|concede|joke|propose|urge|promise|allege|estimate|assure|advertise"
    r"|emphasi[sz]e|summari[sz]e|intone|mumble|grumble|disagree|chuckle)[sd]|(?:test|repl|cr|impl|clar|cert|den)(?:if)?(?:ies|ied)|hisse[sd]"
)
SAYING = (
    r"(?:said|says|say|told|tells|tell|wrote|writes|reads?|swore|swears|stress(?:es|ed)"
    r"|confess(?:es|ed)|preaches|admit(?:s|ted)|reasoned|expounded|expressed|quipped|shared|agreed"
    r"|snapped|mocked|cabled|ruled|rules\s+that|h(?:eld|olds)\s+that"
    r"|h(?:eld|olds)(?=:|\s+in\s+[^,.;:“”]{2,60}\sthat\b)"
    r"|(?:found|finds|discovered|discovers|believed|believes|thought|thinks|learned|feared|reckoned"
    r"|reckons|calculate[sd]|computed|noticed)\s+that"
    r"|(?:is|are|was|were)\s+of\s+the\s+(?:view|opinion|belief)\s+that|ha[sd]\s+it(?=\s*[,:]|\s+that)"
    r"|(?:took|takes|expressed)\s+the\s+(?:view|opinion|belief)\s+that|gave\s+evidence\s+that"
    r"|(?:(?<=ha[sd]\s)|(?<=have\s))written"
    r"|puts?\s+(?:it|this|the\s+(?:matter|point|case))|point(?:s|ed)\s+out|quoted\s+as\s+saying|sagte|sagt|schrieb|schreibt|meinte"
    r"|(?:used|liked|likes|loved|loves)\s+to\s+(?:say|tell|write|remark|joke)"
    r"|(?:is|was|are|were)\s+(?:supposed|said|reported|alleged|rumou?red)\s+to\s+have\s+(?:said|told"
    r"|written|remarked|asked|replied)"
    r"|(?:show(?:s|ed|n)|demonstrate[sd]|prove[sdn])(?=\s*[:,]|\s+that\s*[“\"‘«„…])"
    rf"|{_SAYING_ENDS}|(?:confirm(?:s|ed)|reveal(?:s|ed)|disclose[sd]|mention(?:s|ed)|attest(?:s|ed)|advise[sd]"
    r"|submit(?:s|ted)|aver(?:s|red)|depose[sd]|accept(?:s|ed)|posit(?:s|ed)|speculat(?:es|ed)|venture[sd]"
    r"|volunteer(?:s|ed)|marvel(?:s|led)|indicate[sd]|recogni[sz]e[sd])(?=\s+that\b|\s*[:,])"
    r"|erklärte|a\s+dit|a\s+déclaré|a\s+affirmé|a\s+expliqué|dit|écrit|déclare|déclara)"
)
"""Verbs after which, or before which, somebody's words stand."""
NAMING = (
    r"(?:(?:call|label|brand|hail|condemn|deem|consider)(?:s|ed)|labelled|dubs|dubbed|termed|terms(?!\s*[:,.;])|professe[sd]"
    r"|(?:describe|denounce|praise|characteri[sz]e)[ds]|dismiss(?:es|ed)|refer(?:s|red)\s+to|sp(?:eaks|oke)\s+of"
    r"|thought\s+(?:it|him|her|them)|found\s+(?:it|him|her|them)"
    r"|judged|pronounced|nicknamed|christened|us(?:es|ed)\s+the\s+(?:word|term|phrase|expression)s?"
    r"|liken(?:s|ed)|compare[sd]|(?:finds|found|thinks|thought|believes|believed)(?=\s+(?:the|his|her|its|their|this|that)\s+\w+(?:\s+\w+)?\s*(?:…|$)))"
)
"""Verbs by which somebody calls something by words of their own."""
PHRASES = (
    r"(?:words?|phrase|comment|comments|statement|testimony|memoirs?|account|term|description"
    r"|verdict|remark|expression|formulation|formula|judgement|judgment|letter|diary|claim|view"
    r"|opinion|telling|version|conclusion|observation|own\s+words|reply|answer|response|retort|rejoinder"
    r"|maxim|motto|dictum|adage|aphorism|quip|joke|jibe|slogan|epithet|advice|argument|contention|complaint"
    r"|lament|warning|prediction|plea|assertion|admission|confession|recollection|saying|evidence|name\s+for)"
)
"""Nouns that hold somebody's words ("in Marsh's words")."""
_CAP = rf"[{UPPER}][\w’'-]{{0,60}}"
_SHORT = rf"[{UPPER}]\w?\.(?=\s+[{UPPER}])"
"""An initial; a longer word with a full stop ends a sentence, unless it is a title."""
_TITLE = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Maj|Sen|Rep|Gov|Rev|Hon|Adm|St|Messrs|Amb|Pres|Brig|Cmdr|Insp|Supt|Fr|Bro|Atty|Cllr|Sec|Min|MR|MRS"
    r"|MS|DR|PROF|GEN|COL|LT|SGT|CAPT|MAJ|SEN|REP|GOV|REV|HON|ADM)\.?"
)
_TITLED = rf"{_TITLE}\s+(?=[{UPPER}])"
_FIRM = r"\s+&\s+(?:Sons?|Co|Company|Brothers|Bros|Partners|Cie|Daughters?|Associates)\b"
_SUFFIX = (
    r"(?:,?\s+(?:Jr|Sr)\b\.?"
    r"|\s+(?:junior|senior)\b(?!\s+(?:vice|staff|official|fellow|partner|[a-z]+(?:er|or|ist))\b))?"
)
"""What tells a father from a son; a "senior engineer" is none."""
NAME = (
    rf"(?:(?:{_TITLED}){{0,6}}+(?:{_SHORT}|{_CAP}(?:\.(?=[{UPPER}]\.))?)"
    rf"(?:\s*(?<=\.)[{UPPER}]\.|\s+[{UPPER}]\.|\s+(?:{PARTICLE}\s+){{0,2}}(?:{_TITLED})?+{_CAP}|{_FIRM}"
    rf"|\s+(?:of|for)\s+(?:the\s+)?{_CAP}){{0,6}}{_SUFFIX})"
)
"""A name of a person or body as it is printed, its titles included."""
PERSON = (
    rf"(?:(?:{_TITLED}){{0,6}}+(?:{_SHORT}|{_CAP}(?:\.(?=[{UPPER}]\.))?)"
    rf"(?:\s*(?<=\.)[{UPPER}]\.|\s+[{UPPER}]\.|\s+(?:{PARTICLE}\s+){{0,2}}(?:{_TITLED})?+{_CAP}|{_FIRM})"
    rf"{{0,6}}{_SUFFIX})"
)
"""The same without what may follow behind "of"."""
PRONOUNS = frozenset(
    "he she it they we i you this that these those who which one everyone everybody nobody someone "
    "somebody anyone some many others all both neither none er sie es wir ich il elle ils elles on "
    "ce no-one".split()
)
NO_NAMES = PRONOUNS.union(
    CALENDAR,
    OPENERS,
    "your yesterday tomorrow once only even therefore still indeed instead again finally first "
    "second third next last never yes well der die das den le la les un une el los asked "
    "according like unlike either during despite about under over".split(),
)
"""Words that begin a sentence with a capital and belong to no name."""
WORKS = frozenset(
    "faq report essay article paper study analysis profile timeline document text piece review "
    "dossier chapter book lease contract minutes agreement source page site notes log".split()
)
"""What a draft calls its source by; it names nobody."""
READ = frozenset(
    "list letter act case exhibit regulation directive rules statute poem ledger memorandum "
    "notice bulletin circular decree treaty "
    "inscription plaque poster sign postcard telegram message statement handbook will hymn song "
    "resolution order ordinance clause entry leaflet headline motto epitaph charter diary".split()
)
"""What is read and has no voice of its own: it is somebody's, whom it does not name."""
NEGATIONS = frozenset(
    "not no never none nor neither nobody nothing nowhere cannot without hardly scarcely barely "
    "rarely seldom nicht kein keine keinen keinem keiner keines nie niemals weder ohne kaum ne pas "
    "jamais aucun aucune sans ni rien nunca jamás ningún ninguna tampoco sin non mai nessuno "
    "né".split()
)
"""Words that turn a statement round, in the languages of quotations."""
DENIALS = frozenset(
    "deny denies denied denying refuse refuses refused refusing unlikely false falsely".split()
)
WRITERS = frozenset(
    "author authors writer writers historian historians scholar scholars journalist reporter "
    "correspondent researcher researchers analyst essayist columnist critic biographer editor "
    "editors expert experts economist professor paper papers newspaper magazine report study "
    "article essay book lecturer sociologist scientist scientists team source text".split()
)
"""Roles and works that speak in a draft without being anybody's name."""
