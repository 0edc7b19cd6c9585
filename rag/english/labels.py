"""Words of labels before a turn of speech, and of lines that look like labels and are none."""

PARTS = frozenset(
    "interviewer interviewee host guest moderator narrator speaker witness court judge clerk "
    "counsel attorney chairman chairwoman chairperson chair president questioner audience "
    "prosecutor prosecution defence defense plaintiff defendant examiner reporter presenter "
    "caller voice operator announcer student teacher doctor patient author editor member "
    "minister secretary translator interpreter male female man woman commissioner senator "
    "mayor panelist panellist".split()
)
"""Parts that somebody has in a conversation; a label of one of them names no person."""
NO_LABELS = frozenset(
    "note notes source sources warning caution example examples abstract keywords summary "
    "conclusion conclusions background methods method results result findings finding figure "
    "table photo date time place venue subject from to cc bcc re tel phone email address "
    "isbn doi url http https update updated correction caption credit chapter section "
    "article part appendix title author authors by copyright published see also contents "
    "introduction discussion references objective objectives aim aims setting participants "
    "design measures important remember tip step answer-key present absent attendees agenda "
    "location price total status version language licence license".split()
)
"""What stands before a colon at the head of a paragraph and names nobody who speaks."""
RECORDS = (
    r"The\s+(?:[\w’'-]+\s+){1,4}(?:was|were|had|then|and|is)?\s*(?:\w+ly\s+)?"
    r"(?:adjourn|recess|resum|reconven|conclud|sworn|withdr|excus|suspend|divid|dismiss)\w*"
    r"|The\s+(?:\w+\s+)?(?:hearing|session|meeting|sitting|court|committee|house|council|commission"
    r"|jury|assembly|tribunal|chamber|conference|senate|board)\s+(?:rose|stood|broke|went|sat|met"
    r"|opened|closed|voted|agreed|took|returned|retired|heard|turned)"
    r"|(?:The\s+)?(?:[Pp]anel|[Ee]vent|[Dd]ebate|[Tt]alk|[Rr]eading|[Ii]nterview|[Cc]onversation|[Dd]iscussion"
    r"|[Ll]ecture|[Ee]vening|[Ss]itting|[Ss]ession|[Hh]earing|[Mm]eeting|[Pp]roceedings|[Ee]pisode)\s+"
    r"(?:(?:was|were|is)\s+(?:then\s+)?\w+ed|suspended|adjourned|resumed|closed|opened|ended|concluded|began"
    r"|lasted|took)\b"
    r"|(?:The\s+)?(?:[Mm]otion|[Aa]mendment|[Rr]esolution|[Bb]ill|[Cc]lause|[Qq]uestion)\s+(?:(?:was|is)\s+)?"
    r"(?:then\s+)?(?:carried|passed|failed|adopted|defeated|lost|agreed|put|tabled|approved|rejected|withdrawn)\b"
    r"|(?:Exhibits?|The\s+(?:exhibit|document|photograph|letter|map|ledger|record))\s+(?:[\w-]+\s+)?"
    r"(?:was|were)\s+(?:then\s+)?(?:marked|handed|shown|read|admitted|received|entered|tendered)"
)
"""How a record itself tells what happened between the turns."""
ACTS = (
    r"rose|stood|sat|left|came|went|entered|arrived|nodded|laughed|smiled|sighed|paused|shrugged|wept"
    r"|shook|lit|poured|looked|turned|leaned|leant|pointed|picked|put|took|gave|handed|showed|opened"
    r"|closed|walked|ran|stepped|returned|waited|whispered|hesitated|fell\s+silent|was\s+(?:sworn"
    r"|handed|shown|excused|recalled|asked|seen|heard|led|taken|born|given|called|examined|silent)"
    r"|were\s+(?:sworn|handed|shown|excused|seen|heard|led|taken|silent)|is\s+(?:sworn|handed|shown)"
    r"|had|did\s+not|would\s+not|could\s+not|refused|declined|withdrew|interrupted|conferred"
    r"|consulted|read|spoke|began|stopped|continued|studied|drew|folded|wiped|checked|watched"
)
"""What somebody is told to have done, where a paragraph tells and does not speak."""
