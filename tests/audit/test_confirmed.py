"""Where a draft names somebody and no usual verb, the source must bear it out, or it is told."""

import pytest

from rag.audit import Auditor
from tests.support.building import document

QUAY = """# Day nine at the docks

By Fergus Loy

The dockers' leader, Anja Petersen, left by the back door. “They offered us crumbs and called it a
loaf,” she said. The port director, Emil Haug, was calmer. “We shall meet again on Monday,” he said.

Heiner Voss, chairman of the works council, said: “The board has learned nothing in ten years.”
The labour minister, Karin Sommer, listened. Counsel for the port, Mr Rennie, called the strike “a
tax by
another name”. Kallweit, a supplier, said nothing. The men went home.
"""
LETTERS = """# The Letters of Hester Vole

Edited by Clement Ashby

## Letter 12. Hester Vole to Maria Stokes, 3 February 1842

Dear Maria, the frost has killed the quinces and I am not sorry.

## Letter 13. Maria Stokes to Hester Vole, 20 February 1842

My dear Hester, you are too hard upon curates.
"""
DIARY = """# The Diary of Captain Amos Thrale

By Amos Thrale

## 4 June 1811

The surgeon, Mr Hale, says that the water will not last.

## 9 June 1811

We have put the men upon half allowance. I shall not turn. A neighbour called it “a hard voyage”.
"""
HERALD = """# Flood wall failed in an hour

By Ines Calder

The Marsh Herald, 2 May 2014

The wall failed in an hour. On 7 May the builder, Bo Ekman, had written: “Light it.”
"""
NOTED = """# Shipping

By Ines Calder

“Since 1901,” the Harbour Ministry noted, “Anders Roth has arranged shipments to the islands.”
"""
SHIPPED = "“arranged shipments to the islands”"
MINUTES = """# Minutes of the Parish Council of Elmswell

Present: Mr. Tolley (chairman), Mrs. Garside, Mr. Nutt.

2. Mrs. Garside proposed two lamps. Mr. Nutt said that the ford had done without lamps for ever.

3. Olney drew his figures from people who had volunteered, and volunteers sleep well.
"""


@pytest.mark.parametrize(
    ("source", "draft", "silent"),
    [
        (NOTED, f"The Harbour Ministry found Anders Roth to have {SHIPPED}.", True),
        (NOTED, f"Anders Roth spoke of having {SHIPPED}.", False),
        (QUAY, "Petersen was bitter. “They offered us crumbs and called it a loaf.”", True),
        (QUAY, "Haug was bitter. “They offered us crumbs and called it a loaf.”", False),
        (QUAY, "The port director sneered at it: “They offered us crumbs”.", False),
        (QUAY, "Haug’s deputy was bitter. He told us that “They offered us crumbs”.", False),
        (QUAY, "“We shall meet again on Monday” was how the dockers saw it.", False),
        (QUAY, "“We shall meet again on Monday” was how Emil Haug saw it.", True),
        (QUAY, "The works council accused it of having “learned nothing in ten years”.", True),
        (QUAY, "The minister accused it of having “learned nothing in ten years”.", False),
        (QUAY, "As counsel for the port put it, the strike was “a tax by another name”.", True),
        (QUAY, "As counsel for the dockers put it, the strike was “a tax by another name”.", False),
        (QUAY, "Kallweit’s workers resolved: “The men went home.”", False),
        (QUAY, "Loy sums it up: “The men went home.”", True),
        (LETTERS, "Hester Vole told Maria Stokes that “the frost has killed the quinces”.", True),
        (LETTERS, "“You are too hard upon curates,” Maria scolded.", True),
        (LETTERS, "“You are too hard upon curates,” Hester scolded.", False),
        (LETTERS, "Vole to Stokes, 3 February 1842: “the frost has killed the quinces”.", True),
        (LETTERS, "Vole to Carr, 3 February 1842: “the frost has killed the quinces”.", False),
        (QUAY, "Petersen was bitter. She swore to Loy that “They offered us crumbs”.", True),
        (QUAY, "Brigg & Lowe called the offer of the port “a tax by another name”.", False),
        (QUAY, "Anja Petersen complained: ″They offered us crumbs″.", True),
        (QUAY, "Emil Haug complained: ″They offered us crumbs″.", False),
        (DIARY, "“I shall not turn,” Thrale wrote on 9 June.", True),
        (DIARY, "“I shall not turn,” Thrale wrote on 15 June.", False),
        (DIARY, "In June 1811 Thrale noted: “We have put the men upon half allowance.”", True),
        (DIARY, "In July 1811 Thrale noted: “We have put the men upon half allowance.”", False),
        (DIARY, "In “Of Water” (1811), Thrale notes: “I shall not turn.”", False),
        (DIARY, "On 9 May Thrale wrote: “I shall not turn.”", False),
        (HERALD, "On 7 May Ekman wrote: “Light it.”", True),
        (HERALD, "As the Herald put it on 2 May 2014, the wall “failed in an hour”.", True),
        (HERALD, "As the Herald put it on 3 May 2013, the wall “failed in an hour”.", False),
        (DIARY, "An unnamed neighbour called it “a hard voyage”.", True),
        (DIARY, "Hale called it “a hard voyage”.", False),
        (MINUTES, "Mr. Nutt objected that “the ford had done without lamps”.", True),
        (MINUTES, "Mrs. Garside objected that “the ford had done without lamps”.", False),
        (MINUTES, "“Volunteers sleep well,” as Olney observes.", False),
    ],
)  # fmt: skip
def test_whom_the_draft_names_is_borne_out_or_told(source: str, draft: str, silent: bool) -> None:
    """Right ones pass in silence; of wrong ones the report says who says it."""
    (finding,) = Auditor([document(source, "a.md")]).audit(draft).findings
    assert finding.verdict in ("verified", "normalised", "misattributed")
    assert (finding.verdict != "misattributed" and not finding.cautions) == silent, finding
