"""Two of one surname are told apart by role, body and epithet; numbered papers by their numbers."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

WALL = """# The drowned harbour

By Ines Calder

12 March 2018

Engineer R. Lisak drew it. “The wall will stand a hundred years,” Lisak said at the opening. His
namesake, Piotr Lisak of the Farmers' Union, fought it. “They drown our fields,” Piotr Lisak cried.

Bulletin No. 45 of 30 December 1931 gives the rule: “No boat shall pass the lock after dusk.”

Old Rab Tulloch kept the light. “I never slept on a Friday,” Old Rab Tulloch said. His list begins:
Remember this: the lower gate is shut first.
"""
HOUSE = """HOUSE OF ASSEMBLY

Mr Harald Dunn (Eastmoor): What has the Minister done about the ferries?

The Minister for Transport (Ms Freya Lund): The ferries ran on every day but two last year.

Mr Harald Dunn: That is not an answer to what I asked.

The Parliamentary Secretary to the Treasury (Dr Ivo Sand): The fund stands at nine million pounds.
"""
AUDITOR = Auditor([document(WALL, "wall.md"), document(HOUSE, "house.txt")])
STANDS, FIELDS = "“The wall will stand a hundred years.”", "“They drown our fields.”"
BOAT, FERRIES = "“No boat shall pass the lock after dusk.”", "“The ferries ran on every day but two"


@pytest.mark.parametrize(
    ("draft", "outcome"),
    [
        (f"Lisak, of the Farmers' Union, said: {STANDS}", "told"),
        (f"Lisak of the Farmers' Union said: {STANDS}", "told"),
        (f"Lisak, the pilot, said: {STANDS}", "passes"),  # the source gives only a title
        (f"Lisak, the engineer, said: {STANDS}", "passes"),
        (f"The engineer, Lisak, said: {STANDS}", "passes"),
        (f"Lisak, of the Farmers' Union, cried: {FIELDS}", "passes"),
        (f"Piotr Lisak, of the Miners' Union, cried: {FIELDS}", "told"),
        (f"Lisak, the engineer, cried: {FIELDS}", "told"),
        (f"Bulletin No. 45 of 30 December: {BOAT}", "passes"),
        (f"Bulletin No. 46 of 30 December: {BOAT}", "told"),
        (f"Bulletin 45 of 30 November 1931: {BOAT}", "told"),
        ("Rab Tulloch said: “I never slept on a Friday.”", "passes"),
        ("Young Rab Tulloch said: “I never slept on a Friday.”", "told"),
        ("Calder quotes the list: “the lower gate is shut first.”", "passes"),
        (f"Freya Lund said: {FERRIES} last year.”", "passes"),
        (f"The Minister for Transport said: {FERRIES} last year.”", "passes"),
        (f"The Minister for Health said: {FERRIES} last year.”", "told"),
        (f"Harald Dunn said: {FERRIES} last year.”", "told"),
        ("Ivo Sand said: “The fund stands at nine million pounds.”", "passes"),
    ],
)
def test_who_is_meant_by_what_stands_beside_the_name(draft: str, outcome: str) -> None:
    """What the source says of the other one, or does not say, is told."""
    finding = AUDITOR.audit(draft).findings[-1]
    told = bool(finding.cautions) or finding.verdict not in {"verified", "normalised"}
    assert told == (outcome == "told"), finding.remarks
