"""The one table of contraries: words that deny one another, and words of which a thing has one."""

import re

DENIAL = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.I)
"""What makes a sentence a denial, "not only" and its like among them."""
OPPOSITES = (
    "increase increases increased increasing rise rises rose risen grew raise raises raised|"
    "decrease decreases decreased decreasing fall falls fell fallen shrank lower lowers lowered",
    "accept accepts accepted approve approves approved|"
    "reject rejects rejected refuse refuses refused",
    "open opened opens|close closed closes shut",
    "win wins won|lose loses lost",
    "begin begins began begun start starts started|end ends ended finish finished stop stopped",
    "support supports supported|oppose opposes opposed",
    "allow allows allowed permit permits permitted|forbid forbids forbade forbidden prohibit "
    "prohibits prohibited ban bans banned",
    "guilty|innocent",
    "legal lawful|illegal unlawful",
    "alive|dead",
    "present|absent",
    "possible|impossible",
    "safe|unsafe dangerous",
    "public|secret",
    "more higher larger greater|less fewer lower smaller",
    "before|after",
    "arrive arrives arrived|depart departs departed leave leaves left",
    "buy buys bought|sell sells sold",
    "include includes included including|exclude excludes excluded excluding",
    "add adds added introduce introduces introduced|remove removes removed delete deletes deleted",
    "enter enters entered|withdraw withdraws withdrew withdrawn",
    "succeed succeeds succeeded|fail fails failed",
    "deny denies denied|admit admits admitted concede concedes conceded confirm confirms confirmed",
    "praise praises praised|criticise criticises criticised criticize criticizes criticized",
    "hire hires hired|dismiss dismisses dismissed fire fires fired",
    "acquit acquits acquitted|convict convicts convicted",
    "cheap|expensive dear",
    "true|false",
    "strengthen strengthens strengthened|weaken weakens weakened",
)
"""Words of which one denies the other where all else is the same, on either side of a bar."""
CONTRASTS = tuple(
    frozenset(words.split())
    for words in (
        "spring summer autumn fall winter christmas easter",
        "hourly daily weekly monthly quarterly yearly",
        "hourly daily weekly monthly quarterly annual",
        "red green blue amber yellow black white brown orange",
        "executive financial operating technical technology medical scientific",
        "north south east west",
        "northern southern eastern western",
        "upper lower",
        "steady flashing",
        "old new",
        "most least",
        "best worst",
        "abstract concrete",
        "quantitative qualitative",
        "large small",
        "minimum maximum",
        "highest lowest",
        "largest smallest",
        "oldest youngest",
        "morning afternoon evening",
        "gross net",
        "import export",
        "girls boys",
        "men's women's",
        "primary secondary",
        "left right",
        "town village city county",
        "single married widowed",
    )
)
"""Words before a noun of which one thing has but one; ordinal numbers are such words, too."""
