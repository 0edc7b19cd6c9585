"""The works that notes cite: listed once, written as CSL-JSON and BibTeX, read back by others."""

import gc
import json
import shutil
import subprocess
import threading
import time
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bibtexparser.library import Library
from hypothesis import example, given
from hypothesis import strategies as st

from rag.bibliography import CitedWork, as_bibtex, as_csl, bibtex, references
from rag.bibliography.bibtex import tex, untex
from rag.bibliography.works_cited import CitingNote, keys
from rag.references.record import Name, Reference
from tests.conftest import Run
from tests.support.building import document

ESSAY = """# The Salt Roads

The caravans left in spring.[^1] They carried copper.[^2] Nobody counted them.[^3] The wells
dried.[^4] The price rose.[^5] It fell.[^6] The tolls were doubled.[^7] So it is said.[^8]

[^1]: Marta Lindqvist, *The Salt Roads* (Oxford: Ferrier & Sons, 1988), 14.
[^2]: Ruth Okafor and Henrik Daal, *Caravanserai* (Leiden: Meerman, 2001), 3; Lindqvist, *Salt Roads*, 20.
[^3]: The figure of 1923 is a guess that was made in March 1924.
[^4]: Okafor and Daal, *Caravanserai*, 7.
[^5]: Ibid., 8.
[^6]: Weld, *Diaries*, 40.
[^7]: “Harbour Dues to Be Doubled,” memorandum, Ministry of Ports, 3 May 1931.
[^8]: Lindqvist, 30.
"""  # noqa: E501 - a note is one line
OTHER = """# Wells

Water is older than salt.[^1]

[^1]: See Marta Lindqvist, *The Salt Roads* (Oxford: Ferrier & Sons, 1988), 300, for the wells.
"""
TWO = """# Ice

It froze.[^1] It thawed.[^2]

[^1]: Ana Ferro, *Ice* (Oslo: Berg, 1990); Leo Katz, *Fog* (Oslo: Berg, 1991).
[^2]: Ibid., 4.
"""
HARD = (
    "5 % of {x} -- a_b ^ ~ \\ \"q\" $5 #6 & <i> `` '' ?` ,, é – “ü” ß İ فارسی 東京 }{",
    "@book{evil, title={x}} \\input{/etc/passwd} % comment",
    "} , author = {Somebody Else",
    "\\end{document} ' or 1=1 -- \u202e \x07 \n newline",
)


def listed() -> list[CitedWork]:
    """The works of two documents."""
    return references([document(ESSAY, "roads.md"), document(OTHER, "wells.md")])


def work(text: str) -> CitedWork:
    """A work that has a text everywhere where text may be."""
    names = (Name("van der " + text, text), Name(literal=text))
    reference = Reference(
        text, "note on a book", "book", author=names, editor=names, translator=names, others=True,
        title=text, container=text, publisher=text, place=text, date="2001-02", volume=text,
        issue=text, pages=text, cited=text, url="https://a.example/{" + text.split()[0],
        doi="10.1/x}", accessed="2020-01-02",
    )  # fmt: skip
    return CitedWork(reference, (CitingNote("a.md", "0" * 64, "1", text, 0),))


