"""Author and date come from bylines, datelines and metadata that a person wrote, or not at all."""

import pytest

from rag.documents.structure.bylines import dated, is_byline, named
from rag.documents.structure.front import person
from rag.documents.structure.regions import find_regions

PROSE = (
    "The mill stood on the river for three hundred years, and it ground the corn of nine villages."
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Tora Lindgren", "Tora Lindgren"),
        ("BY INES VARGA", "INES VARGA"),
        ("An essay by J. K. van der Berg", "J. K. van der Berg"),
        ("By Anna Holm and Per Lund for the Evening Post", "Anna Holm and Per Lund"),
        ("By Rob Ewaschuk Edited by Betsy Beyer", "Rob Ewaschuk"),
        ("The charges were written by Anna Holm.", None),
        ("By Monday Kabul had fallen.", None),
        ("By Royal Command", None),
        ("Accused in a report by Dagny Fjell", None),
        ("Story by Jo Penn; photographs by Ada Lim", "Jo Penn"),
        ("Reviewed by Ada Lim", "Ada Lim"),
        ("By Anna Holm's account the bridge was never built.", None),
    ],
)
def test_who_wrote(line: str, name: str | None) -> None:
    """A byline says who wrote and nothing else."""
    assert named(line) == name


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("12 March 2015", "12 March 2015"),
        ("Published on Tuesday, May 3, 2011 at 6:31 PM", "May 3, 2011"),
        ("HERAT, Afghanistan, 12 November 2026", "12 November 2026"),
        ("Last revised: 2015-10-02", "2015-10-02"),
        ("Born 4 May 1890", None),
        ("The Battle of Kell, 3 May 1999", None),
        ("The fire at Lund mill began on 12 June 1899.", None),
        ("Died at Lund, 4 May 1890", None),
        ("Treaty of Sarn, 4 May 1890", None),
    ],
)
def test_when_it_was_written(line: str, date: str | None) -> None:
    """A dateline gives a place and a date, and tells of nothing."""
    assert (dated(line) or (None,))[0] == date


@pytest.mark.parametrize(
    ("text", "author", "date"),
    [
        (f"# The mill\n\nBy Ada Rosen\n\n3 May 2011\n\n{PROSE}", "Ada Rosen", "3 May 2011"),
        (f"# The mill\n\nAda Rosen\n\n{PROSE}", "Ada Rosen", None),
        (f"Mills\n\nMr. AKSEL RY\n\n{PROSE}", None, None),
        (f"THE SALT WAR\n\nWRITTEN BY FEAR, PAID IN SALT\n\n{PROSE}", None, None),
        (f"Of mills\n\nLUND MILLS\n\n{PROSE}", None, None),
        (f":Author: Ada Rosen\n\n# The mill\n\n{PROSE}", "Ada Rosen", None),
        (f"# Ada Rosen\n\nAda Rosen\n\n{PROSE} Rosen owned it.", None, None),
        (f"# The mill\n\nAda Rosen\n\nAda Rosen built it. {PROSE}", None, None),
        (f"# A diary\n\n3 May 1911\n\n{PROSE}\n\n4 May 1911\n\nIt rained.", None, None),
        (f"# The mill\n\n{PROSE}\n\n{PROSE}\n\nLund, 3 May 1911\n\n{PROSE}", None, None),
        (f"# Flood of 3 May 1911\n\n{PROSE}[^1]\n\n[^1]: 4 June 1912.", None, None),
        (f"Author: Admin\n\n# The mill\n\n{PROSE}", None, None),
        (f"# The mill\n\n{PROSE}\n\n*Ada Rosen is a historian at Lund.*", "Ada Rosen", None),
        (f"# The mill\n\n{PROSE} Rosen saw it.\n\nAda Rosen is a historian.", None, None),
    ],
)
def test_in_doubt_nothing_is_stated(text: str, author: str | None, date: str | None) -> None:
    """Somebody whom the text speaks of, a diary's days and a quoted letter's are no statement."""
    front = find_regions(text).front
    assert (front.author, front.date) == (author, date)


@pytest.mark.parametrize(
    "stated",
    ["python-docx", "anonymous", "Microsoft Office User", "LibreOffice 7.4", "a@b.org", " "],
)
def test_programs_are_no_persons(stated: str) -> None:
    """What a program put where the author belongs is no author."""
    assert person(stated) is None


def test_a_sentence_is_no_byline() -> None:
    """Only what states nothing but author, place or date is one."""
    assert is_byline("By Ada Rosen · 3 May 2011")
    assert not is_byline("The treaty was signed on 3 May 2011.")


def test_a_memorandum_is_by_whom_it_is_from() -> None:
    """Its office is no part of the name, and "Re:" states the title."""
    head = "From: Judith Abel, Harbour Master\nTo: All pilots\nDate: 9 October 1977\nRe: Buoys"
    for text in (f"{head}\n\n{PROSE}", f"MEMORANDUM\n\n{head}\n\n{PROSE}"):
        front = find_regions(text).front
        assert (front.title, front.author, front.date) == ("Buoys", "Judith Abel", "9 October 1977")
