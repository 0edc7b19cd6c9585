"""Chips: what documents can be chosen by, counted over those that fit the filter already."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from rag.search.facets import choose
from rag.search.labels import change_labels
from rag.web.desk import Desk
from rag.web.filter_box import chips_html
from tests.support.web_stand import COAST, MARCH, TEXTS, desk_over

_TAGS = ["+<b>mine", "+read", "+Read", "+it's: so", "+two  words", "+*"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small library, ready, in which one document has tags that look like something else."""
    more = {"coast.md": COAST, "march.md": MARCH, "old/note.txt": "Ana Ruiz\n\nA note of 1999."}
    folder = tmp_path_factory.mktemp("chips")
    (folder / "corpus" / "old").mkdir(parents=True)
    made = desk_over(folder, {**TEXTS, **more})
    made.start()
    made.ready.wait()
    row = made.documents()[0]
    change_labels(made.directory, {row.doc_id: row.path}, _TAGS)
    yield made
    made.engine.index.close()


def chips(html: str) -> dict[str, tuple[str, int]]:
    """Each chip's term with whether it is on, and its count."""
    found = re.findall(r'data-term="([^"]*)" aria-pressed="(\w+)">.*?<small>(\d+)</small>', html)
    return {unescape(term): (on, int(count)) for term, on, count in found}


def test_nothing_of_a_label_is_mark_up(desk: Desk) -> None:
    """A tag that looks like an element is a word in the chip and in its term."""
    html = chips_html(desk)
    assert 'tag:"<b>mine"' in chips(html)
    assert "<b>" not in html


@pytest.mark.parametrize("where", ["", "kind:md", "-tag:read", "date:2001.. -title:kabul"])
def test_a_count_is_what_a_click_leaves(desk: Desk, where: str) -> None:
    """For every chip: the filter with its term fits as many documents as it says."""
    shown = chips(chips_html(desk, where))
    assert len(shown) > 3
    for term, (_, count) in shown.items():
        assert (term, count) == (term, len(choose(desk.engine.index, f"{where} {term}").ids))


def test_a_chip_that_is_on_stays_and_is_marked(desk: Desk) -> None:
    """What the filter asks for is there to be taken out, though it tells nothing apart any more."""
    shown = chips(chips_html(desk, "tag:read -tag:draft"))
    assert ("true", 1) == {name.casefold(): said for name, said in shown.items()}["tag:read"]
    assert "1 of 6 documents fits." in chips_html(desk, "tag:read")


def test_a_filter_that_nobody_fits_says_so(desk: Desk) -> None:
    """With the values that there are, and the chips of all documents."""
    html = chips_html(desk, "tag:nobody-has-it")
    assert "No document fits" in html
    assert chips(html) == chips(chips_html(desk))
    assert "has no field" in chips_html(desk, "colour:red")


def test_more_values_than_chips_are_counted(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What has no chip is not passed over: it says how many more there are."""
    texts = {f"n{n}.md": f"# Note {n}\n\nWriter N{n}x Berg\n\nA word of {n}.\n" for n in range(11)}
    desk = desk_over(tmp_path_factory.mktemp("many"), texts)
    desk.start()
    row, labels = desk.engine.index.documents(), [f"+t{n}" for n in range(11)]
    change_labels(desk.directory, {row[0].doc_id: row[0].path}, labels)
    assert "and 3 more" in chips_html(desk)
    desk.engine.index.close()
