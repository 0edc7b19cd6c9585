"""Files of somebody else's that commands read, and files that they must not write over."""

import re
import sys
from pathlib import Path

import pytest

from rag.files import parse_json
from tests.conftest import Run

RAG = Path(__file__).parents[2] / "rag"
OWN = {"models/__init__.py", "english/lexicon.py", "files.py", "answers/confidence.py",
       "search/manifest.py", "views/check_bundle.py",
       "documents/formats/html/metadata.py"}  # fmt: skip
"""Who may read JSON by itself: files that are pinned, and a script that stands alone."""
READERS = (
    ["verify", "x"], ["export", "x", "--format", "docx", "--out", "-"], ["page", "x", "--out", "o"],
    ["batch", "questions.jsonl", "--out", "x"], ["eval", "x"], ["calibrate", "x"], ["extract", "x"],
    ["eval", "questions.jsonl", "--baseline", "x"], ["eval", "questions.jsonl", "--answers", "x"],
    ["audit", "x"], ["catalogue", "x"], ["highlight", "x", "--out", "o"],
)  # fmt: skip
DEEP = {
    "list": "[" * 2000 + "]" * 2000,
    "object": '{"a":' * 150 + "1" + "}" * 150,
    "inside": '{"id": 1, "status": "answered", "quotes": ' + "[" * 2000 + "]" * 2000 + "}",
    "number": "1" * 5000,
    "quotes": '{"id": 3, "status": "answered", "confidence": "x", "quotes": [null, {"text": 1}]}',
    "members": '{"id": [], "question": {}, "status": [], "quotes": [null, 1, {"spans": 1}]}',
}


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_json_of_any_depth_and_form_is_refused_in_words(
    indexed: Run, workplace: Path, words: list[str]
) -> None:
    """No nesting, number or member of another type ends a command with a traceback."""
    name = "x.json" if words[0] in ("audit", "catalogue") else "x.jsonl"
    for what, said in DEEP.items():
        (workplace / name).write_text(said)
        status, out, err = indexed(*(name if word == "x" else word for word in words))
        assert status in (0, 1, 2), (what, err)
        assert out or err or not status, what


def test_a_line_of_a_batch_that_is_nested_too_deeply_is_an_error_of_its_own(
    indexed: Run, workplace: Path
) -> None:
    """The other questions are answered."""
    (workplace / "x.jsonl").write_text(DEEP["list"] + '\n"When did the Taliban take Herat?"\n')
    status, out, _ = indexed("batch", "x.jsonl", "--out", "-")
    assert (1, 2) == (status, len(out.splitlines()))
    assert "nested too deeply" in out.splitlines()[0]


def test_json_from_outside_is_read_in_one_way() -> None:
    """Only that way bounds the depth, so that none is forgotten."""
    found = {
        path.relative_to(RAG).as_posix()
        for path in RAG.rglob("*.py")
        if re.search(r"(?<!or)json\.loads?\(", path.read_text(encoding="utf-8"))
    }
    assert found == OWN


def test_a_depth_that_an_answer_has_is_read() -> None:
    """Sixty levels are no attack."""
    assert parse_json("[" * 60 + "]" * 60)


@pytest.mark.parametrize("digits", [str(1 << 64), str(-(1 << 63) - 1), "9" * 30, "-" + "9" * 9000])
def test_an_integer_that_no_answer_could_give_back_is_no_json(digits: str) -> None:
    """Larger than 64 bits, it is refused where it is read; what fits is read."""
    sys.set_int_max_str_digits(10_000)
    with pytest.raises(ValueError, match="64 bits"):
        parse_json(f'{{"id": {digits}}}')
    assert parse_json(f"[{(1 << 64) - 1}, {-(1 << 63)}]") == [(1 << 64) - 1, -(1 << 63)]


WRITERS = (
    ["export", "answers.jsonl", "--format", "markdown", "--out", "{out}"],
    ["references", "--format", "csl", "--out", "{out}"],
    ["batch", "questions.jsonl", "--fresh", "--out", "{out}"],
    ["audit", "draft.md", "--html", "{out}"],
    ["eval", "questions.jsonl", "--json", "{out}"],
    ["eval", "questions.jsonl", "--save-baseline", "{out}"],
    ["eval", "dialogues.jsonl", "--json", "{out}"],
)


@pytest.mark.parametrize("words", WRITERS, ids=" ".join)
def test_nothing_that_is_needed_is_written_over(
    indexed: Run, workplace: Path, words: list[str]
) -> None:
    """A document of the library, by a link too, the index, and what the command reads."""
    (workplace / "answers.jsonl").write_text("")
    (workplace / "link.md").symlink_to("corpus/kabul.md")
    targets = ["corpus/herat.md", "link.md", ".quoth/CURRENT", ".quoth/new"]
    targets += [word for word in words if word.endswith((".jsonl", "draft.md"))]
    before = {name: (workplace / name).read_bytes() for name in targets if name != ".quoth/new"}
    for target in targets:
        status, out, err = indexed(*(word.replace("{out}", target) for word in words))
        assert (2, "") == (status, out), (target, err)
        assert "Name a" in err
    assert {name: (workplace / name).read_bytes() for name in before} == before
    assert not (workplace / ".quoth/new").exists()


def test_two_results_have_two_files_and_a_baseline_may_be_written_anew(indexed: Run) -> None:
    """One of the two would be lost; a baseline is read before it is replaced."""
    both = ("--json", "a.json", "--html", "./a.json")
    assert 2 == indexed("eval", "questions.jsonl", *both)[0]
    assert 2 != indexed("eval", "questions.jsonl", "--save-baseline", "b.json")[0]
    same = ("--baseline", "b.json", "--save-baseline", "b.json")
    assert 2 != indexed("eval", "questions.jsonl", *same)[0]


BIB = """@book{a, title = {One}}
@book{a, title = {Two}}
@book{c\x1b[2J title = {Three}}
@misc{d, title = {Four}, quote1 = {The Taliban took Herat in 1995.}, file = {herat.md}}
"""


def test_an_entry_that_cannot_be_read_is_told_by_its_line(indexed: Run, workplace: Path) -> None:
    """Once, without its own control characters; a key that stands twice loses no entry."""
    (workplace / "x.bib").write_text(BIB)
    _, _, err = indexed("catalogue", "x.bib")
    assert "\x1b" not in err
    assert "no document for line 3: an entry that cannot be read" in err
    assert {"One", "Two"} <= set(re.findall(r"no document for \w: (\w+)", err))
    status, _, err = indexed("audit", "x.bib")
    assert (2, True) == (status, "cannot be read: line 3" in err)
    (workplace / "x.bib").write_text(BIB.replace(BIB.splitlines()[2], ""))
    assert 0 == indexed("audit", "x.bib")[0]
