"""Marks of boxes, classes and short forms in Markdown are no words; titles of boxes are."""

import pytest

from rag.quotes.check import check_quote
from rag.quotes.quote import quote_at
from tests.support.building import document


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('!!! warning "Shut today"\n    The room is shut.', "Shut today\n\nThe room is shut."),
        ("!!! note\n    The room is shut.", "The room is shut."),
        ("!!! It is a shout.", "!!! It is a shout."),
        ("> [!TIP]\n> The list is here.", "The list is here."),
        ("::: note\nBring a pencil.\n:::", "Bring a pencil."),
        ("It was built in 1903. {: .lead }", "It was built in 1903."),
        ("*[RR]: Reading Room\n\nThe RR opens.", "The RR opens."),
        ("Term\n\n: It is plain.", "Term\n\nIt is plain."),
        ("# Sources {-}\n\nIt fell.", "Sources\n\nIt fell."),
        ("<details><summary>Why?</summary>\n\nIt fell.\n\n</details>", "Why?\n\nIt fell."),
        ("<!-- x -->{: .lead }\nIt fell.", "It fell."),
        ('::: {.callout-tip title="Ice"}\nIt froze.\n:::', "Ice\n\nIt froze."),
        ("```{note} Ice\n:class: tip\nIt froze.\n```\n\nThen *it* went.",
         "Ice\n\nIt froze.\n\nThen it went."),
        ("```{python}\nx = 1\n```", "x = 1"),
        ('{{< callout type="info" >}}\nIt froze.\n{{< /callout >}}', "It froze."),
        ('{{< figure src="a.png" caption="The weir" >}}\n\nIt froze.', "The weir\n\nIt froze."),
        ('import Tabs from "@theme/Tabs";\n\n<Tabs>\n<Item a="1">It froze.</Item>\n</Tabs>',
         "It froze."),
        ("<Name>\n\nIt froze.", "<Name>\n\nIt froze."),
        ("(ice)=\n# Ice\n\nIt froze.", "Ice\n\nIt froze."),
        ("> It froze.\n\n> * * *\n\n> It went.", "It froze.\n\nIt went."),
        ("He left.\n\f* The list.", "He left.\n\nThe list."),
        ("```\n!!! note\n```\n\nThe end.", "!!! note\n\nThe end."),
    ],
)  # fmt: skip
def test_a_mark_of_a_block_is_no_word(text: str, shown: str) -> None:
    """What is left passes the check, sentence by sentence."""
    made = document(f"{text}\n", "guide.md")
    assert made.reading.text == shown
    for start, end in made.reading.sentences:
        quote = quote_at(made, start, end)
        check_quote(quote.text, quote.spans, made)
