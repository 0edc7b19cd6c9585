"""`quoth catalogue`: an export of a reference manager, in three formats, through the command."""

import json
from pathlib import Path

import pytest

from rag.bibliography.catalogued import read_catalogue
from rag.errors import SourceError
from tests.conftest import Run

RIS = """TY  - BOOK
AU  - Doe, Jane
AU  - Müller, Max
TI  - Another title
PY  - 2001/05//
KW  - war
KW  - Afghan cities
L1  - file:///elsewhere/files/7/herat.md
ER  -

TY  - JOUR
TI  - KABUL
DA  - 2002
ER  -
"""
CSL = [
    {"id": "a", "type": "book", "title": "The <i>fall</i> of Herat",
     "keyword": "war; Afghan cities",
     "author": [{"family": "Doe", "given": "Jane"}, {"family": "Müller", "given": "Max"}],
     "issued": {"date-parts": [[2001, 5]]}},
    {"id": "b", "title": "Kabulistan"},
]  # fmt: skip


@pytest.mark.parametrize("name", ["library.bib", "library.ris", "library.json"])
def test_what_is_catalogued_can_be_asked_for(indexed: Run, workplace: Path, name: str) -> None:
    """By the file that is attached, or by the very title; what has no document is named."""
    (workplace / "library.ris").write_text(RIS, encoding="utf-8")
    (workplace / "library.json").write_text(json.dumps(CSL), encoding="utf-8")
    indexed("tag", "herat.md", "+mine")
    status, out, err = indexed("catalogue", name)
    assert (0, "herat.md") == (status, out.split()[0])
    assert ("no document for" in err) == (name != "library.ris")  # its second one is KABUL
    for where in ('author:"Doe, Jane"', "author:muller date:2001", 'tag:"afghan cities" tag:mine'):
        line = json.loads(indexed("docs", "--json", "--where", where)[1])
        assert "herat.md" == line["path"]
    assert None is line["author"]  # what the file itself states stays what quotes say
    facets = line["facets"]
    assert {"value": "2001-05", "from": "catalogue"} == facets["date"][0]
    assert [("mine", "hand"), ("war", "catalogue")] == [
        (tag["value"], tag["from"]) for tag in facets["tag"][:2]
    ]
    assert indexed("catalogue", name)[0] == 0
    assert line == json.loads(indexed("docs", "--json", "--where", "tag:mine")[1])


def test_an_entry_with_two_files_speaks_for_both(indexed: Run, workplace: Path) -> None:
    """A PDF and its snapshot are one work."""
    both = "@book{x, title={Two}, file={a:corpus/herat.md:text/plain;b:corpus/kabul.md:text/plain}}"
    (workplace / "both.bib").write_text(both, encoding="utf-8")
    assert 2 == len(indexed("catalogue", "both.bib")[1].splitlines())


def test_an_entry_whose_document_is_uncertain_has_none(indexed: Run, workplace: Path) -> None:
    """A title that only comes near, or an attached file that is not here, gives nobody's name."""
    near = [{"id": "x", "title": "The fall of Herat, 1995", "author": [{"literal": "Nobody"}]}]
    (workplace / "near.json").write_text(json.dumps(near), encoding="utf-8")
    assert 1 == indexed("catalogue", "near.json")[0]
    other = "@book{x, title={The fall of Herat}, author={Nobody}, file={a:files/other.pdf:PDF}}"
    (workplace / "other.bib").write_text(other, encoding="utf-8")
    assert 1 == indexed("catalogue", "other.bib")[0]
    assert 2 == indexed("docs", "--where", "author:nobody")[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", "x"), ("a.json", "{"), ("a.json", "[3]"), ("a.bib", "no entry"), ("a.ris", "TY  -")],
)
def test_what_is_no_export_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """With the file's name and what to do."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=name):
        read_catalogue(tmp_path / name)


def test_names_of_bibtex_are_parted_where_no_brace_is_open(tmp_path: Path) -> None:
    """A body with an "and" in its name is one, "and others" nobody; months and spans are read."""
    file = tmp_path / "odd.bib"
    file.write_text(
        '@report{a, author = {{Ministry of Food and Agriculture} and K{\\"o}nig, Jr., Ada and '
        "others}, title = {Bread}, year = 1998, month = mar, keywords = {grain, {rye, oats}}}\n"
        "@book{b, editor = {{Bread and Roses Collective}}, title = {Salt}, date = {1640/1650}}\n",
        encoding="utf-8",
    )
    bread, salt = read_catalogue(file)
    assert ("Ministry of Food and Agriculture", "Ada König Jr.") == bread.authors
    assert {"literal": "Ministry of Food and Agriculture"} == bread.item["author"][0]
    assert ("1998-03", ("grain", "rye, oats")) == (bread.date, bread.tags)
    assert (("Bread and Roses Collective",), "1640") == (salt.authors, salt.date)
    assert {"date-parts": [[1640], [1650]]} == salt.item["issued"]


def test_records_and_dates_as_other_programs_write_them(tmp_path: Path) -> None:
    """A record without its end, keywords one a line, dates in words: nothing is left out."""
    ris, csl = tmp_path / "a.ris", tmp_path / "a.json"
    ris.write_text(
        "TY  - BOOK\nTI  - First\nPY  - c1998\nKW  - ferries\nsalt roads\n"
        "TY  - RPRT\nTI  - Second\nDA  - 1998-05-12\nER  - \n"
        "TY  - RPRT\nTI  - Third\nY1  - 12 May 1998\n",
        encoding="utf-8",
    )
    csl.write_text(
        '[{"id": 1, "title": "Fourth", "issued": {"raw": "May 2004"}},'
        ' {"id": 2, "title": "Fifth", "issued": {"date-parts": [[null]], "literal": "n.d."}}]',
        encoding="utf-8",
    )
    found = [(one.title, one.date) for path in (ris, csl) for one in read_catalogue(path)]
    assert [
        ("First", "1998"), ("Second", "1998-05-12"), ("Third", "1998-05-12"),
        ("Fourth", "2004-05"), ("Fifth", ""),
    ] == found  # fmt: skip
    assert ("ferries", "salt roads") == read_catalogue(ris)[0].tags
    assert {"date-parts": [[2004, 5]]} == read_catalogue(csl)[0].item["issued"]


def test_the_key_stays_and_a_group_library_opens_as_one(indexed: Run, workplace: Path) -> None:
    """The listing has the key and the link of an item, in UTF-16, too; a BibTeX key has no link."""
    item = {"id": "http://zotero.org/groups/77/items/AB12", "title": "The fall of Herat"}
    (workplace / "group.json").write_text(json.dumps([item]), encoding="utf-16")
    assert 0 == indexed("catalogue", "group.json")[0]
    facets = json.loads(indexed("docs", "--json", "--where", "title:herat")[1])["facets"]
    assert [{"value": "AB12", "from": "catalogue"}] == facets["key"]
    link = "zotero://select/groups/77/items/AB12"
    assert [{"value": link, "from": "catalogue"}] == facets["link"]
    (workplace / "better.bib").write_text("@book{doeFall2001, title = {The fall of {{Herat}}}}")
    assert 0 == indexed("catalogue", "better.bib")[0]
    facets = json.loads(indexed("docs", "--json", "--where", "title:herat")[1])["facets"]
    assert ("doeFall2001", False) == (facets["key"][0]["value"], "link" in facets)
