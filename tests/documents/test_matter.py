"""Front matter in YAML: what it states, what is none, and what cannot be read."""

from pathlib import Path

import pytest

from rag.audit.draft import from_text
from rag.documents.assembly import document_from
from rag.documents.sandbox import extract
from rag.documents.structure.front import Front
from rag.documents.structure.matter import find_matter
from rag.documents.structure.regions import find_regions

PROSE = "\n\nThe river rose by two metres in the first week of May, and the mill stood still.\n"


def front(lines: str) -> Front:
    """What a text with these lines as its front matter states."""
    return find_regions(f"---\n{lines}\n---{PROSE}").front


@pytest.mark.parametrize(
    ("lines", "title", "author", "date"),
    [
        ("title: Rivers\nauthor: Lois Lane\ndate: 2001-12-05", "Rivers", "Lois Lane", "2001-12-05"),
        ("title: 'Rivers: a life'\ndate: 2001", "Rivers: a life", None, "2001"),
        ('title: "No \\u2013 never"\nauthors: [Ann Lee, Bo Ek]', "No – never",
         "Ann Lee, Bo Ek", None),
        ("author:\n  - name: Ann Lee\n    orcid: 1\n  - name: Bo Ek\ntitle: 1984", "1984",
         "Ann Lee, Bo Ek", None),
        ("title: >-\n  Rivers\n  and mills\nauthor: {given: Ann, family: Lee}", "Rivers and mills",
         "Ann Lee", None),
        ("title: Rivers\n\nabstract: |\n  It has\n\n  two paragraphs.\ndate: 5 May 1931", "Rivers",
         None, "5 May 1931"),
        ("Title: Yes\nDate: 2001-12-05T10:00:00+01:00 # as sent", "Yes", None,
         "2001-12-05T10:00:00+01:00"),
        ("tags:\n- mills\n- rivers\ntitle: Rivers\nlayout: post", "Rivers", None, None),
        ("title: [Rivers, a life]\nauthor: admin", "Rivers", None, None),
        ("layout: post\ndate: 2001-13-45", None, None, "2001-13-45"),
    ],
)  # fmt: skip
def test_values_are_taken_as_they_are_written(
    lines: str, title: str | None, author: str | None, date: str | None
) -> None:
    """Quoted, folded, listed or named: the words of the file, and never a guess at their type."""
    found = front(lines)
    assert (title, author, date) == (found.title, found.author, found.date)


def test_front_matter_is_no_text() -> None:
    """Its blank lines and long values included; what follows is quoted as ever."""
    text = f"---\ntitle: Rivers\n\nabstract: |\n  A long.\n\n  Two.\nsource: <https://a.org/b>\n...{PROSE}"
    found = find_regions(text)
    assert PROSE.strip() == " ".join(r.span.of(text) for r in found.regions if r.kind == "body")
    assert ("https://a.org/b", ()) == (found.front.address, found.problems)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nThe first scene.\n\n---\n\nThe second scene.",
        "---\nANNA: I was at the mill when the water came over the wall, and I ran.\n---\nEnd.",
        "---\nANNA: I said: no, not there.\nBO: It is over.\n---\nEnd.",
        "---\n- one\n- two\n---\nEnd.",
        "---\nThe mayor said: it is over.\n---\nEnd.",
        "---\ntitle: it never ends\n\nThe text.",
        "----\ntitle: Rivers\n----\nEnd.",
        " ---\ntitle: Rivers\n---\nEnd.",
    ],
)
def test_a_text_between_two_rules_is_none(text: str) -> None:
    """Scenes, speeches and lists below a rule are text, in a document and in a draft."""
    assert 0 == find_matter(text).end
    assert [] == [p for p in from_text(text).paragraphs if p.kind == "code"]


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("title: Rivers: a life\nauthor: Lois Lane\ndate: 2001-12-05", 2),
        ("author: Lois Lane\ntitle: Rivers\ndate: 2001-12-05\ntags: [mill", 6),
        ("author: Lois Lane\ntitle: Rivers\n\tdate: 2001-12-05", 4),
        ("author: Lois Lane\ntitle: Rivers\ndate: 2001-12-05\nnote: %s" % ("[" * 5000), None),
    ],
)  # fmt: skip
def test_a_broken_block_is_named_and_read_line_by_line(lines: str, line: int | None) -> None:
    """The problem says which line; nothing that a line states is lost, and none of it is text."""
    text = f"---\n{lines}\n---{PROSE}"
    found = find_regions(text)
    assert found.front.title is not None
    assert found.front.title.startswith("Rivers")
    assert "Lois Lane" == found.front.author
    assert 1 == len(found.problems)
    assert (f"line {line}" if line else "nested too deeply") in found.problems[0]
    assert PROSE.strip() == " ".join(r.span.of(text) for r in found.regions if r.kind == "body")


def test_a_key_that_stands_twice_is_named() -> None:
    """The first is taken, in YAML that most readers would take the last of."""
    text = f"---\ntitle: Rivers\ndate: 2001\ntitle: Mills\n---{PROSE}"
    document = document_from(extract(text.encode(), Path("a.md")), "a.md", "0")
    assert "Rivers" == document.title
    assert ("front matter, line 4: 'title' stands there twice; the first is taken",) == (
        document.problems
    )


@pytest.mark.parametrize(
    "lines",
    [
        "title: !!python/object/apply:os.system ['false']\nauthor: Lois Lane",
        "a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nauthor: [*c, Lois Lane]",
        "author: &l [Lois Lane, *l]\ntitle: Rivers",
    ],
)
def test_nothing_is_constructed_and_nothing_grows(lines: str) -> None:
    """Tags call nothing, and lists of lists end at a depth."""
    assert "Lois Lane" in (front(lines).author or "")