def shown(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def entries(text: str) -> list[Any]:
    """The entries of a BibTeX file, as an independent parser reads them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the parser still uses what Python will drop
        from pybtex.database import parse_string

        return list(parse_string(text, "bibtex").entries.values())


def test_each_work_is_listed_once_with_all_its_notes() -> None:
    """Full references and short ones, over two documents; remarks are no works."""
    works = [one for one in listed() if one.resolved]
    found = {one.reference.title: [(p.path, p.mark) for p in one.places] for one in works}
    assert {
        "The Salt Roads": [
            ("roads.md", "1"), ("roads.md", "2"), ("roads.md", "8"), ("wells.md", "1"),
        ],
        "Caravanserai": [("roads.md", "2"), ("roads.md", "4"), ("roads.md", "5")],
        "Harbour Dues to Be Doubled": [("roads.md", "7")],
    } == found  # fmt: skip


def test_unresolved_short_references_are_documents_with_their_note_alone() -> None:
    """Nothing is made of them but the note."""
    item = json.loads(as_csl(listed()))[-1]
    assert ("document", "Weld, Diaries, 40.") == (item["type"], item["note"])
    assert {"id", "type", "note", "custom"} == set(item)
    assert item["custom"]["unresolved"] is True


def test_ambiguous_short_references_name_their_candidates() -> None:
    """An Ibid. after two works may mean either."""
    lost = [one for one in references([document(TWO)]) if not one.resolved]
    assert [("Ibid., 4.", ("1",))] == [(one.reference.text, one.candidates) for one in lost]


def test_a_family_name_that_comes_first_is_known_by_short_references() -> None:
    """The form of a name does not say which part is the family's; the short reference does."""
    text = (
        "# N\n\nA.[^1] B.[^2] C.[^3] D.[^4]\n\n[^1]: Ito Kenji Haru, *Tides* (Oslo: Berg, 1990).\n"
        "[^2]: Ito, *Tides*, 4.\n[^3]: Leo Katz, *Fog* (Oslo: Berg, 1991).\n[^4]: Katz, *Fog*, 9.\n"
    )
    found = references([document(text)])
    assert [str(one.reference.author[0]) for one in found] == ["Ito, Kenji Haru", "Katz, Leo"]


def test_every_item_carries_its_note_word_for_word() -> None:
    """The whole note, not only the part that was parsed, in both formats."""
    notes = {note.text for text in (ESSAY, OTHER) for note in document(text).notes}
    for item in json.loads(as_csl(listed())):
        assert item["note"] in notes
        assert {place["note"] for place in item["custom"]["cited_in"]} <= notes
    assert {untex(entry.fields["note"]) for entry in entries(as_bibtex(listed()))} <= notes


def test_two_files_read_at_once_leave_the_collector_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second must not find it switched off by the first, and leave it so."""
    parsing, seen = threading.Event(), threading.Event()

    def isenabled() -> bool:
        found = gc.isenabled()
        if not found:
            seen.set()
            while not gc.isenabled():  # until the first has done
                time.sleep(0.01)
        return found

    def parse(*_: object, **__: object) -> Library:
        parsing.set()
        seen.wait(0.3)
        return Library()

    stand_in = SimpleNamespace(isenabled=isenabled, enable=gc.enable, disable=gc.disable)
    monkeypatch.setattr(bibtex, "gc", stand_in)
    monkeypatch.setattr("bibtexparser.entrypoint.parse_string", parse)
    first = threading.Thread(target=bibtex.read, args=("",))
    first.start()
    assert parsing.wait(5)
    bibtex.read("")
    first.join()
    assert gc.isenabled()


def test_bibtex_is_read_by_an_independent_parser() -> None:
    """Types, names and fields come back through pybtex."""
    book = entries(as_bibtex(listed()))[0]
    assert ("book", "1988", "Oxford") == (book.type, book.fields["year"], book.fields["address"])
    assert untex(book.fields["publisher"]) == "Ferrier & Sons"
    people = [(p.last_names, p.first_names) for p in book.persons["author"]]
    assert [(["Lindqvist"], ["Marta"])] == people


@pytest.mark.parametrize("text", HARD)
def test_hostile_text_stays_text_in_bibtex(text: str) -> None:
    """One entry goes in and one comes out, whatever stands in it."""
    found = entries(as_bibtex([work(text), work("plain")]))
    assert len(found) == 2
    for field in ("title", "note", "publisher", "address"):
        assert shown(text) == untex(found[0].fields[field])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
@example("{")
@example("e\u0301 \uf900 ~\u0303")
@example("a--b---c '' `` ?` !` ,, \\-")
def test_tex_comes_back_as_it_was(text: str) -> None:
    """Any text in one line, controls left out, is the same after escaping and reading."""
    assert shown(text) == untex(tex(text))
    assert tex(text).count("{") == tex(text).count("}")


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_reads_what_was_written(tmp_path: Path) -> None:
    """A third program finds the same works in the BibTeX file as in the CSL file."""
    (tmp_path / "a.bib").write_text(as_bibtex([*listed(), work(HARD[0])]), encoding="utf-8")
    command = ["pandoc", "-f", "bibtex", "-t", "csljson", str(tmp_path / "a.bib")]
    run = subprocess.run(command, capture_output=True, check=True)
    theirs = {item["id"]: item for item in json.loads(run.stdout)}
    for item in json.loads(as_csl(listed())):
        assert item.get("title") == theirs[item["id"]].get("title")
        assert item.get("author") == theirs[item["id"]].get("author")
        assert item["note"] == theirs[item["id"]]["note"]
    assert len(theirs) == len(listed()) + 1


def test_csl_is_rendered_by_an_independent_processor() -> None:
    """citeproc-py makes a bibliography of it in a style of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the processor does not know every member
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON(json.loads(as_csl(listed())))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        made = CitationStylesBibliography(style, source, formatter.plain)
        made.register(Citation([CitationItem(key) for key in source]))
        lines = [str(line) for line in made.bibliography()]
    assert any("Lindqvist, M." in line and "The Salt Roads" in line for line in lines)
    assert any("Okafor, R." in line and "2001" in line for line in lines)


def test_keys_are_plain_and_none_occurs_twice() -> None:
    """ASCII letters and figures; a second work with the same key gets a number."""
    works = [work("Żółć Über"), work("Żółć Über"), work("東京")]
    assert keys(works) == ["uber2001zoc", "uber2001zoc-2", "2001"]
    assert keys(works[:1], ["UBER2001zoc", "uber2001zoc-2"]) == ["uber2001zoc-3"]


def test_no_works_make_an_empty_list() -> None:
    """A document without notes has nothing to export, and says so in the format's own way."""
    assert (json.loads(as_csl([])), as_bibtex([]).strip()) == ([], "")
    assert references([document("# T\n\nNo notes here.\n")]) == []


def test_the_command_writes_data_and_says_what_stayed_open(run: Run) -> None:
    """Stdout is the list, stderr the talk; a file is written in one step; DOC chooses."""
    Path("corpus/roads.md").write_text(ESSAY, encoding="utf-8")
    Path("corpus/wells.md").write_text(OTHER, encoding="utf-8")
    assert run("index", "corpus")[0] == 0
    status, out, err = run("references", "roads.md", "wells.md", "--format", "csl")
    assert (status, len(json.loads(out))) == (0, 4)
    assert "unresolved: roads.md, note 6: Weld, Diaries, 40." in err
    assert "3 works, 1 short references unresolved" in err
    status, out, _ = run("references", "wells.md", "--format", "bibtex", "--out", "w.bib")
    assert (status, out) == (0, "")
    assert len(entries(Path("w.bib").read_text(encoding="utf-8"))) == 1
    assert "Rashid" in run("references", "--format", "csl")[1]  # of a third document
    status, _, err = run("references", "nowhere.md", "--format", "csl")
    assert (status, "quoth docs" in err) == (2, True)
