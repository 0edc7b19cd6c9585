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
