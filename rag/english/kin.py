"""Whom a pronoun can mean: titles and kinship tell he from she, and a measure is nobody."""

import re

_HE = (
    r"(?:mr|sir|lord|king|prince|emperor|duke|count|baron|father|brother|son|husband|uncle|nephew"
    r"|grandfather|grandson|widower|herr|monsieur|señor|pope|bishop|monk|businessman|chairman)"
)
_SHE = (
    r"(?:mrs|ms|miss|lady|dame|queen|princess|empress|duchess|countess|baroness|mother|sister"
    r"|daughter|wife|aunt|niece|grandmother|granddaughter|widow|frau|madame|señora|nun|chairwoman"
    r"|actress|heiress|abbess)"
)
_WORDS = {
    **dict.fromkeys("he him his himself".split(), (_HE, _SHE)),
    **dict.fromkeys("she her hers herself".split(), (_SHE, _HE)),
}
UNITS = frozenset(
    "seconds minutes hours days weeks months years decades centuries nights mornings "
    "millimetres centimetres metres meters kilometres kilometers miles feet inches yards "
    "acres hectares grams kilograms kilos pounds tons tonnes ounces litres liters gallons "
    "barrels degrees percent percents points dollars euros pence shillings crowns francs "
    "marks roubles rubles yen rupees pesos lira cents thalers guilders florins kronor kroner "
    "zloty dinars rials afghanis crore lakh volts watts kilowatts megawatts knots times "
    "fathoms leagues pages copies votes storeys stories floors".split()
)
"""Nouns that measure; a pronoun means none of them as somebody."""


def may_be(pronoun: str, name: str, text: str) -> int:
    """Whether a pronoun can mean somebody, as far as titles and kinship in a text say.

    2 if they say so, 1 if they say nothing, 0 if they say otherwise.

    >>> may_be("she", "Karl Reuter", "Mr Karl Reuter died."), may_be("she", "Roth", "Roth died.")
    (0, 1)
    >>> may_be("she", "Anna Reuter", "His widow, Anna Reuter, ran the mill.")
    2
    """
    both = _WORDS.get(pronoun.lower())
    if both is None:
        return 1
    own, other = both
    return 2 if _stated(own, name, text) else 0 if _stated(other, name, text) else 1


def _stated(words: str, name: str, text: str) -> bool:
    """Whether a title or kinship of these stands in, right before, or right behind a name."""
    who = re.escape(name)
    forms = (
        rf"\b(?i:{words})\.?,?\s+(?:[A-Z][\w’'-]+\s+){{0,2}}{who}",
        rf"{who},\s+(?:(?:his|her|their|the|a)\s+)?(?:\w+\s+)?(?i:{words})\b",
    )
    inside = re.match(rf"\W*(?:the\s+)?(?i:{words})\b", name)
    return inside is not None or any(re.search(form, text) for form in forms)
