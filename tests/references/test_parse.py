"""References read into fields: precision of each field, and what is left out on purpose.

`python -m tests.references.test_parse` prints the figures of docs/quality.md; with `--misses FILE`
also what was read otherwise than expected.
"""

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.references.parse import parse
from rag.references.record import FIELDS, Reference, ReferenceKind

SETS = Path(__file__).parents[1] / "data" / "references"
FILES = ("styles.txt", "unseen.txt", "later.txt")
NAMES = ("author", "editor", "translator")


@dataclass(frozen=True, slots=True)
class Expected:
    """A reference of the hand-made set, with the fields that it states."""

    style: str
    text: str
    fields: dict[str, str]


def load(name: str) -> list[Expected]:
    """The references of a set; its first lines are comments."""
    content = (SETS / name).read_text(encoding="utf-8")
    found = []
    for block in content.split("\n= ")[1:]:
        style, text, *lines = block.strip().split("\n")
        found.append(Expected(style, text, dict(line.split(": ", 1) for line in lines)))
    return found


def fields_of(reference: Reference) -> dict[str, str]:
    """What the parser stated, in the words of the sets."""
    stated = {name: getattr(reference, name) for name in reference.stated}
    return {"type": reference.type} | {
        name: "; ".join(map(str, value)) if name in NAMES else value
        for name, value in stated.items()
    }


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a field was stated rightly, stated at all, and due."""

    right: int
    given: int
    due: int


def tallies(expected: list[Expected]) -> dict[str, Tally]:
    """Each field's tally over a set."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    due: Counter[str] = Counter()
    for one in expected:
        found = fields_of(parse(one.text))
        given.update(found.keys())
        due.update(one.fields.keys())
        right.update(name for name, value in found.items() if one.fields.get(name) == value)
    return {n: Tally(right[n], given[n], due[n]) for n in ("type", *FIELDS) if given[n] or due[n]}


def table(name: str) -> str:
    """Precision and recall of each field as a Markdown table."""
    rows = [
        f"| {field} | {t.due} | {t.right / t.given if t.given else 1:.2f} "
        f"| {t.right / t.due if t.due else 1:.2f} |"
        for field, t in tallies(load(name)).items()
    ]
    return "\n".join(["| field | stated | precision | recall |", "|---|---:|---:|---:|", *rows])


def test_the_hand_made_set_is_large_and_of_many_styles() -> None:
    """At least forty references to build on, each in a style of its own, and thirty beside them."""
    ours, unseen = load("styles.txt"), load("unseen.txt")
    assert (len({one.style for one in ours}), len(unseen)) == (49, 30)
    kinds = {one.fields["type"] for one in ours}
    assert set(get_args(ReferenceKind)) == kinds
    assert set(FIELDS) <= {name for one in ours for name in one.fields}


def test_stated_fields_are_right() -> None:
    """Over all sets each field is right in 95 of 100 cases in which it is stated at all."""
    wrong = {
        field: tally
        for field, tally in tallies([one for name in FILES for one in load(name)]).items()
        if tally.given and tally.right / tally.given < 0.95
    }
    assert {} == wrong


def test_most_fields_are_found() -> None:
    """Of the fields that the references state, more than nine of ten are found."""
    for name in FILES:
        found = tallies(load(name)).values()
        assert sum(t.right for t in found) / sum(t.due for t in found) > 0.9, name


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Lindqvist, Salt Roads, 12.", "author"),
        ("Salt and Silt, Bergholm 1988.", "title"),
        ("Marta Lindqvist, The Salt Roads (forthcoming).", "date"),
        ("Marta Lindqvist, The Salt Roads (Oxford: Ferrier Press, 1988–91).", "date"),
        ("Marta Lindqvist, “Wells,” Times, 3 May 1931, and Courier, 4 May 1931.", "date"),
        ("“Wells,” https://a.example/1 and https://b.example/2.", "url"),
        ("Ministry of Ports to Harbour Board, 3 May 1931.", "author"),
        ("Guns, Grain, and Glass (New York: Harrow, 2011).", "author"),
        ("John Smith, 5 May 1930.", "title"),
        ("Leo Katz, Storms, vol. 2, Ice (London: Gower, 1931).", "title"),
    ],
)
def test_what_is_not_clear_is_left_out(text: str, field: str) -> None:
    """Two dates, two addresses, no sign of where a name ends: the field stays empty."""
    assert not getattr(parse(text), field)


@given(st.text(max_size=200))
def test_any_text_can_be_parsed(text: str) -> None:
    """Nothing is raised, and every stated word stands in the text."""
    reference = parse(text)
    assert reference.text == " ".join(text.split())
    for name in ("title", "container", "publisher", "place", "pages", "cited", "url", "doi"):
        assert getattr(reference, name) in reference.text


@pytest.mark.parametrize("one", load("styles.txt"), ids=lambda one: one.style)
def test_stated_words_stand_in_the_reference(one: Expected) -> None:
    """What is given as a name, a title or a place is a piece of the text, letter for letter."""
    reference = parse(one.text)
    pieces = [getattr(reference, n) for n in ("title", "container", "publisher", "place", "pages")]
    for name in (*reference.author, *reference.editor, *reference.translator):
        pieces += [name.family, name.given, name.literal]
    assert [] == [piece for piece in pieces if piece not in one.text]


def test_hostile_references_take_no_time() -> None:
    """Long runs of commas, brackets, quotation marks and words are read in a moment each."""
    pieces = ("A B, ", "(", "“", "a (b) ", "A. B. and ", "in X, ed. ", "1999, ", "http://a.b/(")
    for piece in (*pieces, "‘a’b", "X, Y & ", "M. (1999). ", '"a" 12 ', "ed. A and ", "vol. 3, "):
        began = time.perf_counter()
        assert parse((piece * 1000)[:2000]).text
        assert parse(piece * 1000).text
        assert time.perf_counter() - began < 2, piece


if __name__ == "__main__":
    import sys

    for name in FILES:
        print(f"{name}\n\n{table(name)}\n")
        if "--misses" in sys.argv and name in sys.argv:
            for one in load(name):
                found = fields_of(parse(one.text))
                for key in sorted({*found, *one.fields}):
                    if found.get(key) != one.fields.get(key):
                        print(
                            f"{one.style}: {key}: {found.get(key)!r}, due {one.fields.get(key)!r}"
                        )
