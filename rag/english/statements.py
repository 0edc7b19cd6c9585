"""Words by which two statements are the same one, or are set apart."""

from rag.english.numbers import ORDINALS

ALIKE = (
    "took taken take captured capture seized seize conquered occupied".split(),
    "killed died dead deaths perished".split(),
    "built build constructed erected".split(),
    "began begin begun started start opened".split(),
    "ended end finished concluded".split(),
    "founded found established created".split(),
    "elected chosen chose selected".split(),
    "soldiers troops".split(),
    "people persons inhabitants".split(),
)
"""Words that say the same of an event, group by group."""
SETS_APART = frozenset(ORDINALS).union(
    "planned plans plan expected scheduled postponed intended supposed proposed would might could "
    "should may hoped promised wanted rumoured claimed allegedly if unless last next again another "
    "later then initially originally each every per daily weekly monthly yearly annually total "
    "altogether additional further remaining half part parts partly "
    "partially mostly sometimes occasionally usually often nearly-all only until yet longer".split()
)
AUXILIARY = frozenset("did does do about some around nearly almost only just over".split())
"""What carries no meaning of its own beside the verb."""
ONE_ONLY = frozenset(
    "led headed chaired chairman chairwoman chair capital born founded founder built written wrote "
    "author commander commanded leader head king queen president minister governor ambassador "
    "envoy successor succeeded invented discovered painted designed murderer".split()
)
"""What one person alone does or is: two names for it contradict each other."""
