"""Chips: what documents can be chosen by, counted over those that fit the filter already."""

from collections.abc import Iterator

import pytest

from rag.search.labels import change_labels
from rag.web.chips import chips_html, toggled
from rag.web.desk import Desk
from tests.support.web_stand import TEXTS, desk_over


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small library, ready, in which one document has a tag that looks like mark-up."""
    made = desk_over(tmp_path_factory.mktemp("chips"))
    made.start()
    made.ready.wait()
    row = made.documents()[0]
    change_labels(made.directory, {row.doc_id: row.path}, ["+<b>mine", "+read"])
    yield made
    made.engine.index.close()


def test_each_value_has_its_count_and_its_term(desk: Desk) -> None:
    """A tag with a space or a sign is quoted in its term, and nothing of it is mark-up."""
    html = chips_html(desk)
    assert 'data-term="tag:read" aria-pressed="false"' in html
    assert "tag:&#34;&lt;b&gt;mine&#34;" in html
    assert "<b>" not in html
    assert len(TEXTS) > 1


def test_counts_are_of_the_documents_that_fit(desk: Desk) -> None:
    """With a chip on, the others count what is left; a filter that fits nothing counts all."""
    html = chips_html(desk, "tag:read")
    assert 'data-term="tag:read" aria-pressed="true"' in html
    assert "<small>1</small>" in html
    assert chips_html(desk, "tag:nobody-has-it") == chips_html(desk)
    assert chips_html(desk, "no filter at all")


@pytest.mark.parametrize(
    ("where", "term", "now"),
    [
        ("", "kind:md", "kind:md"),
        ("kind:md", "kind:md", ""),
        ("kind:md  author:a", 'tag:"b c"', 'kind:md author:a tag:"b c"'),
        ("kind:mdx", "kind:md", "kind:mdx kind:md"),
    ],
)
def test_a_chip_goes_on_and_off(where: str, term: str, now: str) -> None:
    """Its own term alone comes and goes."""
    assert now == toggled(where, term)
