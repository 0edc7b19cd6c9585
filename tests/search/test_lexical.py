"""BM25: what is looked for, hostile questions, and rankings that filters do not change."""

from pathlib import Path
from unittest.mock import Mock

import pytest
import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.errors import IndexRefused, NoThread
from rag.search.lexical import LexicalIndex, LexicalRow, terms, write_lexical
from rag.search.wording import fold

ROWS = (
    LexicalRow(1, 10, "Kabul", "The fall", "Kabul fell to the Northern Alliance in November."),
    LexicalRow(2, 10, "Kabul", "After", "Nobody had ordered it; the soldiers came alone."),
    LexicalRow(3, 11, "Herat", "The fall", "Herat fell to the Taliban. Khan fled from Herat."),
    LexicalRow(4, 12, "Café life", "", "Naïve façades: the WHO counted 3,000 cafés in Kabul."),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    """Four passages of three documents."""
    folder = tmp_path_factory.mktemp("lexical")
    write_lexical(folder, [], ROWS)
    return LexicalIndex(folder)


def test_stop_words_are_left_out_unless_there_is_nothing_else() -> None:
    """A question of stop words only is looked for as it stands."""
    assert terms("Who signed the Bonn agreements?") == ["sign", "bonn", "agreement"]
    assert terms("Who was it?") == ["who", "was", "it"]
    assert terms("?!") == []


def test_names_in_capitals_are_no_stop_words() -> None:
    """WHO is an organisation, unless the whole question is in capitals."""
    assert terms("What did the WHO count?") == ["count", "who"]
    assert terms("WHO LED THE WAR?") == ["led", "war"]


def test_the_best_passage_comes_first(index: LexicalIndex) -> None:
    """Rare words shared with a passage outweigh common ones."""
    assert [row for row, _ in index.search("When did Herat fall?", 9)] == [3, 1]
    assert [row for row, _ in index.search("naive cafe", 9)] == [4]


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_no_question_is_a_syntax_error(index: LexicalIndex, question: str) -> None:
    """Any characters may stand in a question."""
    assert len(index.search(question, 9)) <= len(ROWS)


@pytest.mark.parametrize(
    "question",
    ['"', "Kabul AND (", "title:Kabul^", "[zz ~2", "\\", "\x00", "\ud800", "*", "-Kabul"],
)
def test_query_syntax_means_nothing(index: LexicalIndex, question: str) -> None:
    """Operators, quotation marks and lone surrogates are read as words or as nothing."""
    plain = "Kabul" if "Kabul" in question else "zzz"
    expected = {row for row, _ in index.search(plain, 9)}
    assert {row for row, _ in index.search(question, 9)} == expected


def test_a_filter_gives_the_best_of_the_chosen_documents(index: LexicalIndex) -> None:
    """Scores are those of the whole index, and the filter is exact."""
    everything = dict(index.search("the fall of Kabul", 9))
    chosen = index.search("the fall of Kabul", 9, [11, 12])
    assert chosen == [(row, everything[row]) for row in (4, 3)]
    assert index.search("the fall of Kabul", 9, []) == []
    assert index.search("the fall of Kabul", 0) == []


def test_removed_documents_are_found_no_more(tmp_path: Path) -> None:
    """Removing and adding under one commit leaves the new rows only."""
    write_lexical(tmp_path, [], ROWS)
    write_lexical(tmp_path, [10], [LexicalRow(5, 13, "", "", "A new page about Kabul.")])
    index = LexicalIndex(tmp_path)
    assert {row for row, _ in index.search("Kabul", 9)} == {4, 5}
    assert len(index) == 3


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    """The error belongs to Quoth's own tree."""
    with pytest.raises(IndexRefused):
        LexicalIndex(tmp_path)


def test_where_no_thread_is_to_be_had_nothing_is_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What tantivy says then is no word about the index, nor about room on the disk."""
    write_lexical(tmp_path, [], ROWS)
    refusal = Mock(side_effect=ValueError("System error.'Failed to spawn segment updater thread'"))
    refusal.open = refusal
    monkeypatch.setattr(tantivy, "Index", refusal)
    with pytest.raises(NoThread, match="ulimit -u"):
        LexicalIndex(tmp_path)
    with pytest.raises(NoThread, match="ulimit -u"):
        write_lexical(tmp_path, [], ROWS)


def test_folding_finds_ligatures_and_broken_words() -> None:
    """Presentation forms, soft hyphens and zero-width characters do not hide a word."""
    assert fold("inﬂu\u00adenza\u200b ½ km²") == "influenza 1⁄2 km2"
