"""Questions for a measure or a property, and the words that tables head its column with."""

from rag.english.terms import content_words, stem

_ALIKE = (
    "high height tall altitude elevation",
    "long length duration distance",
    "wide width breadth broad",
    "deep depth draught",
    "old age founded built year",
    "heavy weight mass tonnage",
    "large big size area",
    "fast speed quick",
    "far distance",
    "cost costs price expense paid pay pays toll fee fare charge worth",
    "built material construction made",
    "population inhabitants people",
    "opened opening open inaugurated lit",
    "born birth",
    "died death dead",
    "date when day",
    "year when",
    "country nation",
    "captain commander master",
    "owner owned owns",
    "tonnes tons tonnage",
)
_CLASSES = [frozenset(map(stem, words.split())) for words in _ALIKE]
_FRAME = frozenset(
    stem(word)
    for word in "please tell give show say state name find look table row column list much many "
    "first second carry carries hold holds take takes have has make makes use uses own owns keep "
    "get gets total belong called named".split()
)


def alternatives_of(question: str) -> list[frozenset[str]]:
    """The question's content words, each as the stems that may stand for it.

    Who does something is named by its noun, too ("Founder", "Director").

    >>> any("height" in alike for alike in alternatives_of("How high is the Tarnow light?"))
    True
    """
    stems = []
    for word in content_words(question):
        own = stem(word)
        if own in _FRAME:
            continue
        alike = [group for group in _CLASSES if own in group]
        stems.append(frozenset({own, f"{own}er", f"{own}or"}).union(*alike))
    return stems
