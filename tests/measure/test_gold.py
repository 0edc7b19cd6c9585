"""Question files, and gold that no longer fits the documents."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from rag import measure
from rag.errors import QuestionError
from rag.span import Span
from tests.support.known import FELL, FLED, gold, known, line
from tests.support.standin import HERAT, StandInIndex


def test_a_question_file_is_read_line_by_line(tmp_path: Path) -> None:
    """Blank lines and a byte order mark are no fault; members that are missing have defaults."""
    path = tmp_path / "q.jsonl"
    unanswerable = json.dumps({"question": "Who?", "answerable": False})
    path.write_text("\ufeff" + line(type="fact") + "\n\n" + unanswerable, encoding="utf-8")
    assert [known(type="fact"), measure.KnownAnswer(3, "Who?", False)] == measure.read_known(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "holds no questions"),
        ("{", "line 1"),
        ('"a string"', "line 1"),
        (line(need="most"), "'most'; expected any, all or two-docs"),
        (line(evidence=[]), 'needs "evidence"'),
        (line(answerable="yes"), '"answerable" as true or false'),
        (line(evidence=[{"doc": "a", "start": 5, "end": 5, "sha256": ""}]), "span"),
        (line(evidence=[{"doc": "a", "start": 5, "sha256": ""}]), "'end' is missing"),
        (line() + "\n" + line(), "'q' occurs twice"),
    ],
)
def test_a_question_file_with_a_fault_is_refused(tmp_path: Path, content: str, said: str) -> None:
    """With the file, the line, and what was expected."""
    path = tmp_path / "q.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(QuestionError, match=re.escape(said)):
        measure.read_known(path)


def squad(context: str) -> str:
    """A file in SQuAD 2.0's format."""
    answers = [{"text": "1995", "answer_start": context.index("1995")}] * 2
    qas = [{"id": "s1", "question": "When?", "answers": answers},
           {"id": "s2", "question": "Why?", "answers": [], "is_impossible": True}]  # fmt: skip
    paragraph = {"context": context, "qas": qas}
    return json.dumps({"version": "v2.0", "data": [{"title": "Herat", "paragraphs": [paragraph]}]})


def test_squad_gold_is_placed_in_the_indexed_documents(tmp_path: Path) -> None:
    """Its offsets are into a paragraph; ours are into the document, and fit."""
    path = tmp_path / "squad.json"
    path.write_text(squad(f"{FELL} {FLED}"), encoding="utf-8")
    library = measure.Library(StandInIndex())
    found = measure.read_known(path, library.texts)
    assert [(gold("1995"),), ()] == [one.evidence for one in found]
    assert {} == measure.stale(found, library)


def test_squad_paragraphs_that_are_not_indexed_are_refused(tmp_path: Path) -> None:
    """Else every answer would count as wrong."""
    path = tmp_path / "squad.json"
    path.write_text(squad("In 1995 something else."), encoding="utf-8")
    with pytest.raises(QuestionError, match="stands in no indexed document"):
        measure.read_known(path, measure.Library(StandInIndex()).texts)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (replace(gold(FELL), sha256="0" * 64), "now reads 'The Taliban took"),
        (replace(gold(FELL), span=Span(0, 10**6)), "ends behind its text"),
        (replace(gold(FELL), doc="gone.md"), "is not in the index"),
    ],
)
def test_stale_gold_is_named_and_refused(place: measure.Gold, said: str) -> None:
    """Evidence and forbidden spans alike; a fitting question is not named."""
    library = measure.Library(StandInIndex())
    asked = [known(), known(id="old", evidence=(place,)), known(id="worse", forbid=(place,))]
    found = measure.stale(asked, library)
    assert ["old", "worse"] == list(found)
    with pytest.raises(QuestionError, match=re.escape(said)):
        measure.refuse_stale(found)


def test_a_file_name_that_two_documents_share_is_refused() -> None:
    """Gold by file name would be a guess; by path it is none."""
    library = measure.Library(StandInIndex({"a/x.md": HERAT, "b/x.md": HERAT}))
    assert "a/x.md" == library.path("a/x.md")
    with pytest.raises(QuestionError, match="any of"):
        library.path("x.md")
